import { DEPARTMENTS, ROLES } from '../../../shared/domain/people';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { Checkbox, DepartmentMark, RadioGroup, Select } from '../../ui';
import { EXPIRIES, MOST_USES, singleUseReason, type Terms } from './logic/terms';
import styles from './invite.module.css';

interface TermsFormProps {
  readonly terms: Terms;
  readonly onChange: (terms: Terms) => void;
  /** What is wrong with the choice of boards. */
  readonly problem: string | null;
}

/** Who is invited as what, for how long. */
export function TermsForm({ terms, onChange, problem }: TermsFormProps) {
  const t = useT('invite');
  const common = useT('common');
  const set = (change: Partial<Terms>) => onChange({ ...terms, ...change });
  const reason = singleUseReason(terms);
  return (
    <>
      <RadioGroup
        label={t('role.label')}
        options={ROLES.toReversed().map((role) => ({ id: role, label: t(`role.${role}`) }))}
        value={terms.role}
        onChange={(role) => set({ role })}
      />
      <div className={styles['pair']}>
        <Select
          label={t('department.label')}
          options={[
            { id: 'any', label: t('department.any') },
            ...DEPARTMENTS.map((department) => ({
              id: department,
              label: common(`department.${department}`),
              icon: <DepartmentMark department={department} />,
            })),
          ]}
          value={terms.department}
          onChange={(department) => set({ department })}
        />
        <Select
          label={t('expiry.label')}
          options={EXPIRIES.map((minutes) => ({ id: minutes, label: t(`expiry.${minutes}`) }))}
          value={terms.expiry}
          onChange={(expiry) => set({ expiry })}
        />
      </div>
      {terms.role === 'guest' ? (
        <BoardsChoice terms={terms} onChange={onChange} problem={problem} />
      ) : (
        <div className={styles['choice']}>
          <Checkbox isSelected={terms.approver} onChange={(approver) => set({ approver })}>
            {t('approver')}
          </Checkbox>
          {terms.approver ? (
            <p className={styles['hint']}>{t('approverHint', { department: terms.department })}</p>
          ) : null}
        </div>
      )}
      <div className={styles['choice']}>
        <Checkbox
          isSelected={terms.several && reason === null}
          isDisabled={reason !== null}
          onChange={(several) => set({ several })}
        >
          {t('several', { most: MOST_USES })}
        </Checkbox>
        {reason !== null || !terms.several ? (
          <p className={styles['hint']}>{t(`single.${reason ?? 'one'}`)}</p>
        ) : null}
      </div>
    </>
  );
}

function BoardsChoice({ terms, onChange, problem }: TermsFormProps) {
  const t = useT('invite');
  const boards = useWorkspace((workspace) => workspace.boards).filter((board) => !board.archived);
  const chosen = terms.boards;
  return (
    <div className={styles['choice']}>
      <RadioGroup
        label={t('boards.label')}
        options={[
          { id: 'all', label: t('boards.all') },
          { id: 'some', label: t('boards.some') },
        ]}
        value={chosen === null ? 'all' : 'some'}
        onChange={(which) => onChange({ ...terms, boards: which === 'all' ? null : [] })}
        problem={problem}
      />
      {chosen === null ? null : (
        <div role="group" aria-label={t('boards.some')} className={styles['boards']}>
          {boards.map(({ id, title }) => (
            <Checkbox
              key={id}
              isSelected={chosen.includes(id)}
              onChange={(isChosen) =>
                onChange({
                  ...terms,
                  boards: isChosen ? [...chosen, id] : chosen.filter((each) => each !== id),
                })
              }
            >
              {title}
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  );
}

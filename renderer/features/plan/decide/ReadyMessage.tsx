import { possibleApprovers } from '../../../../shared/domain/policy';
import { useWorkspace } from '../../../client';
import { takesNote, useFormat, useT } from '../../../i18n';
import { CopyButton, TextField } from '../../../ui';
import { usePlan } from '../plan-context';
import { usePlanLink } from './usePlanLink';
import styles from './decide.module.css';

/**
 * After submitting: words and a link for those who decide, ready to send.
 * @param others how many drafts of the plan's series went along
 */
export function ReadyMessage({ others }: { others: number }) {
  const t = useT('decision');
  const format = useFormat();
  const { row, title } = usePlan();
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const link = usePlanLink(row.id);
  const approvers = possibleApprovers([...members.values()], row.material, me.id);
  const { start, end } = row.material;
  const dates = format.dateRange(typeof start === 'string' ? start : '', typeof end === 'string' ? end : '');
  const text = t(takesNote(row.material) ? 'message.body-note' : 'message.body', {
    title,
    dates,
    others,
    link,
    name: me.name,
  });
  return (
    <>
      <p>
        {approvers.length > 0
          ? t('message.lead', { names: format.list(approvers.map(({ name }) => name)) })
          : t('message.leadNobody')}
      </p>
      <TextField label={t('message.label')} value={text} onChange={() => undefined} isReadOnly isMultiline />
      <div className={styles['copy']}>
        <CopyButton text={text} label={t('message.copy')} variant="primary" />
      </div>
    </>
  );
}

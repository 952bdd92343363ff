import { PLAN_STATES } from '../../../shared/domain/status';
import { memberName, useWorkspace, type WorkspaceState } from '../../client';
import { useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { softHyphens, StateGlyph } from '../../ui';
import styles from './Boards.module.css';

interface Props {
  readonly boardId: string;
  readonly goingOn: NonNullable<WorkspaceState['boards'][number]['goingOn']>;
}

/** How many plans are where, what starts next, and who acted last. */
export function GoingOn({ boardId, goingOn: { states, next, last } }: Props) {
  const t = useT('board');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((state) => state.members);
  const counted = PLAN_STATES.filter((state) => (states[state] ?? 0) > 0);
  return (
    <>
      {counted.length === 0 ? (
        <p className={styles['facts']}>{t('boards.nothingYet')}</p>
      ) : (
        <ul className={styles['states']}>
          {counted.map((state) => (
            <li key={state} data-state={state}>
              <StateGlyph state={state} size={13} />
              {common(`state.${state}`)} {format.number(states[state] ?? 0)}
            </li>
          ))}
        </ul>
      )}
      <p className={styles['facts']}>
        {next ? (
          <span>
            {t.rich('boards.next', {
              day: format.date(next.start),
              title: softHyphens(next.title) || common('untitled'),
              plan: (words) => (
                <a href={hrefOf({ page: 'board', boardId, view: 'columns', planId: next.plan })}>{words}</a>
              ),
            })}
          </span>
        ) : null}
        {last ? (
          <span>
            {t('boards.last', { name: memberName(members, last.by), when: format.instant(last.at) })}
          </span>
        ) : null}
      </p>
    </>
  );
}

import { memberName, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { DepartmentName, NamedColorMark, planColorOf, StatusBadge } from '../../ui';
import { useEntryWords, type EntryWords } from './entry-words';
import type { CalendarEntry } from './logic/entries';
import styles from './table.module.css';

const COLUMNS = ['plan', 'department', 'period', 'state', 'budget', 'owner'] as const;

/** The same as the timeline in words: for screen readers, printers and people who like tables. */
export function CalendarTable({ boardId, entries }: { boardId: string; entries: readonly CalendarEntry[] }) {
  const t = useT('calendar');
  const words = useEntryWords();
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} aria-label={t('title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-numeric={column === 'budget' || undefined}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.key} boardId={boardId} entry={entry} words={words} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ boardId, entry, words }: { boardId: string; entry: CalendarEntry; words: EntryWords }) {
  const members = useWorkspace((workspace) => workspace.members);
  const remark = words.remark(entry);
  const color = planColorOf(entry.color);
  return (
    <tr data-agreed={entry.agreed}>
      <th scope="row" className={styles['plan']}>
        <a href={hrefOf({ page: 'board', boardId, view: 'calendar', planId: entry.planId })}>
          {words.title(entry)}
        </a>{' '}
        {color ? <NamedColorMark color={color} /> : null}
        {entry.tags.length > 0 ? <span className={styles['remark']}>{entry.tags.join(', ')}</span> : null}
      </th>
      <td>
        <DepartmentName department={entry.department} />
      </td>
      <td className={styles['period']}>{words.period(entry)}</td>
      <td>
        <StatusBadge state={entry.state} department={entry.department} />
        {remark ? (
          <span className={styles['remark']} data-late={entry.startedUnagreed || undefined}>
            {remark}
          </span>
        ) : null}
      </td>
      <td data-numeric className={styles['money']}>
        {words.budget(entry)}
      </td>
      <td>{entry.ownerId ? memberName(members, entry.ownerId) : ''}</td>
    </tr>
  );
}

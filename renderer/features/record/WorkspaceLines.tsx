import { useMemo, useState } from 'react';
import { addDays } from '../../../shared/domain/dates';
import { dayAt } from '../../../shared/domain/days/zones';
import { listed } from '../../../shared/domain/text/typed-text';
import { memberName, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Button } from '../../ui';
import { workspaceLinesOf, type WorkspaceLine } from './logic/workspace-lines';
import line from './line.module.css';
import styles from './record.module.css';

const PAGE = 60;

/** What happened to the workspace itself, newest first: people, devices, links, restores. */
export function WorkspaceLines({
  person,
  isPrinted = false,
}: {
  person: string | null;
  isPrinted?: boolean;
}) {
  const t = useT('record');
  const entries = useWorkspace((workspace) => workspace.entries);
  const [most, setMost] = useState(PAGE);
  const lines = useMemo(() => {
    const all = workspaceLinesOf(entries).toReversed();
    return person === null ? all : all.filter(({ member, by }) => member === person || by === person);
  }, [entries, person]);
  const rest = lines.length - most;
  return (
    <>
      <ol className={styles['lines']}>
        {(isPrinted ? lines : lines.slice(0, most)).map((each) => (
          <Line key={each.seq} of={each} />
        ))}
      </ol>
      {rest > 0 && !isPrinted ? (
        <Button onPress={() => setMost(most + PAGE)}>{t('older', { count: Math.min(rest, PAGE) })}</Button>
      ) : null}
    </>
  );
}

function Line({
  of: { deed, member, by, role, department, approver, board, boards, expiresAt, deputy, until, seq, at },
}: {
  of: WorkspaceLine;
}) {
  const t = useT('record');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const known = useWorkspace((workspace) => workspace.boards);
  const timeZone = useWorkspace((workspace) => workspace.timeZone);
  const title = (id: string | null) => known.find((each) => each.id === id)?.title || common('untitled');
  const name = (id: string | null) => (id === null || id === 'host' ? t('host') : memberName(members, id));
  const words = t(`workspace.${deed}`, {
    who: name(member),
    by: name(by),
    known: by === null ? 'no' : 'yes',
    role: role === null ? '' : common(`role.${role}`),
    department: department === null ? 'none' : common(`department.${department}`),
    approver: approver ? 'yes' : 'no',
    limited: boards === null ? 'no' : boards.length === 0 ? 'none' : 'yes',
    boards: listed((boards ?? []).map(title)),
    deputy: name(deputy),
    until:
      until !== null
        ? format.date(lastDayBefore(until, timeZone))
        : expiresAt === null
          ? 'open'
          : `${format.day(expiresAt)}, ${format.time(expiresAt)}`,
    board: title(board),
  });
  return (
    <li className={styles['plainLine']}>
      <p className={line['deed']}>{words}</p>
      <p className={line['when']}>
        <time dateTime={at}>
          {format.day(at)}, {format.time(at)}
        </time>
        <span>{t('seq', { seq: String(seq) })}</span>
      </p>
    </li>
  );
}

/** The day that ends with an instant. */
function lastDayBefore(instant: string, zone: string): string {
  return addDays(dayAt(instant, zone), -1);
}

import { useEffect, useRef, useState } from 'react';
import { Trash2 } from 'lucide-react';
import {
  useBin,
  useBoard,
  useBoardActions,
  useDeletedAt,
  useWorkspace,
  type DeletedPlan,
} from '../../client';
import { useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import {
  Button,
  Dialog,
  EmptyState,
  IconButton,
  showToast,
  softHyphens,
  StatusBadge,
  useSpeech,
} from '../../ui';
import { departmentOfRow, titleOf } from './logic/values';
import styles from './Bin.module.css';

/** The board's bin, once there is something in it: who deleted what, and the way back ([PLANUI-28]). */
export function Bin() {
  const t = useT('board');
  const deleted = useBin();
  const [isOpen, setOpen] = useState(false);
  useNotices(deleted);
  return (
    <>
      {deleted.length > 0 ? (
        <IconButton
          size="small"
          icon={<Trash2 size={15} aria-hidden />}
          label={t('bin.open', { count: deleted.length })}
          onPress={() => setOpen(true)}
        />
      ) : null}
      {isOpen ? (
        <Dialog title={t('bin.title')} isOpen onClose={() => setOpen(false)}>
          {deleted.length === 0 ? (
            <EmptyState isCompact title={t('bin.emptyTitle')} text={t('bin.emptyText')} />
          ) : (
            <>
              <p className={styles['lead']}>{t('bin.lead')}</p>
              <Entries deleted={deleted} onLeave={() => setOpen(false)} />
            </>
          )}
        </Dialog>
      ) : null}
    </>
  );
}

function Entries({ deleted, onLeave }: { deleted: readonly DeletedPlan[]; onLeave: () => void }) {
  const times = useDeletedAt(deleted);
  return (
    <ul className={styles['list']}>
      {deleted.map((each) => (
        <Entry key={each.row.id} deleted={each} at={times.get(each.row.id) ?? null} onLeave={onLeave} />
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly deleted: DeletedPlan;
  /** Null as long as the host has not said. */
  readonly at: string | null;
  readonly onLeave: () => void;
}

function Entry({ deleted: { row, by }, at, onLeave }: EntryProps) {
  const t = useT('board');
  const plan = useT('plan');
  const common = useT('common');
  const format = useFormat();
  const { nameOf } = useSpeech();
  const boardId = useBoard((board) => board.boardId);
  const { restorePlan } = useBoardActions();
  const mayTakeBack = useMayTakeBack();
  const title = titleOf(row, common('untitled'));
  return (
    <li className={styles['entry']}>
      <div className={styles['words']}>
        <a
          className={styles['title']}
          href={hrefOf({ page: 'board', boardId, view: 'columns', planId: row.id })}
          onClick={onLeave}
        >
          {softHyphens(title)}
        </a>
        <span className={styles['by']}>
          <StatusBadge state={row.status.state} department={departmentOfRow(row)} />
          {at === null
            ? t('bin.by', { name: nameOf(by) })
            : t('bin.byAt', { name: nameOf(by), date: format.instant(at) })}
        </span>
      </div>
      {mayTakeBack ? (
        <Button size="small" aria-label={t('bin.takeBack', { title })} onPress={() => restorePlan(row.id)}>
          {plan('restore')}
        </Button>
      ) : null}
    </li>
  );
}

/** Tells those on the board that a colleague deletes what others count on, while they look. */
function useNotices(deleted: readonly DeletedPlan[]): void {
  const t = useT('board');
  const plan = useT('plan');
  const common = useT('common');
  const { nameOf } = useSpeech();
  const { restorePlan } = useBoardActions();
  const loaded = useBoard((board) => board.loaded);
  const me = useWorkspace((workspace) => workspace.me.id);
  const mayTakeBack = useMayTakeBack();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = loaded ? new Set(deleted.map(({ row }) => row.id)) : null;
    if (before === null) return;
    for (const { row, by } of deleted) {
      if (before.has(row.id) || by === me || by === '' || row.status.submission === null) continue;
      showToast({
        tone: 'done',
        title: t('bin.noticed', { name: nameOf(by), title: titleOf(row, common('untitled')) }),
        ...(mayTakeBack ? { action: { label: plan('restore'), onAction: () => restorePlan(row.id) } } : {}),
      });
    }
  });
}

function useMayTakeBack(): boolean {
  const boardId = useBoard((board) => board.boardId);
  return useWorkspace(({ me, boards, ended }) => {
    const archived = boards.find((board) => board.id === boardId)?.archived ?? false;
    return me.role !== 'guest' && !archived && ended === null;
  });
}

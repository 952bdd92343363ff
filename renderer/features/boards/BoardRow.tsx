import { useState } from 'react';
import { Archive, ArchiveRestore, Ellipsis, LayoutDashboard, Pencil, Scale } from 'lucide-react';
import { dayOfInstant } from '../../../shared/domain/dates';
import { nextByRhythm } from '../../../shared/domain/session/rhythm';
import { useNextWorkshop, useToday, useWorkspaceActions, type WorkspaceState } from '../../client';
import { useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { cx, Dialog, DialogActions, IconButton, Menu, softHyphens, useWording } from '../../ui';
import { GoingOn } from './GoingOn';
import { PolicyDialog } from './PolicyDialog';
import { TitleForm } from './TitleForm';
import styles from './Boards.module.css';

interface Props {
  readonly board: WorkspaceState['boards'][number];
  readonly waiting: number;
  readonly mayManage: boolean;
}

/** One board: the link to it, what is going on there, and what owners can do with it; pointing at it tells its rules. */
export function BoardRow({ board, waiting, mayManage }: Props) {
  const t = useT('board');
  const { policy } = board;
  const rules = t('boards.policySummary', {
    approvals: policy.approvals,
    days: policy.leadTimeDays,
    promise: String(policy.promiseRequired),
    encrypted: String(policy.encryptedOnly ?? false),
  });
  return (
    <li className={styles['row']}>
      <LayoutDashboard size={18} className={styles['icon']} aria-hidden />
      <div className={styles['words']}>
        <a
          className={styles['title']}
          href={hrefOf({ page: 'board', boardId: board.id, view: 'columns', planId: null })}
          title={rules}
        >
          {softHyphens(board.title)}
        </a>
        <NextWorkshop board={board} />
        {board.goingOn ? <GoingOn boardId={board.id} goingOn={board.goingOn} /> : null}
      </div>
      {waiting > 0 ? (
        <span className={styles['waits']}>{t('boards.waiting', { count: waiting })}</span>
      ) : null}
      {mayManage ? <BoardMenu board={board} /> : null}
    </li>
  );
}

/** When people meet on it next, or should have by its rhythm. */
function NextWorkshop({ board }: Pick<Props, 'board'>) {
  const t = useT('workshop');
  const format = useFormat();
  const today = useToday();
  const next = useNextWorkshop(board.id);
  if (!next) {
    const weeks = board.settings?.rhythmWeeks;
    const last = board.lastWorkshop ? dayOfInstant(board.lastWorkshop) : null;
    if (board.archived || weeks === undefined || last === null) return null;
    const { due, isOverdue } = nextByRhythm(last, weeks, today);
    return (
      <p className={cx(styles['facts'], isOverdue && styles['overdue'])}>
        {t(isOverdue ? 'rhythm.overdue' : 'rhythm.due', {
          date: format.date(due),
          last: format.date(last),
          weeks,
        })}
      </p>
    );
  }
  return (
    <p className={styles['facts']}>
      {next.state === 'open'
        ? t('nextOpen')
        : t('next', { when: next.at === null ? t('noDate') : format.instant(next.at) })}
    </p>
  );
}

function BoardMenu({ board }: Pick<Props, 'board'>) {
  const t = useT('board');
  const [open, setOpen] = useState<'rename' | 'policy' | 'archive' | null>(null);
  const close = () => setOpen(null);
  const setArchived = useArchive(board.id, close);
  const label = t('boards.actions', { title: board.title });
  return (
    <div className={styles['tools']}>
      <Menu
        label={label}
        trigger={<IconButton icon={<Ellipsis size={16} />} label={label} />}
        sections={[
          {
            id: 'board',
            items: [
              {
                id: 'rename',
                label: t('boards.rename'),
                icon: <Pencil size={14} />,
                onAction: () => setOpen('rename'),
              },
              {
                id: 'policy',
                label: t('boards.policy'),
                icon: <Scale size={14} />,
                onAction: () => setOpen('policy'),
              },
              board.archived
                ? {
                    id: 'unarchive',
                    label: t('boards.unarchive'),
                    icon: <ArchiveRestore size={14} />,
                    onAction: () => void setArchived(false),
                  }
                : {
                    id: 'archive',
                    label: t('boards.archive'),
                    icon: <Archive size={14} />,
                    onAction: () => setOpen('archive'),
                  },
            ],
          },
        ]}
      />
      {open === 'rename' ? <RenameBoard board={board} onClose={close} /> : null}
      {open === 'policy' ? <PolicyDialog board={board} onClose={close} /> : null}
      <ArchiveDialog
        title={board.title}
        isOpen={open === 'archive'}
        onClose={close}
        onArchive={() => setArchived(true)}
      />
    </div>
  );
}

function useArchive(boardId: string, onDone: () => void): (archived: boolean) => Promise<void> {
  const { patchBoard } = useWorkspaceActions();
  const wording = useWording();
  return async (archived) => {
    const outcome = await patchBoard(boardId, { archived });
    if (outcome.ok) onDone();
    else wording.tell(outcome.failure);
  };
}

interface ArchiveProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onArchive: () => Promise<void>;
}

function ArchiveDialog({ title, isOpen, onClose, onArchive }: ArchiveProps) {
  const t = useT('board');
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={t('boards.archiveTitle', { title })}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <DialogActions onCancel={onClose} label={t('boards.archive')} onPress={() => void onArchive()} />
      }
    >
      <p>{t('boards.archiveText')}</p>
    </Dialog>
  );
}

/** Gives a board another title. */
function RenameBoard({ board, onClose }: { board: WorkspaceState['boards'][number]; onClose: () => void }) {
  const t = useT('board');
  const common = useT('common');
  const { patchBoard } = useWorkspaceActions();
  return (
    <TitleForm
      heading={t('boards.renameTitle')}
      submit={common('save')}
      initial={board.title}
      onClose={onClose}
      onSubmit={async (title) => {
        const outcome = await patchBoard(board.id, { title });
        if (!outcome.ok) return outcome.failure;
        onClose();
        return null;
      }}
    />
  );
}

import { useState } from 'react';
import { Toolbar } from 'react-aria-components';
import {
  BookOpen,
  CalendarPlus,
  Copy,
  Ellipsis,
  Link2,
  Maximize2,
  Minimize2,
  Pencil,
  Printer,
  X,
} from 'lucide-react';
import { departmentOf } from '../../../../shared/domain/plan';
import { useBoard, useBoardActions } from '../../../client';
import { takesNote, useT } from '../../../i18n';
import { openNewPlan } from '../../../state/route';
import {
  AvatarRow,
  Button,
  CopyButton,
  DepartmentMark,
  Dialog,
  DialogActions,
  IconButton,
  Menu,
  type MenuItem,
  showToast,
  TextField,
} from '../../../ui';
import { AgainDialog } from '../again/AgainDialog';
import { ConductDialog } from '../decide/ConductDialog';
import { usePlanLink } from '../decide/usePlanLink';
import { besideNextStep, consequenceOfDeleting, type Beside } from '../logic/next-step';
import { useIsFrozen, useMember, usePlan } from '../plan-context';
import styles from './header.module.css';

interface PlanHeaderProps {
  readonly onClose: () => void;
  /** Given to those who may choose between document and form. */
  readonly onToggleReading: (() => void) | null;
  readonly asPage: boolean;
  readonly onTogglePage?: () => void;
}

type Opened = Beside | 'link' | 'again' | 'delete' | null;

const WORDS = { recalled: 'recall', retract: 'retract', closed: 'closePlan', withdrawn: 'withdraw' } as const;

/** What kind of plan it is, who else is here, and what can be done beside the next step. */
export function PlanHeader({ onClose, onToggleReading, asPage, onTogglePage }: PlanHeaderProps) {
  const t = useT('plan');
  const common = useT('common');
  const { row } = usePlan();
  const [opened, open] = useState<Opened>(null);
  const kind = row.material['kind'] === 'sales-activity' ? 'sales-activity' : 'campaign';
  return (
    <header className={styles['header']}>
      <span className={styles['kind']}>
        <DepartmentMark department={departmentOf(kind)} />
        {common(`kind.${kind}`)}
      </span>
      <Here />
      <Toolbar aria-label={t('tools')} className={styles['tools'] ?? ''}>
        {onToggleReading ? <ReadingButton onPress={onToggleReading} /> : null}
        <Menu
          label={t('actions')}
          trigger={<IconButton icon={<Ellipsis size={16} aria-hidden />} label={t('actions')} />}
          sections={useMenu(open, onClose)}
        />
        {onTogglePage ? (
          <IconButton
            icon={asPage ? <Minimize2 size={15} aria-hidden /> : <Maximize2 size={15} aria-hidden />}
            label={t(asPage ? 'openPanel' : 'openPage')}
            onPress={onTogglePage}
          />
        ) : null}
        <IconButton icon={<X size={16} aria-hidden />} label={t('close')} keys="Esc" onPress={onClose} />
      </Toolbar>
      {opened === 'link' ? <LinkDialog onClose={() => open(null)} /> : null}
      {opened === 'delete' ? <DeleteDialog onClose={() => open(null)} onDeleted={onClose} /> : null}
      {opened === 'again' ? <AgainDialog onClose={() => open(null)} /> : null}
      {opened !== null && opened !== 'link' && opened !== 'again' && opened !== 'delete' ? (
        <ConductDialog kind={opened} onClose={() => open(null)} />
      ) : null}
    </header>
  );
}

/** From the document to the form, and back. */
function ReadingButton({ onPress }: { onPress: () => void }) {
  const t = useT('plan');
  const { isReading } = usePlan();
  return isReading ? (
    <Button size="small" icon={<Pencil size={14} aria-hidden />} onPress={onPress}>
      {t('edit')}
    </Button>
  ) : (
    <IconButton icon={<BookOpen size={15} aria-hidden />} label={t('read')} onPress={onPress} />
  );
}

/** The others who have this plan open. */
function Here() {
  const t = useT('plan');
  const { row } = usePlan();
  const people = useBoard((board) => board.people);
  const here = people.filter((person) => !person.me && person.plan === row.id);
  if (here.length === 0) return <span className={styles['here']} />;
  const names = here.map((person) => person.name).join(', ');
  return (
    <span className={styles['here']} title={t('here', { names, count: here.length })}>
      <AvatarRow
        people={here.map(({ clientId, name, department }) => ({
          id: String(clientId),
          name,
          department,
          size: 22,
        }))}
      />
    </span>
  );
}

function useMenu(open: (dialog: Opened) => void, onClose: () => void) {
  const t = useT('plan');
  const days = useT('days');
  const { row, canEdit } = usePlan();
  const { insertKept } = useBoardActions();
  const boardId = useBoard((board) => board.boardId);
  const isFrozen = useIsFrozen();
  const me = useMember();
  const remove = useDeleting(onClose);
  const asks = consequenceOfDeleting(row.status) !== null;
  const duplicate = () => {
    const name = typeof row.json['title'] === 'string' ? row.json['title'].trim() : '';
    const id = insertKept({ ...row.json, ownerId: me.id }, name === '' ? '' : `${name} ${t('copySuffix')}`);
    openNewPlan(boardId, id);
  };
  const statements: MenuItem[] = besideNextStep(me, row).map((beside) => ({
    id: beside,
    label: t(beside === 'retract' && takesNote(row.material) ? 'retract-note' : WORDS[beside]),
    onAction: () => open(beside),
  }));
  const link: MenuItem = {
    id: 'link',
    label: t('copyLink'),
    icon: <Link2 size={14} aria-hidden />,
    onAction: () => open('link'),
  };
  const print: MenuItem = {
    id: 'print',
    label: t('print.action'),
    icon: <Printer size={14} aria-hidden />,
    keys: 'Ctrl+P',
    // Later, when the menu is gone and the focus is back.
    onAction: () => setTimeout(() => window.print()),
  };
  const copy: MenuItem = {
    id: 'duplicate',
    label: t('duplicate'),
    icon: <Copy size={14} aria-hidden />,
    onAction: duplicate,
  };
  const again: MenuItem = {
    id: 'again',
    label: days('again.open'),
    icon: <CalendarPlus size={14} aria-hidden />,
    onAction: () => open('again'),
  };
  return [
    { id: 'share', items: [link, print, ...(me.role === 'guest' || isFrozen ? [] : [copy, again])] },
    ...(statements.length > 0 && !isFrozen ? [{ id: 'statements', items: statements }] : []),
    ...(canEdit
      ? [
          {
            id: 'delete',
            items: [
              {
                id: 'delete',
                label: t(asks ? 'deleteAsking' : 'delete'),
                isDanger: true,
                onAction: asks ? () => open('delete') : remove,
              },
            ],
          },
        ]
      : []),
  ];
}

/** Puts the plan into the bin, and says how it comes out again. */
function useDeleting(onDeleted: () => void): () => void {
  const t = useT('plan');
  const { row, title } = usePlan();
  const { deletePlan, restorePlan } = useBoardActions();
  return () => {
    deletePlan(row.id);
    showToast({
      tone: 'done',
      title: t('deleted', { title }),
      action: { label: t('restore'), onAction: () => restorePlan(row.id) },
    });
    onDeleted();
  };
}

/** Asked before a plan is deleted that others count on: says what follows ([PLANUI-28]). */
function DeleteDialog({ onClose, onDeleted }: { onClose: () => void; onDeleted: () => void }) {
  const t = useT('plan');
  const { row, title } = usePlan();
  const remove = useDeleting(onDeleted);
  const consequence = consequenceOfDeleting(row.status);
  return (
    <Dialog
      title={t('deleteAsked.title', { title })}
      role="alertdialog"
      size="small"
      isOpen
      onClose={onClose}
      actions={<DialogActions onCancel={onClose} label={t('delete')} variant="danger" onPress={remove} />}
    >
      {consequence ? (
        <p>{t(takesNote(row.material) ? `deleteAsked.${consequence}-note` : `deleteAsked.${consequence}`)}</p>
      ) : null}
      <p>{t('deleteAsked.text')}</p>
    </Dialog>
  );
}

function LinkDialog({ onClose }: { onClose: () => void }) {
  const t = useT('plan');
  const decision = useT('decision');
  const { row } = usePlan();
  const link = usePlanLink(row.id);
  return (
    <Dialog
      title={t('copyLink')}
      size="small"
      isOpen
      onClose={onClose}
      actions={<CopyButton text={link} label={decision('message.copyLink')} variant="primary" />}
    >
      <TextField
        label={decision('message.linkLabel')}
        value={link}
        onChange={() => undefined}
        isReadOnly
        isMultiline
      />
    </Dialog>
  );
}

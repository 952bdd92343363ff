import { useState } from 'react';
import { Ellipsis, Link2, Maximize2, Minimize2, X } from 'lucide-react';
import { departmentOf } from '../../../../shared/domain/plan';
import { useBoard, useBoardActions } from '../../../client';
import { takesNote, useT } from '../../../i18n';
import {
  AvatarRow,
  CopyButton,
  DepartmentMark,
  Dialog,
  IconButton,
  Menu,
  showToast,
  TextField,
  type MenuItem,
} from '../../../ui';
import { ConductDialog } from '../decide/ConductDialog';
import { usePlanLink } from '../decide/usePlanLink';
import { besideNextStep, type Beside } from '../logic/next-step';
import { useIsFrozen, useMember, usePlan } from '../plan-context';
import styles from './header.module.css';

interface PlanHeaderProps {
  readonly onClose: () => void;
  readonly asPage: boolean;
  readonly onTogglePage?: () => void;
}

type Opened = Beside | 'link' | null;

const WORDS = { recalled: 'recall', retract: 'retract', closed: 'closePlan', withdrawn: 'withdraw' } as const;

/** What kind of plan it is, who else is here, and what can be done beside the next step. */
export function PlanHeader({ onClose, asPage, onTogglePage }: PlanHeaderProps) {
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
      {opened === 'link' ? <LinkDialog onClose={() => open(null)} /> : null}
      {opened !== null && opened !== 'link' ? (
        <ConductDialog kind={opened} onClose={() => open(null)} />
      ) : null}
    </header>
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
  const { row, canEdit, title } = usePlan();
  const { deletePlan, undo } = useBoardActions();
  const isFrozen = useIsFrozen();
  const me = useMember();

  const remove = () => {
    deletePlan(row.id);
    showToast({
      tone: 'done',
      title: t('deleted', { title }),
      action: { label: t('undo'), onAction: () => undo() },
    });
    onClose();
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
  return [
    { id: 'share', items: [link] },
    ...(statements.length > 0 && !isFrozen ? [{ id: 'statements', items: statements }] : []),
    ...(canEdit
      ? [{ id: 'delete', items: [{ id: 'delete', label: t('delete'), isDanger: true, onAction: remove }] }]
      : []),
  ];
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

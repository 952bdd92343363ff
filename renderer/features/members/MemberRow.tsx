import { useState, type ReactNode } from 'react';
import { Check, ChevronDown, ChevronRight, MoreHorizontal, UserMinus } from 'lucide-react';
import type { MemberPatch } from '../../../shared/api/contract';
import { DEPARTMENTS, ROLES, type Member } from '../../../shared/domain/people';
import { useWorkspaceActions } from '../../client';
import { useFormat, useT } from '../../i18n';
import {
  Avatar,
  Button,
  Checkbox,
  DepartmentMark,
  DepartmentName,
  IconButton,
  Menu,
  Select,
  useWording,
} from '../../ui';
import { AwayHint } from './Away';
import { Confirm } from './Confirm';
import { DeviceList } from './DeviceList';
import { Rename } from './Rename';
import type { OwnedDevices } from './logic/roster';
import deviceStyles from './devices.module.css';
import styles from './table.module.css';

interface MemberRowProps {
  readonly member: Member;
  readonly isMe: boolean;
  /** The person at this window may change members. */
  readonly isOwner: boolean;
  /** The last owner: may neither be removed nor lose that role. */
  readonly isLastOwner: boolean;
  /** Null until they are known. */
  readonly devices: OwnedDevices | null;
}

export function MemberRow({ member, isMe, isOwner, isLastOwner, devices }: MemberRowProps) {
  const t = useT('members');
  const common = useT('common');
  const [isOpen, setOpen] = useState(false);
  const { name, department, role } = member;
  const row = (
    <tr>
      <th scope="row" className={styles['name']}>
        <span className={styles['person']}>
          <Avatar name={name} department={department} size={28} isDecorative />
          <span>{isMe ? common('you', { name }) : name}</span>
          {isMe && role !== 'guest' ? <Rename name={name} /> : null}
        </span>
        <AwayHint member={member.id} />
        {isOwner && isLastOwner ? <span className={styles['hint']}>{t('lastOwner')}</span> : null}
      </th>
      {isOwner ? (
        <EditableCells
          member={member}
          isMe={isMe}
          isLastOwner={isLastOwner}
          devices={
            <td>
              <DevicesToggle
                name={name}
                devices={devices}
                isOpen={isOpen}
                onToggle={() => setOpen(!isOpen)}
              />
            </td>
          }
        />
      ) : (
        <ReadOnlyCells member={member} />
      )}
    </tr>
  );
  if (!isOpen || !devices) return row;
  return (
    <>
      {row}
      <tr className={deviceStyles['below']}>
        <td colSpan={6}>
          <DeviceList devices={devices.active} owner={isMe ? null : name} />
        </td>
      </tr>
    </>
  );
}

interface DevicesToggleProps {
  readonly name: string;
  readonly devices: OwnedDevices | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** How many devices somebody has and when one was last seen; opens the list of them. */
function DevicesToggle({ name, devices, isOpen, onToggle }: DevicesToggleProps) {
  const t = useT('members');
  const format = useFormat();
  if (!devices) return null;
  const count = devices.active.filter(({ kind }) => kind === 'device').length;
  const { lastSeen, hasRecovery, active } = devices;
  const words = [
    t('devices.count', { count }),
    hasRecovery ? t('devices.withCode') : '',
    lastSeen ? t('device.seen', { date: format.instant(lastSeen) }) : '',
  ];
  if (active.length === 0) return <span className={styles['quiet']}>{t('devices.count', { count })}</span>;
  return (
    <Button
      size="small"
      variant="quiet"
      className={deviceStyles['toggle']}
      icon={isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
      aria-expanded={isOpen}
      onPress={onToggle}
    >
      <span className={styles['spoken']}>
        {t('devices.of', { name, words: words.filter(Boolean).join(', ') })}
      </span>
      <span aria-hidden>
        {count}
        {hasRecovery ? ` + ${t('devices.code')}` : ''}
        {lastSeen ? <span className={styles['quiet']}> · {format.instant(lastSeen)}</span> : null}
      </span>
    </Button>
  );
}

function ReadOnlyCells({ member: { department, role, approver } }: { member: Member }) {
  const t = useT('members');
  const common = useT('common');
  return (
    <>
      <td>
        <DepartmentName department={department} />
      </td>
      <td>{common(`role.${role}`)}</td>
      <td>
        {approver && role !== 'guest' ? (
          <span className={styles['person']}>
            <Check size={14} aria-hidden />
            {t('approver.yes')}
          </span>
        ) : (
          <span className={styles['quiet']}>–</span>
        )}
      </td>
    </>
  );
}

type EditableProps = Pick<MemberRowProps, 'member' | 'isMe' | 'isLastOwner'>;

function EditableCells({ member, isMe, isLastOwner, devices }: EditableProps & { devices: ReactNode }) {
  const t = useT('members');
  const common = useT('common');
  const wording = useWording();
  const { patchMember } = useWorkspaceActions();
  const [isBusy, setBusy] = useState(false);
  const [demotion, setDemotion] = useState<Member['role'] | null>(null);
  const { id, name, department, role, approver } = member;

  const patch = async (change: MemberPatch) => {
    setBusy(true);
    const outcome = await patchMember(id, change);
    setBusy(false);
    setDemotion(null);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  const changeRole = (next: Member['role']) => {
    if (next === role) return;
    if (isMe && role === 'owner') setDemotion(next);
    else void patch({ role: next });
  };
  return (
    <>
      <td>
        <Select
          label={t('departmentOf', { name })}
          isLabelHidden
          size="compact"
          isQuiet
          isDisabled={isBusy}
          options={DEPARTMENTS.map((each) => ({
            id: each,
            label: common(`department.${each}`),
            icon: <DepartmentMark department={each} />,
          }))}
          value={department}
          onChange={(next) => void (next !== department && patch({ department: next }))}
        />
      </td>
      <td>
        <Select
          label={t('roleOf', { name })}
          isLabelHidden
          size="compact"
          isQuiet
          isDisabled={isBusy || isLastOwner}
          options={ROLES.map((each) => ({ id: each, label: common(`role.${each}`) }))}
          value={role}
          onChange={changeRole}
        />
      </td>
      <td>
        {role === 'guest' ? (
          <span className={styles['quiet']}>{t('approver.guest')}</span>
        ) : (
          <Checkbox
            isSelected={approver}
            isDisabled={isBusy}
            onChange={(next) => void patch({ approver: next })}
          >
            <span className={styles['onlyNarrow']}>{t('approver.yes')}</span>
            <span className={styles['spoken']}>{t('approver.of', { name })}</span>
          </Checkbox>
        )}
      </td>
      {devices}
      <td className={styles['actions']}>
        <Removal member={member} isMe={isMe} isLastOwner={isLastOwner} />
        <Confirm
          isOpen={demotion !== null}
          title={t('demoteTitle')}
          text={t('demoteText')}
          action={t('demoteDo')}
          isBusy={isBusy}
          onConfirm={() => void (demotion && patch({ role: demotion }))}
          onClose={() => setDemotion(null)}
        />
      </td>
    </>
  );
}

function Removal({ member: { id, name }, isMe, isLastOwner }: EditableProps) {
  const t = useT('members');
  const wording = useWording();
  const { removeMember } = useWorkspaceActions();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const remove = async () => {
    setBusy(true);
    const outcome = await removeMember(id);
    setBusy(false);
    setOpen(false);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  return (
    <>
      <Menu
        label={t('more', { name })}
        trigger={<IconButton size="small" icon={<MoreHorizontal size={16} />} label={t('more', { name })} />}
        sections={[
          {
            id: 'member',
            items: [
              {
                id: 'remove',
                label: t('remove'),
                icon: <UserMinus size={14} aria-hidden />,
                isDanger: true,
                isDisabled: isLastOwner,
                ...(isLastOwner ? { hint: t('lastOwner') } : {}),
                onAction: () => setOpen(true),
              },
            ],
          },
        ]}
      />
      <Confirm
        isOpen={isOpen}
        title={t('removeTitle', { name })}
        text={isMe ? `${t('removeText', { name })} ${t('removeSelf')}` : t('removeText', { name })}
        action={t('removeDo')}
        isBusy={isBusy}
        onConfirm={() => void remove()}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

import { useState } from 'react';
import { KeyRound, MonitorSmartphone, X } from 'lucide-react';
import type { DeviceView } from '../../../shared/api/contract';
import { useWorkspaceActions } from '../../client';
import { useFormat, useT } from '../../i18n';
import { IconButton, useWording } from '../../ui';
import { Confirm } from './Confirm';
import styles from './devices.module.css';

interface DeviceListProps {
  readonly devices: readonly DeviceView[];
  /** Whose they are; null: one's own. */
  readonly owner: string | null;
}

/** A person's devices, each with what is known of it and a way to end it. */
export function DeviceList({ devices, owner }: DeviceListProps) {
  return (
    <ul className={styles['list']}>
      {devices.map((device) => (
        <DeviceRow
          key={device.id}
          device={device}
          owner={owner}
          isLast={devices.filter(({ kind }) => kind === 'device').length === 1 && device.kind === 'device'}
        />
      ))}
    </ul>
  );
}

interface DeviceRowProps {
  readonly device: DeviceView;
  readonly owner: string | null;
  /** Without this device the person can come back only by a recovery code or a new invitation. */
  readonly isLast: boolean;
}

function DeviceRow({ device, owner, isLast }: DeviceRowProps) {
  const t = useT('members');
  const format = useFormat();
  const wording = useWording();
  const { removeDevice } = useWorkspaceActions();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { kind, current, addedAt, lastSeen, id } = device;
  const Icon = kind === 'recovery' ? KeyRound : MonitorSmartphone;
  const name = current ? t('device.current') : t(`device.${kind}`);
  const facts = [
    addedAt && t('device.added', { date: format.instant(addedAt) }),
    kind === 'device' && !current && (lastSeen ? t('device.seen', { date: format.instant(lastSeen) }) : null),
  ].filter(Boolean);

  const remove = async () => {
    setBusy(true);
    const outcome = await removeDevice(id);
    setBusy(false);
    setOpen(false);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  const text = [
    t(`device.${kind === 'recovery' ? 'removeRecoveryText' : 'removeText'}`),
    current ? t('device.removeCurrent') : '',
    isLast ? t('device.removeLast', { whose: owner === null ? 'own' : 'other', name: owner ?? '' }) : '',
  ];
  return (
    <li className={styles['device']}>
      <Icon size={16} aria-hidden />
      <span className={styles['words']}>
        <span className={current ? styles['current'] : undefined}>{name}</span>
        <span className={styles['facts']}>{facts.join(' · ')}</span>
      </span>
      <IconButton
        size="small"
        icon={<X size={14} />}
        label={t('device.remove', { device: name, facts: facts.join(', ') })}
        onPress={() => setOpen(true)}
      />
      <Confirm
        isOpen={isOpen}
        title={
          owner === null
            ? t('device.removeTitle', { device: name })
            : t('device.removeTitleOf', { device: name, name: owner })
        }
        text={text.filter(Boolean).join(' ')}
        action={t('removeDo')}
        isBusy={isBusy}
        onConfirm={() => void remove()}
        onClose={() => setOpen(false)}
      />
    </li>
  );
}

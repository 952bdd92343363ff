import { contains, fold, foldedWords } from '../../../shared/domain/text/fold';
import { useMemo, useState } from 'react';
import { UserPlus, Archive } from 'lucide-react';
import { useAccess, useWorkspace, addressOf, useReach } from '../../client';
import { useFormat, useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { Banner, Button, PersonName, TextField, useWording, CopyButton } from '../../ui';
import { Invites } from './Invites';
import { devicesByMember, devicesOf, rosterOf } from './logic/roster';
import { MemberTable } from './MemberTable';
import { DeputiesToAllow, OwnAbsence } from './Away';
import { OwnDevices } from './OwnDevices';
import styles from './members.module.css';

/** With more members than this, a search field helps to find a name. */
const MANY = 12;

/** Who is in the workspace, with which role and devices, and who is invited. Owners change it here. */
export function MembersView() {
  const t = useT('members');
  const { language } = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const me = useWorkspace((workspace) => workspace.me);
  const openInvite = useDialogs((state) => state.openInvite);
  const roster = useMemo(() => rosterOf(members.values(), me.id, language), [members, me.id, language]);
  const { devices, invites, failure } = useAccess();
  const owned = useMemo(() => (devices ? devicesByMember(devices) : null), [devices]);
  const [search, setSearch] = useState('');
  const wanted = foldedWords(search);
  const found = roster.active.filter(({ name }) => wanted.every((word) => contains(fold(name), word)));
  const wording = useWording();
  const words = failure && wording.failure(failure);
  const isOwner = me.role === 'owner';
  return (
    <section className={styles['view']} aria-label={t('title')}>
      <div className={styles['column']}>
        <header className={styles['top']}>
          <p className={styles['quiet']}>{isOwner ? t('explain') : `${t('explain')} ${t('readOnly')}`}</p>
          <Button variant="primary" icon={<UserPlus size={16} aria-hidden />} onPress={() => openInvite()}>
            {t('invite')}
          </Button>
        </header>
        {words ? (
          <Banner tone="warning" isBoxed title={words.title}>
            {words.text}
          </Banner>
        ) : null}
        {isOwner ? <DeputiesToAllow /> : null}
        {roster.active.length > MANY ? (
          <TextField
            className={styles['search'] ?? ''}
            label={t('search')}
            isLabelHidden
            placeholder={t('search')}
            type="search"
            value={search}
            onChange={setSearch}
          />
        ) : null}
        <MemberTable members={found} lastOwnerId={roster.lastOwnerId} me={me} owned={owned} />
        {found.length === 0 ? <p className={styles['quiet']}>{t('nobody')}</p> : null}
        {roster.former.length > 0 ? (
          <details className={styles['former']}>
            <summary>{t('former', { count: roster.former.length })}</summary>
            <ul>
              {roster.former.map(({ id, name, department }) => (
                <li key={id}>
                  <PersonName name={name} department={department} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {isOwner ? <Invites invites={invites} /> : null}
        {isOwner ? <AddressOfHost /> : null}
        {isOwner ? <BackupsLink /> : null}
        {me.role === 'guest' ? null : <OwnAbsence />}
        <OwnDevices own={owned && devicesOf(owned, me.id)} />
      </div>
    </section>
  );
}

/** The address where members reach the workspace from another device; a browser has it in its address bar. */
function AddressOfHost() {
  const t = useT('members');
  const { reach } = useReach();
  const address = addressOf(reach);
  if (reach.state !== 'closed' && address === null) return null;
  return (
    <section className={styles['devices']} aria-label={t('address.title')}>
      <h2 className={styles['subheading']}>{t('address.title')}</h2>
      <p className={styles['quiet']}>{t(address === null ? 'address.closed' : 'address.text')}</p>
      {address === null ? null : (
        <>
          <p className={styles['address']}>{address}</p>
          <CopyButton text={address} label={t('address.copy')} />
        </>
      )}
    </section>
  );
}

/** The way to the backups, where owners look after the workspace. */
function BackupsLink() {
  const t = useT('members');
  const open = useDialogs((state) => state.openBackups);
  return (
    <section className={styles['devices']} aria-label={t('backups.title')}>
      <h2 className={styles['subheading']}>{t('backups.title')}</h2>
      <p className={styles['quiet']}>{t('backups.text')}</p>
      <Button icon={<Archive size={16} aria-hidden />} onPress={open}>
        {t('backups.open')}
      </Button>
    </section>
  );
}

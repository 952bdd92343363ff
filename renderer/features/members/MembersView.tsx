import { useMemo, useState } from 'react';
import { UserPlus } from 'lucide-react';
import { useAccess, useWorkspace } from '../../client';
import { useDialogs } from '../../state/dialogs';
import { useFormat, useT } from '../../i18n';
import { Banner, Button, PersonName, TextField, useWording } from '../../ui';
import { AddressOfHost } from './AddressOfHost';
import { BackupsLink } from './BackupsLink';
import { Invites } from './Invites';
import { devicesByMember, devicesOf } from './logic/devices';
import { rosterOf } from './logic/roster';
import { MemberTable } from './MemberTable';
import { OwnDevices } from './OwnDevices';
import styles from './members.module.css';

/** With more people than this, one looks for a name. */
const MANY = 12;

/** Who is in the workspace, as what and on which devices, and who is invited; owners change it here. */
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
  const wanted = search.trim().toLocaleLowerCase(language);
  const found = wanted
    ? roster.active.filter(({ name }) => name.toLocaleLowerCase(language).includes(wanted))
    : roster.active;
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
        <OwnDevices own={owned && devicesOf(owned, me.id)} />
      </div>
    </section>
  );
}

import { useMemo } from 'react';
import { UserPlus } from 'lucide-react';
import { useWorkspace } from '../../session';
import { useDialogs } from '../../state/dialogs';
import { useFormat, useT } from '../../i18n';
import { Button, PersonName } from '../../ui';
import { rosterOf } from './logic/roster';
import { MemberTable } from './MemberTable';
import { OwnDevices } from './OwnDevices';
import styles from './members.module.css';

/** Who is in the workspace, as what; owners change it here. */
export function MembersView() {
  const t = useT('members');
  const { language } = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const me = useWorkspace((workspace) => workspace.me);
  const openInvite = useDialogs((state) => state.openInvite);
  const roster = useMemo(() => rosterOf(members.values(), me.id, language), [members, me.id, language]);
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
        <MemberTable roster={roster} me={me} />
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
        <OwnDevices />
      </div>
    </section>
  );
}

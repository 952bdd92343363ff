import { useT } from '../../i18n';
import type { Me } from '../../session';
import type { Roster } from './logic/roster';
import { MemberRow } from './MemberRow';
import styles from './table.module.css';

/** The members; read-only for everybody but owners. */
export function MemberTable({ roster, me }: { roster: Roster; me: Me }) {
  const t = useT('members');
  const isOwner = me.role === 'owner';
  const columns = ['name', 'department', 'role', 'approver'] as const;
  return (
    <table className={styles['table']} aria-label={t('title')}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
          {isOwner ? (
            <th scope="col">
              <span className={styles['spoken']}>{t('column.actions')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {roster.active.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isMe={member.id === me.id}
            isOwner={isOwner}
            isLastOwner={member.id === roster.lastOwnerId}
          />
        ))}
      </tbody>
    </table>
  );
}

import type { Member } from '../../../shared/domain/people';
import type { Me } from '../../client';
import { useT } from '../../i18n';
import { devicesOf, type OwnedDevices } from './logic/roster';
import { MemberRow } from './MemberRow';
import styles from './table.module.css';

interface MemberTableProps {
  readonly members: readonly Member[];
  /** The only owner, who may neither be removed nor lose that role. */
  readonly lastOwnerId: string | null;
  readonly me: Me;
  /** Everybody's devices, for owners; null until they are known. */
  readonly owned: ReadonlyMap<string, OwnedDevices> | null;
}

/** The members; read-only for everybody but owners. */
export function MemberTable({ members, lastOwnerId, me, owned }: MemberTableProps) {
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
          {isOwner ? <th scope="col">{t('column.devices')}</th> : null}
          {isOwner ? (
            <th scope="col">
              <span className={styles['spoken']}>{t('column.actions')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isMe={member.id === me.id}
            isOwner={isOwner}
            devices={owned && devicesOf(owned, member.id)}
            isLastOwner={member.id === lastOwnerId}
          />
        ))}
      </tbody>
    </table>
  );
}

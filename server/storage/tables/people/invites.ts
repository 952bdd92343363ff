import type { Department, Role } from '../../../../shared/domain/people';
import type { SignedDeviceLink } from '../../../../shared/domain/record';
import { listOf, listText, textOrNull, type Row, type Sql } from '../../sql';
import type { Table } from '../../table';
import type { StoredDevice } from './devices';

export interface StoredInvite {
  readonly hash: string;
  /** What the record and its list call it. */
  readonly id: string;
  readonly kind: 'owner' | 'invite' | 'device' | 'owner-recovery' | 'walk-in';
  readonly role: Role;
  readonly department: Department | null;
  readonly approver: boolean;
  readonly boards: readonly string[] | null;
  /** The member a device link adds a device to. */
  readonly member: string | null;
  /** The device that made the link. */
  readonly by: string | null;
  /** What that device signed for a device link. */
  readonly vouched: SignedDeviceLink | null;
  /** The workshop that a walk-in's link lets in to. */
  readonly session?: string;
  readonly usesLeft: number;
  readonly revoked: boolean;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

interface Part {
  /** Uses up one use of an invite, by which `devices` come; refused as a whole when none is left. */
  readonly redeem?: string;
  readonly devices?: readonly StoredDevice[];
  /** Revokes every link that a device of this member made; what it signed for them stays known. */
  readonly spendInvitesOf?: string;
  /** Revokes the invite of this ID. */
  readonly revokeInvite?: string;
  /** Has an invite last longer. */
  readonly extendInvite?: { readonly hash: string; readonly expiresAt: number };
  /** Forgets all invites of that kind, before `invites` are added. */
  readonly dropInvites?: StoredInvite['kind'];
  /** Refused as a whole when one carries a statement that another one carried. */
  readonly invites?: readonly StoredInvite[];
}

/** Invites and device links; what was signed for them, which stays known; and by which of them each device came. */
export const invites = {
  rows: { invites: 'now', vouched: 'people', joins: 'people' },
  steps: {
    1: `CREATE TABLE IF NOT EXISTS invites (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, role TEXT NOT NULL, department TEXT,
  approver INTEGER NOT NULL, boards TEXT, member TEXT, made_by TEXT, uses_left INTEGER NOT NULL, expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS vouched (hash TEXT PRIMARY KEY, device TEXT NOT NULL, nonce TEXT NOT NULL, signed TEXT NOT NULL,
  UNIQUE (device, nonce));
CREATE TABLE IF NOT EXISTS joins (device TEXT PRIMARY KEY, invite TEXT NOT NULL);`,
    // Names that are no secret.
    2: `ALTER TABLE invites ADD COLUMN id TEXT;
ALTER TABLE invites ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
UPDATE invites SET id = lower(hex(randomblob(12)));
CREATE UNIQUE INDEX invites_by_id ON invites (id);`,
    3: 'ALTER TABLE invites ADD COLUMN session TEXT;',
  },
  reads: (sql: Sql) => ({
    /** In the order of their making. */
    async invites(): Promise<StoredInvite[]> {
      return sql
        .all('SELECT * FROM invites LEFT JOIN vouched USING (hash) ORDER BY invites.rowid')
        .map(inviteOf);
    },
    async invite(hash: string): Promise<StoredInvite | null> {
      const row = sql.one('SELECT * FROM invites LEFT JOIN vouched USING (hash) WHERE hash = ?', hash);
      return row ? inviteOf(row) : null;
    },
    /** Hash of the invite by which a device came. */
    async inviteOf(device: string): Promise<string | null> {
      return textOrNull(sql.one('SELECT invite FROM joins WHERE device = ?', device)?.['invite']);
    },
  }),
  takes: ['invites', 'redeem', 'spendInvitesOf', 'revokeInvite', 'extendInvite', 'dropInvites'],
  write(sql: Sql, batch: Part) {
    if (batch.redeem !== undefined && !redeem(sql, batch.redeem, batch.devices ?? [])) return 'invite-spent';
    if (batch.spendInvitesOf !== undefined)
      sql.run(
        'UPDATE invites SET revoked = 1 WHERE made_by IN (SELECT id FROM devices WHERE member = ?)',
        batch.spendInvitesOf,
      );
    if (batch.revokeInvite !== undefined)
      sql.run('UPDATE invites SET revoked = 1 WHERE id = ?', batch.revokeInvite);
    if (batch.extendInvite) {
      const { hash, expiresAt } = batch.extendInvite;
      sql.run('UPDATE invites SET expires_at = ? WHERE hash = ?', expiresAt, hash);
    }
    if (batch.dropInvites) sql.run('DELETE FROM invites WHERE kind = ?', batch.dropInvites);
    for (const invite of batch.invites ?? []) {
      if (invite.vouched && !vouch(sql, invite.hash, invite.vouched)) return 'replayed';
      insert(sql, invite);
    }
    return undefined;
  },
} as const satisfies Table;

/** @returns false when no use was left */
function redeem(sql: Sql, hash: string, devices: readonly StoredDevice[]): boolean {
  const used = sql.run(
    'UPDATE invites SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0 AND revoked = 0',
    hash,
  );
  if (used === 0) return false;
  for (const { id } of devices) sql.run('INSERT INTO joins (device, invite) VALUES (?, ?)', id, hash);
  return true;
}

/** @returns false when another link carried the statement */
function vouch(sql: Sql, hash: string, signed: SignedDeviceLink): boolean {
  const kept = sql.run(
    'INSERT OR IGNORE INTO vouched (hash, device, nonce, signed) VALUES (?, ?, ?, ?)',
    hash,
    signed.device,
    signed.statement.nonce,
    JSON.stringify(signed),
  );
  return kept > 0;
}

function insert(sql: Sql, i: StoredInvite): void {
  sql.run(
    `INSERT INTO invites (hash, id, kind, role, department, approver, boards, member, made_by, uses_left, revoked,
     expires_at, session) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    i.hash,
    i.id,
    i.kind,
    i.role,
    i.department,
    Number(i.approver),
    listText(i.boards),
    i.member,
    i.by,
    i.usesLeft,
    Number(i.revoked),
    i.expiresAt,
    i.session ?? null,
  );
}

function inviteOf(row: Row): StoredInvite {
  return {
    hash: String(row['hash']),
    id: String(row['id']),
    kind: row['kind'] as StoredInvite['kind'],
    role: row['role'] as StoredInvite['role'],
    department: (row['department'] as StoredInvite['department'] | undefined) ?? null,
    approver: row['approver'] === 1,
    boards: listOf(row['boards']),
    member: textOrNull(row['member']),
    by: textOrNull(row['made_by']),
    vouched:
      typeof row['signed'] === 'string' ? (JSON.parse(row['signed']) as StoredInvite['vouched']) : null,
    usesLeft: Number(row['uses_left']),
    revoked: row['revoked'] === 1,
    expiresAt: Number(row['expires_at']),
    ...(typeof row['session'] === 'string' ? { session: row['session'] } : {}),
  };
}

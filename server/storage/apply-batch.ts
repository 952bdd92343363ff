import type { RecordEntry, SignedDeviceLink } from '../../shared/domain/record';
import { GENESIS } from '../../shared/domain/record';
import type { Prepared } from './prepared';
import type { Batch, Written } from './storage';

/** Thrown inside a transaction to take all of it back. */
export class Refused extends Error {
  constructor(readonly why: Exclude<Written, 'written'>) {
    super(why);
  }
}

/** Carries out a batch inside the transaction that is open. @throws Refused */
export function applyBatch(sql: Prepared, batch: Batch): void {
  if (batch.redeem !== undefined) {
    const used = sql.run(
      'UPDATE invites SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0 AND revoked = 0',
      batch.redeem,
    );
    if (used === 0) throw new Refused('invite-spent');
    for (const { id } of batch.devices ?? [])
      sql.run('INSERT INTO joins (device, invite) VALUES (?, ?)', id, batch.redeem);
  }
  if (batch.spendInvitesOf !== undefined)
    sql.run(
      'UPDATE invites SET revoked = 1 WHERE made_by IN (SELECT id FROM devices WHERE member = ?)',
      batch.spendInvitesOf,
    );
  if (batch.revokeInvite !== undefined)
    sql.run('UPDATE invites SET revoked = 1 WHERE id = ?', batch.revokeInvite);
  if (batch.dropInvites) sql.run('DELETE FROM invites WHERE kind = ?', batch.dropInvites);
  for (const { board, after, entries } of batch.append ?? [])
    append(sql, board, after.seq, after.hash, entries);
  for (const { board, update } of batch.updates ?? [])
    sql.run('INSERT INTO updates (board, v2, bytes) VALUES (?, 0, ?)', board, Buffer.from(update));
  for (const { board, client, member } of batch.owners ?? [])
    sql.run('INSERT OR IGNORE INTO owners (board, client, member) VALUES (?, ?, ?)', board, client, member);
  applyTables(sql, batch);
}

function append(
  sql: Prepared,
  board: string,
  seq: number,
  hash: string,
  entries: readonly RecordEntry[],
): void {
  const head = sql.one('SELECT seq, hash FROM entries WHERE board = ? ORDER BY seq DESC LIMIT 1', board);
  if (Number(head?.['seq'] ?? 0) !== seq || (head?.['hash'] ?? GENESIS) !== hash)
    throw new Refused('head-moved');
  for (const entry of entries)
    sql.run(
      'INSERT INTO entries (board, seq, hash, entry) VALUES (?, ?, ?, ?)',
      board,
      entry.seq,
      entry.hash,
      JSON.stringify(entry),
    );
}

function applyTables(sql: Prepared, { workspace, members, devices, boards, invites, seen }: Batch): void {
  if (workspace)
    sql.run(
      'INSERT OR REPLACE INTO workspace (one, epoch, company, host_seed) VALUES (1, ?, ?, ?)',
      workspace.epoch,
      workspace.company,
      workspace.hostSeed,
    );
  for (const m of members ?? [])
    sql.run(
      `INSERT INTO members (id, name, department, role, approver, active, boards) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, department = excluded.department, role = excluded.role,
       approver = excluded.approver, active = excluded.active, boards = excluded.boards`,
      m.id,
      m.name,
      m.department,
      m.role,
      Number(m.approver),
      Number(m.active),
      listText(m.boards),
    );
  for (const d of devices ?? [])
    sql.run(
      `INSERT INTO devices (id, member, public_key, token_hash, active, kind) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, active = excluded.active`,
      d.id,
      d.member,
      d.publicKey,
      d.tokenHash,
      Number(d.active),
      d.kind,
    );
  for (const b of boards ?? [])
    sql.run(
      `INSERT INTO boards (id, title, policy, archived, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, policy = excluded.policy, archived = excluded.archived`,
      b.id,
      b.title,
      JSON.stringify(b.policy),
      Number(b.archived),
      b.createdAt,
    );
  for (const i of invites ?? []) {
    if (i.vouched) vouch(sql, i.hash, i.vouched);
    sql.run(
      `INSERT INTO invites (hash, id, kind, role, department, approver, boards, member, made_by, uses_left, revoked,
       expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    );
  }
  for (const { device, at } of seen ?? [])
    sql.run(
      `INSERT INTO seen (device, at) VALUES (?, ?)
       ON CONFLICT (device) DO UPDATE SET at = max(at, excluded.at)`,
      device,
      at,
    );
}

function vouch(sql: Prepared, hash: string, signed: SignedDeviceLink): void {
  const kept = sql.run(
    'INSERT OR IGNORE INTO vouched (hash, device, nonce, signed) VALUES (?, ?, ?, ?)',
    hash,
    signed.device,
    signed.statement.nonce,
    JSON.stringify(signed),
  );
  if (kept === 0) throw new Refused('replayed');
}

function listText(list: readonly string[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}

import type { StoredBoard, StoredDevice, StoredInvite, StoredMember, WorkspaceFacts } from './storage';

/** A row as the driver returns it. */
export type Row = Readonly<Record<string, unknown>>;

// The tables are written by this host alone, through typed batches; what comes out is what went in.

export function workspaceOf(row: Row): WorkspaceFacts {
  return { epoch: String(row['epoch']), company: String(row['company']), hostSeed: String(row['host_seed']) };
}

export function memberOf(row: Row): StoredMember {
  return {
    id: String(row['id']),
    name: String(row['name']),
    department: row['department'] as StoredMember['department'],
    role: row['role'] as StoredMember['role'],
    approver: row['approver'] === 1,
    active: row['active'] === 1,
    boards: listOf(row['boards']),
  };
}

export function deviceOf(row: Row): StoredDevice {
  return {
    id: String(row['id']),
    member: String(row['member']),
    publicKey: String(row['public_key']),
    tokenHash: String(row['token_hash']),
    active: row['active'] === 1,
    kind: row['kind'] as StoredDevice['kind'],
  };
}

export function boardOf(row: Row): StoredBoard {
  return {
    id: String(row['id']),
    title: String(row['title']),
    policy: JSON.parse(String(row['policy'])) as StoredBoard['policy'],
    archived: row['archived'] === 1,
    createdAt: String(row['created_at']),
  };
}

export function inviteOf(row: Row): StoredInvite {
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
  };
}

function listOf(value: unknown): readonly string[] | null {
  return typeof value === 'string' ? (JSON.parse(value) as string[]) : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

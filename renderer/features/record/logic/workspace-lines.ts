import { isJsonObject, type Json } from '../../../../shared/domain/json';
import { DEPARTMENTS, ROLES, type Department, type Role } from '../../../../shared/domain/people';
import type { RecordEntry } from '../../../../shared/domain/record';

const DEEDS = [
  'workspace-created',
  'member-joined',
  'member-removed',
  'role-changed',
  'device-enrolled',
  'device-removed',
  'recovery-kept',
  'invite-made',
  'invite-revoked',
  'owner-recovery',
  'board-added',
  'restored',
] as const;

/** One entry of the workspace's record: what happened to whom, by whom. */
export interface WorkspaceLine {
  readonly seq: number;
  readonly at: string;
  readonly deed: (typeof DEEDS)[number] | 'other';
  readonly member: string | null;
  readonly by: string | null;
  readonly role: Role | null;
  readonly department: Department | null;
  readonly approver: boolean;
  readonly board: string | null;
}

/** The workspace's entries as a log, oldest first. */
export function workspaceLinesOf(entries: readonly RecordEntry[]): WorkspaceLine[] {
  const owners = new Map<string, string>();
  return entries.map((entry) => {
    const body = isJsonObject(entry.body) ? entry.body : {};
    const device = textOr(body['device']);
    const named = textOr(body['member']);
    if (device !== null && named !== null) owners.set(device, named);
    const by = textOr(body['by']);
    return {
      seq: entry.seq,
      at: entry.at,
      deed: deedOf(entry.kind, body['kind']),
      member: named ?? (device === null ? null : (owners.get(device) ?? null)),
      // A further device is vouched for by a device; everything else is done by a member.
      by: by === null ? (entry.by === 'host' ? null : entry.by) : (owners.get(by) ?? by),
      role: ROLES.find((role) => role === body['role']) ?? null,
      department: DEPARTMENTS.find((department) => department === body['department']) ?? null,
      approver: body['approver'] === true,
      board: textOr(body['board']),
    };
  });
}

function deedOf(kind: RecordEntry['kind'], what: Json | undefined): WorkspaceLine['deed'] {
  if (kind === 'device-enrolled' && what === 'recovery') return 'recovery-kept';
  return DEEDS.find((deed) => deed === kind) ?? 'other';
}

function textOr(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

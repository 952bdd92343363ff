import { isJsonObject, type Json } from '../../../../shared/domain/json';
import { DEPARTMENTS, ROLES, type Department, type Role } from '../../../../shared/domain/people';
import {
  signedDelegationSchema,
  type DelegationStatement,
  type RecordEntry,
} from '../../../../shared/domain/record';

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
  'delegated',
  'delegation-ended',
  'deputy-allowed',
  'restored',
] as const;

/** One entry of the workspace's record: what happened, who did it, and who it is about. */
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
  /** The boards that a person or a link is let in to; null: all of them, or nothing of that kind. */
  readonly boards: readonly string[] | null;
  /** Instant until which a link works. */
  readonly expiresAt: string | null;
  /** Who stands in for the member, and the moment after his last day. */
  readonly deputy: string | null;
  readonly until: string | null;
}

/** The workspace's entries as a log, oldest first. */
export function workspaceLinesOf(entries: readonly RecordEntry[]): WorkspaceLine[] {
  const owners = new Map<string, string>();
  const inviters = new Map<string, string>();
  const delegations = new Map<string, DelegationStatement>();
  return entries.map((entry) => {
    const body = isJsonObject(entry.body) ? entry.body : {};
    const device = textOr(body['device']);
    const signed = signedDelegationSchema.safeParse(body['delegated']).data?.statement;
    if (signed) delegations.set(entry.hash, signed);
    const delegation = signed ?? delegations.get(textOr(body['delegation']) ?? '');
    const named = textOr(body['member']) ?? delegation?.member ?? null;
    if (device !== null && named !== null) owners.set(device, named);
    const invite = textOr(body['invite']);
    if (entry.kind === 'invite-made' && invite !== null) inviters.set(invite, textOr(body['by']) ?? 'host');
    // A person who joins by a link was let in by the member who made the link.
    const by = textOr(body['by']) ?? (invite === null ? null : (inviters.get(invite) ?? null));
    return {
      seq: entry.seq,
      at: entry.at,
      deed: deedOf(entry.kind, signed && !signed.deputy ? 'ended' : body['kind']),
      member: named ?? (device === null ? null : (owners.get(device) ?? null)),
      // A further device is vouched for by a device; everything else is done by a member.
      by: by === null ? (entry.by === 'host' ? null : entry.by) : (owners.get(by) ?? by),
      role: ROLES.find((role) => role === body['role']) ?? null,
      department: DEPARTMENTS.find((department) => department === body['department']) ?? null,
      approver: body['approver'] === true,
      board: textOr(body['board']),
      boards: Array.isArray(body['boards']) ? body['boards'].flatMap((each) => textOr(each) ?? []) : null,
      expiresAt: textOr(body['expiresAt']),
      deputy: delegation?.deputy?.member ?? null,
      until: delegation?.deputy?.until ?? null,
    };
  });
}

function deedOf(kind: RecordEntry['kind'], what: Json | undefined): WorkspaceLine['deed'] {
  if (kind === 'device-enrolled' && what === 'recovery') return 'recovery-kept';
  if (kind === 'delegated' && what === 'ended') return 'delegation-ended';
  return DEEDS.find((deed) => deed === kind) ?? 'other';
}

function textOr(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

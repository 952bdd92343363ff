import type { Department, Role } from '../../shared/domain/people';
import { commonHead } from './check';
import type { Json, JsonObject } from '../../shared/domain/json';
import type { EntryKind, RecordEntry } from '../../shared/domain/record';
import { walkInOf } from '../people/members';
import type { HostEntry } from '../record/keeper';
import type { StoredMember } from '../storage/storage';

/** Entries about people: what they say is still so after a restore. */
const ABOUT_PEOPLE: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'member-joined',
  'device-enrolled',
  'role-changed',
  'member-removed',
  'device-removed',
]);

interface Rights {
  readonly role: Role;
  readonly department: Department;
  readonly approver: boolean;
  readonly walkIn: boolean;
}

/** What a record of a workspace says of people at its end. */
class People {
  readonly rights = new Map<Json | undefined, Rights>();
  readonly removedMembers = new Set<Json | undefined>();
  readonly devices = new Set<Json | undefined>();

  take({ kind, body }: { readonly kind: EntryKind; readonly body?: JsonObject }): void {
    const member = body?.['member'];
    if (kind === 'member-joined' || kind === 'role-changed') this.rights.set(member, rightsOf(body));
    if (kind === 'member-removed') this.removedMembers.add(member);
    if (kind === 'device-enrolled') this.devices.add(body?.['device']);
  }
}

/**
 * What has to be said of people behind a record that takes the place of the present one, so that everybody belongs
 * to the workspace as he does now: what the present record says and the other does not, again and word for word, as
 * devices are vouched for by what stands in it; then what is still otherwise.
 */
export function carriedOver(
  record: readonly RecordEntry[],
  present: readonly RecordEntry[],
  members: readonly StoredMember[],
): HostEntry[] {
  const { seq } = commonHead(present, record);
  const people = new People();
  for (const entry of record) people.take(entry);
  const entries: HostEntry[] = [];
  const say = (entry: HostEntry) => {
    people.take(entry);
    entries.push(entry);
  };
  for (const { kind, body } of present.slice(seq))
    if (body && ABOUT_PEOPLE.has(kind) && !isSaid(people, kind, body)) say({ kind, body });
  for (const member of members) {
    const { role, department, approver } = member;
    if (!sameRights(people.rights.get(member.id), member))
      say({
        kind: 'role-changed',
        body: { member: member.id, role, department, approver, ...walkInOf(member) },
      });
    if (!member.active && !people.removedMembers.has(member.id))
      say({ kind: 'member-removed', body: { member: member.id } });
  }
  return entries;
}

function isSaid(people: People, kind: EntryKind, body: JsonObject): boolean {
  if (kind === 'device-enrolled') return people.devices.has(body['device']);
  return kind === 'member-joined' && people.rights.has(body['member']);
}

function rightsOf(body: JsonObject | undefined): Rights {
  return {
    role: body?.['role'] as Role,
    department: body?.['department'] as Department,
    approver: body?.['approver'] === true,
    walkIn: body?.['walkIn'] === true,
  };
}

function sameRights(known: Rights | undefined, member: StoredMember): boolean {
  const { role, department, approver, walkIn = false } = member;
  return (
    known?.role === role &&
    known.department === department &&
    known.approver === approver &&
    known.walkIn === walkIn
  );
}

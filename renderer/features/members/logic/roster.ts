import type { Member } from '../../../../shared/domain/people';
import type { DeviceView } from '../../../../shared/api/contract';

/** The people of a workspace as the page lists them. */
export interface Roster {
  /** Oneself first, the others by name. */
  readonly active: readonly Member[];
  readonly former: readonly Member[];
  /** The only owner, who may neither be removed nor lose that role; `null` while there are several. */
  readonly lastOwnerId: string | null;
}

export function rosterOf(members: Iterable<Member>, meId: string, locale: string): Roster {
  const byName = [...members].sort(
    (a, b) => Number(b.id === meId) - Number(a.id === meId) || a.name.localeCompare(b.name, locale),
  );
  const active = byName.filter((member) => member.active);
  const owners = active.filter((member) => member.role === 'owner');
  return {
    active,
    former: byName.filter((member) => !member.active),
    lastOwnerId: owners.length === 1 ? (owners[0]?.id ?? null) : null,
  };
}

/** A member's devices as the page lists them. */
export interface OwnedDevices {
  /** In use: this one first, then by when they were last seen; the recovery code last. */
  readonly active: readonly DeviceView[];
  readonly hasRecovery: boolean;
  /** When any of them was last seen; null when that is not known. */
  readonly lastSeen: string | null;
}

const NONE: OwnedDevices = { active: [], hasRecovery: false, lastSeen: null };

/** Every member's devices, by member ID. */
export function devicesByMember(devices: readonly DeviceView[]): ReadonlyMap<string, OwnedDevices> {
  const byMember = new Map<string, DeviceView[]>();
  for (const device of devices)
    if (device.active) byMember.set(device.member, [...(byMember.get(device.member) ?? []), device]);
  return new Map([...byMember].map(([member, own]) => [member, ownedOf(own)]));
}

export function devicesOf(all: ReadonlyMap<string, OwnedDevices>, member: string): OwnedDevices {
  return all.get(member) ?? NONE;
}

function ownedOf(own: readonly DeviceView[]): OwnedDevices {
  const active = [...own].sort(
    (a, b) =>
      Number(b.current) - Number(a.current) ||
      Number(a.kind === 'recovery') - Number(b.kind === 'recovery') ||
      (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''),
  );
  const seen = active.flatMap(({ lastSeen }) => lastSeen ?? []).sort();
  return {
    active,
    hasRecovery: active.some(({ kind }) => kind === 'recovery'),
    lastSeen: seen[seen.length - 1] ?? null,
  };
}

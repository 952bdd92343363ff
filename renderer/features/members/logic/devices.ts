import type { DeviceView } from '../../../../shared/api/contract';

/** A member's devices as the page lists them. */
export interface OwnedDevices {
  /** In use: this one first, then by when they were last seen; the recovery code last. */
  readonly active: readonly DeviceView[];
  readonly hasRecovery: boolean;
  /** The newest sign of any of them; null: none is known. */
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

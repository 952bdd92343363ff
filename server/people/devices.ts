import type { DeviceView } from '../../shared/api/contract';
import { mayAdminister } from '../../shared/domain/policy';
import { refuseWithoutOwner } from './owners';
import { ProblemError } from '../base/problem';
import type { StoredDevice } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';

/** The devices that the caller may see: an owner everybody's, anybody else his own. Newest first. */
export async function listDevices(
  { storage, record }: Workspace,
  seen: ReadonlyMap<string, number>,
  { member, device: current }: Caller,
): Promise<DeviceView[]> {
  const all = await storage.devices();
  const shown = mayAdminister(member) === null ? all : all.filter((each) => each.member === member.id);
  const enrolled = new Map<unknown, string>();
  for (const { kind, body, at } of record.entries)
    if (kind === 'device-enrolled') enrolled.set(body?.['device'], at);
  const views = shown.map(({ id, member: of, active, kind }) => {
    const at = seen.get(id);
    return {
      id,
      member: of,
      active,
      current: id === current.id,
      addedAt: enrolled.get(id) ?? null,
      lastSeen: at === undefined ? null : new Date(at).toISOString(),
      kind,
    };
  });
  return views.toReversed();
}

/**
 * Ends a device: one's own, or anybody's by an owner. What it signed stays; links it made stop working.
 * @throws ProblemError
 */
export async function removeDevice(workspace: Workspace, { member }: Caller, id: string): Promise<void> {
  const device = await visibleDevice(workspace, member, id);
  const gone: StoredDevice = { ...device, active: false };
  await refuseWithoutOwner(workspace.storage, { device: gone });
  await workspace.record.appendByHost(
    [{ kind: 'device-removed', body: { member: device.member, device: id, by: member.id } }],
    { devices: [gone] },
  );
}

/** What one may not see is not there: IDs of others' devices open nothing. @throws ProblemError */
async function visibleDevice(
  { storage }: Workspace,
  member: Caller['member'],
  id: string,
): Promise<StoredDevice> {
  const device = await storage.device(id);
  const mayRemove = device?.member === member.id || mayAdminister(member) === null;
  if (!device?.active || !mayRemove) throw new ProblemError('not-found', 'there is no such device');
  return device;
}

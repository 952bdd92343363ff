import { recoverProofText } from '../../shared/api/contract';
import type { JoinAnswer, RecoverBody, RecoveryBody, RecoveryView } from '../../shared/api/contract';
import { newId, newSecret } from '../../shared/domain/ids';
import type { Json } from '../../shared/domain/json';
import { signingText, type SignedDeviceLink } from '../../shared/domain/record';
import { hashSecret, verifyEd25519 } from '../base/crypto';
import { checkVoucher } from './invites';
import { ProblemError } from '../base/problem';
import type { HostEntry } from '../record/keeper';
import type { StoredDevice, StoredMember } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';
import { refuseWalkIn } from './walk-ins';

// A recovery code is a key (decision 0011): its owner's device enrols the public half as a further device that can do
// nothing but vouch once, for the device with which he comes back. The host keeps no secret of it.

/** Enrols a recovery key, in place of the one before. Asking again by the same key answers the same. @throws ProblemError */
export async function makeRecovery(
  workspace: Workspace,
  { member }: Caller,
  { deviceKey, vouched }: RecoveryBody,
): Promise<string> {
  const { storage, ports, record } = workspace;
  refuseWalkIn(member);
  await checkVoucher(workspace, member.id, vouched);
  const known = await storage.deviceByKey(deviceKey);
  if (known?.active && known.kind === 'recovery' && known.member === member.id) return known.id;
  if (known) throw keyTaken();
  const device: StoredDevice = {
    id: newId(ports.random),
    member: member.id,
    publicKey: deviceKey,
    // Of a token that nobody gets.
    tokenHash: hashSecret(newSecret(ports.random)),
    active: true,
    kind: 'recovery',
  };
  const former = (await storage.devices()).filter(
    (each) => each.active && each.kind === 'recovery' && each.member === member.id,
  );
  await record.appendByHost([enrolled(device, vouched), ...former.map((each) => removed(each, member.id))], {
    devices: [device, ...former.map((each) => ({ ...each, active: false }))],
  });
  return device.id;
}

/** Whose a recovery key is: whoever has the code knows neither his member's ID nor the key's. @throws ProblemError */
export async function viewRecovery(workspace: Workspace, deviceKey: string): Promise<RecoveryView> {
  const { device, member } = await usableKey(workspace, await workspace.storage.deviceByKey(deviceKey));
  return { company: workspace.facts.company, name: member.name, member: member.id, device: device.id };
}

/** Enrols a new device of somebody who lost his, by his recovery key, which is used up. @throws ProblemError */
export async function recover(workspace: Workspace, body: RecoverBody): Promise<JoinAnswer> {
  const { storage, ports, record } = workspace;
  const { deviceKey, vouched, proof } = body;
  if (!verifyEd25519(deviceKey, recoverProofText(body), proof))
    throw new ProblemError('bad-signature', "the proof is not the new device key's");
  const again = await recoveredBefore(workspace, body);
  if (again) return again;

  const { device: key, member } = await usableKey(workspace, await storage.device(vouched.device));
  if (!verifyEd25519(key.publicKey, signingText(vouched.statement), vouched.sig))
    throw new ProblemError('bad-signature', "the signature is not the recovery key's over this statement");
  if (vouched.statement.member !== member.id)
    throw new ProblemError('wrong-place', 'the statement is about another member');
  if (record.seqOf(vouched.statement.head) === null)
    throw new ProblemError('record-diverged', 'the head you saw is not in this record');
  if (await storage.deviceByKey(deviceKey)) throw keyTaken();

  const token = newSecret(ports.random);
  const device: StoredDevice = {
    id: newId(ports.random),
    member: member.id,
    publicKey: deviceKey,
    tokenHash: hashSecret(token),
    active: true,
    kind: 'device',
  };
  await record.appendByHost([enrolled(device, vouched), removed(key, member.id)], {
    devices: [device, { ...key, active: false }],
  });
  return { token, memberId: member.id, deviceId: device.id, role: member.role };
}

/** The answer to a recovery that succeeded already, in case the first one was lost: a new token for the same device. */
async function recoveredBefore(
  { storage, ports, record }: Workspace,
  { deviceKey, vouched }: RecoverBody,
): Promise<JoinAnswer | null> {
  const device = await storage.deviceByKey(deviceKey);
  const member = device ? await storage.member(device.member) : null;
  if (!device?.active || !member?.active) return null;
  const isOurs = record.entries.some(
    ({ kind, body }) =>
      kind === 'device-enrolled' && body?.['device'] === device.id && body['by'] === vouched.device,
  );
  const by = await storage.device(vouched.device);
  if (!isOurs || by?.kind !== 'recovery') return null;
  const token = newSecret(ports.random);
  await storage.write({ devices: [{ ...device, tokenHash: hashSecret(token) }] });
  return { token, memberId: member.id, deviceId: device.id, role: member.role };
}

async function usableKey(
  { storage }: Workspace,
  device: StoredDevice | null,
): Promise<{ device: StoredDevice; member: StoredMember }> {
  const member = device ? await storage.member(device.member) : null;
  if (!device?.active || device.kind !== 'recovery' || !member?.active)
    throw new ProblemError('recovery-invalid', 'the recovery code is used up or none of ours');
  return { device, member };
}

function enrolled({ id, member, publicKey, kind }: StoredDevice, vouched: SignedDeviceLink): HostEntry {
  const body = { member, device: id, publicKey, by: vouched.device, vouched: vouched as unknown as Json };
  return { kind: 'device-enrolled', body: kind === 'recovery' ? { ...body, kind } : body };
}

function removed({ id, member }: StoredDevice, by: string): HostEntry {
  return { kind: 'device-removed', body: { member, device: id, by } };
}

function keyTaken(): ProblemError {
  return new ProblemError('already-joined', 'this key belongs to a member already');
}

import { verify } from '../../shared/crypto/ed25519';
import type { DeviceView } from '../../shared/api/contract';
import type { RecordEntry } from '../../shared/domain/record';
import { isFault, keyRingOf, NOTHING_SEEN, verifyChain, verifySignatures } from '../../shared/domain/verify';
import type { TestMember } from './clients';

export const problem = (code: string) => `urn:handschlag:problem:${code}`;

export async function devicesOf(member: TestMember): Promise<DeviceView[]> {
  return (await member.ask<{ devices: DeviceView[] }>('GET', '/api/devices')).body.devices;
}

/** The workspace's record. */
export async function recordOf(member: TestMember): Promise<RecordEntry[]> {
  return (await member.ask<{ entries: RecordEntry[] }>('GET', '/api/record')).body.entries;
}

/** What a reader who believes nothing makes of a workspace's record. */
export async function faultOf(entries: readonly RecordEntry[]) {
  const chain = verifyChain(NOTHING_SEEN, entries);
  return isFault(chain) ? chain : verifySignatures(entries, keyRingOf(entries), verify);
}

import { verify } from '../../../shared/crypto/ed25519';
import type { DeviceView } from '../../../shared/api/contract';
import { WORKSPACE, type RecordEntry } from '../../../shared/domain/record';
import { RecordBook } from '../../../shared/domain/verify/book';
import type { TestMember } from '../clients/clients';

export const problem = (code: string) => `urn:handschlag:problem:${code}`;

export async function devicesOf(member: TestMember): Promise<DeviceView[]> {
  return (await member.ask<{ devices: DeviceView[] }>('GET', '/api/devices')).body.devices;
}

/** The workspace's record. */
export async function recordOf(member: TestMember): Promise<RecordEntry[]> {
  return (await member.ask<{ entries: RecordEntry[] }>('GET', '/api/record')).body.entries;
}

/** What a reader who believes nothing makes of a workspace's record. */
export function faultOf(entries: readonly RecordEntry[]) {
  return new RecordBook(verify).check(WORKSPACE, entries);
}

import { randomBytes } from 'node:crypto';
import { recoverProofText } from '../../../shared/api/contract';
import { generate, publicKeyOf, sign, type KeyPair } from '../../../shared/crypto/ed25519';
import { GENESIS, signingText, type DeviceLinkStatement } from '../../../shared/domain/record';
import { newRecoveryCode, recoverySeed } from '../../../shared/crypto/recovery-code';
import { ask, type Answer, type TestMember } from '../clients/clients';

/** A recovery key of a member, as his printed code is one. */
export interface RecoveryKey {
  /** As he types it. */
  readonly code: string;
  readonly seed: string;
  readonly deviceId: string;
}

/** Makes a recovery key and has the member's device vouch for it. */
export async function makeRecovery(member: TestMember): Promise<RecoveryKey> {
  const code = newRecoveryCode((length) => new Uint8Array(randomBytes(length)));
  const seed = recoverySeed(code) ?? '';
  const deviceKey = publicKeyOf(seed);
  const vouched = await member.vouched({ deviceKey });
  const { body } = await member.ask<{ deviceId: string }>('POST', '/api/recovery', { deviceKey, vouched });
  return { code, seed, deviceId: body.deviceId };
}

/** What somebody sends who comes back by a recovery key. */
export function recoveryOffer(
  { seed, deviceId }: Omit<RecoveryKey, 'code'>,
  member: string,
  key: KeyPair = generate(),
  over: Partial<DeviceLinkStatement> = {},
) {
  const statement: DeviceLinkStatement = {
    v: 1,
    kind: 'device-link',
    member,
    head: GENESIS,
    nonce: randomBytes(16).toString('base64url'),
    deviceKey: key.publicKey,
    ...over,
  };
  const vouched = { statement, device: deviceId, sig: sign(seed, signingText(statement)) };
  const asked = { deviceKey: key.publicKey, vouched };
  return { ...asked, proof: sign(key.secret, recoverProofText(asked)) };
}

export function recoverBy(url: string, offer: object): Promise<Answer<Record<string, string>>> {
  return ask<Record<string, string>>(url, 'POST', '/api/recover', offer);
}

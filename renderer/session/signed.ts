import { sign } from '../../shared/crypto/ed25519';
import { toBase64Url, type RandomBytes } from '../../shared/domain/ids';
import { signingText, type DeviceLinkStatement, type RestoredStatement } from '../../shared/domain/record';
import type { Profile } from './profiles';

/** What a device says about the workspace itself; version, head and nonce are filled in. */
type Said<Statement> = Omit<Statement, 'v' | 'head' | 'nonce'>;

interface Signer {
  readonly profile: Profile;
  readonly secret: string;
  readonly random: RandomBytes;
}

/** Signs what this device says about the workspace. @param head where the workspace's record stands, as known here */
export function signed<Statement extends DeviceLinkStatement | RestoredStatement>(
  { profile, secret, random }: Signer,
  head: string,
  said: Said<Statement>,
): { statement: Statement; device: string; sig: string } {
  const filled = { v: 1, ...said, head, nonce: toBase64Url(random(16)) } as unknown as Statement;
  return { statement: filled, device: profile.deviceId, sig: sign(secret, signingText(filled)) };
}

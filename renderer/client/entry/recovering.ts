import { joinAnswer, recoverProofText, recoveryView, type RecoverBody } from '../../../shared/api/contract';
import { generate, publicKeyOf, sign, webRandom } from '../../../shared/crypto/ed25519';
import { toBase64Url, type RandomBytes } from '../../../shared/domain/ids';
import { GENESIS, signingText, type DeviceLinkStatement } from '../../../shared/domain/record';
import { recoverySeed, newRecoveryCode } from '../../../shared/crypto/recovery-code';
import { failed } from '../connection/api';
import { type JoiningOptions, isUnanswered } from './joining';
import type { Profile } from '../device/profiles';
import type { Outcome } from '../connection/outcome';

/** A recovery that was asked for and of which no answer is known. It holds no secret but that of the new device. */
interface Begun {
  /** Of the profile whose key was offered. */
  readonly id: string;
  readonly body: RecoverBody;
}

/**
 * Comes back as a member whose devices are lost: the key in the code vouches for a new one. As with joining, the
 * answer may be lost after the host has used the code up, so the same offer is made again until it answers.
 */
export async function recoverHost(
  code: string,
  options: JoiningOptions & { readonly random: RandomBytes },
): Promise<Outcome<Profile>> {
  const { api, host, store, keys } = options;
  const seed = recoverySeed(code);
  if (seed === null) return failed('recovery-mistyped');
  const begunKey = `recovering/${publicKeyOf(seed)}`;
  const known = await store.get<Begun>(begunKey);
  const begun = known ?? (await offer(seed, options));
  if ('ok' in begun) return begun;
  await store.set(begunKey, begun);
  const answer = await api.call('recover', joinAnswer, { body: begun.body });
  if (answer.ok || !isUnanswered(answer.failure.code)) await store.set(begunKey, undefined);
  if (answer.ok) {
    const { memberId, deviceId, token } = answer.value;
    return { ok: true, value: { id: begun.id, host, memberId, deviceId, token } };
  }
  if (!isUnanswered(answer.failure.code)) await keys.save(begun.id, undefined);
  return answer;
}

async function offer(
  seed: string,
  { api, keys, newProfile, random }: JoiningOptions & { readonly random: RandomBytes },
): Promise<Begun | Extract<Outcome<never>, { ok: false }>> {
  const whose = await api.call('recoveryView', recoveryView, { body: { deviceKey: publicKeyOf(seed) } });
  if (!whose.ok) return whose;
  const { member, device } = whose.value;
  const id = newProfile();
  const key = generate(random);
  // Before asking: a device whose key is lost right after it was enrolled could never sign.
  await keys.save(id, key.secret);
  const statement: DeviceLinkStatement = {
    v: 1,
    kind: 'device-link',
    member,
    // Whoever lost everything has seen nothing.
    head: GENESIS,
    nonce: toBase64Url(random(16)),
    deviceKey: key.publicKey,
  };
  const vouched = { statement, device, sig: sign(seed, signingText(statement)) };
  const asked = { deviceKey: key.publicKey, vouched };
  return { id, body: { ...asked, proof: sign(key.secret, recoverProofText(asked)) } };
}

/** A new recovery code. It opens nothing until `keepRecovery` has made it a key. */
export function makeRecoveryCode(): string {
  return newRecoveryCode(webRandom);
}

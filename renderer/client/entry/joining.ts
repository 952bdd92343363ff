import type { Department } from '../../../shared/domain/people';
import { joinAnswer, joinProofText } from '../../../shared/api/contract';
import { generate, publicKeyOf, sign } from '../../../shared/crypto/ed25519';
import type { Api } from '../connection/api';
import type { DeviceKeys } from '../device/device-keys';
import type { LocalStore } from '../device/local-store';
import type { Profile } from '../device/profiles';
import type { Outcome } from '../connection/outcome';

/** With `link`, the secret is read out of a pasted link. */
export interface JoinInput {
  readonly link?: string;
  readonly secret?: string;
  readonly name: string;
  readonly department: Department;
  readonly company?: string;
  /** Whoever founds a workspace decides for his department. */
  readonly approver?: boolean;
}

export type Joiner = Pick<JoinInput, 'name' | 'department' | 'company' | 'approver'>;

/** A join that was asked for and of which no answer is known. */
interface Begun extends Joiner {
  /** Of the profile whose key was offered. */
  readonly id: string;
}

export interface JoiningOptions {
  readonly api: Api;
  readonly host: string;
  readonly store: LocalStore;
  readonly keys: DeviceKeys;
  /** The profile's name if the window has one already, else a new one. */
  readonly newProfile: () => string;
}

/** After these nobody knows whether the host has enrolled the device: only the same key can find out. */
const UNANSWERED: ReadonlySet<string> = new Set(['offline', 'failed', 'too-many']);
/** The host does not know this device, or not any more. Everything else passes. */
const UNKNOWN_THERE: ReadonlySet<string> = new Set(['not-signed-in', 'not-allowed']);

/** Whether a failure to open means that this person is nobody here; anything else is tried again. */
export function isUnknownThere(code: string): boolean {
  return UNKNOWN_THERE.has(code);
}

/** Whether after a failure nobody knows what the host has done. */
export function isUnanswered(code: string): boolean {
  return UNANSWERED.has(code);
}

/** What was typed into a join by this secret whose answer was lost, if any was. */
export async function begunJoin(store: LocalStore, secret: string): Promise<Joiner | null> {
  return (await store.get<Begun>(begunKey(secret))) ?? null;
}

/**
 * Asks a host to take this device in. An answer may be lost after the host has used the invite up, so the key that
 * was offered stays until the host answers, and the next attempt offers the same.
 */
export async function joinHost(
  secret: string,
  { name, department, company, approver }: Joiner,
  { api, host, store, keys, newProfile }: JoiningOptions,
): Promise<Outcome<Profile>> {
  const id = (await store.get<Begun>(begunKey(secret)))?.id ?? newProfile();
  const key = (await keys.load(id))?.secret ?? generate().secret;
  const typed = { name, department, ...(company ? { company } : {}), ...(approver ? { approver } : {}) };
  // Before asking: a device whose key is lost right after it was enrolled could never sign.
  await keys.save(id, key);
  await store.set(begunKey(secret), { id, ...typed } satisfies Begun);
  const offer = { invite: secret, deviceKey: publicKeyOf(key) };
  const proof = sign(key, joinProofText(offer));
  const answer = await api.call('join', joinAnswer, { body: { ...offer, ...typed, proof } });
  if (!answer.ok) {
    if (isUnanswered(answer.failure.code)) return answer;
    await store.set(begunKey(secret), undefined);
    await keys.save(id, undefined);
    return answer;
  }
  const { memberId, deviceId, token } = answer.value;
  return { ok: true, value: { id, host, memberId, deviceId, token } };
}

/** The profile is kept from now on, so that the join needs no second attempt. */
export function joinDone(store: LocalStore, secret: string): Promise<void> {
  return store.set(begunKey(secret), undefined);
}

function begunKey(secret: string): string {
  return `joining/${secret}`;
}

import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Entry } from '../../shared/domain/rounds/entry';
import type { RoundKind } from '../../shared/domain/rounds/round';
import type { RandomBytes } from '../../shared/domain/ids';
import type { SealedEntry } from '../storage/tables/workshop/round-entries';

const CIPHER = 'aes-256-gcm';
const [IV_BYTES, TAG_BYTES, LENGTH_BYTES] = [12, 16, 4];

/**
 * Bytes of every entry of a kind before it is encrypted: as many as the longest there can be, so that an entry says
 * nothing by its length. A character takes six bytes at most in JSON.
 */
const PADDED: Readonly<Record<RoundKind, number>> = {
  notes: 24 * 1024 + 512,
  votes: 4 * 1024,
  estimate: 256,
  pulse: 12 * 1024 + 512,
};

/** What an entry holds once it is opened; of a pulse nobody's name. */
export interface Opened {
  readonly entry: Entry;
  readonly by: string | null;
  readonly isWalkIn: boolean;
}

/** Encrypts the entries of one round, and names the places where they lie: both mean nothing without its key. */
export class Seal {
  readonly #key: Uint8Array;
  readonly #round: string;
  readonly #random: RandomBytes;

  constructor(key: Uint8Array, round: string, random: RandomBytes) {
    this.#key = key;
    this.#round = round;
    this.#random = random;
  }

  /** Where a member's entry lies, or the note that a member has answered. */
  placeOf(member: string): string {
    return this.#name('member', member);
  }

  /** Where the answer lies to which a receipt belongs. */
  placeOfReceipt(receipt: string): string {
    return this.#name('receipt', receipt);
  }

  /** @throws RangeError when it is longer than an entry can be */
  close(opened: Opened, slot: string): Uint8Array {
    const text = Buffer.from(JSON.stringify(opened), 'utf8');
    const padded = Buffer.alloc(PADDED[opened.entry.kind]);
    if (text.length + LENGTH_BYTES > padded.length) throw new RangeError('an entry of that length is none');
    padded.writeUInt32BE(text.length);
    text.copy(padded, LENGTH_BYTES);
    const iv = this.#random(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(this.#place(slot));
    return Buffer.concat([iv, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws when it is not what {@link close} made for this very place */
  open({ slot, sealed }: SealedEntry): Opened {
    const [iv, tag] = [sealed.subarray(0, IV_BYTES), sealed.subarray(-TAG_BYTES)];
    const decipher = createDecipheriv(CIPHER, this.#key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(this.#place(slot));
    decipher.setAuthTag(tag);
    const padded = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    const text = padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt32BE());
    return JSON.parse(text.toString('utf8')) as Opened;
  }

  #name(of: 'member' | 'receipt', id: string): string {
    return createHmac('sha256', this.#key).update(`${of} ${id}`).digest('base64url');
  }

  /** An entry counts only where it was put. */
  #place(slot: string): Buffer {
    return Buffer.from(`${this.#round} ${slot}`);
  }
}

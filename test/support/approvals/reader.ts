import { signerOf, verifyEd25519, type Signer } from '../../../server/base/crypto';
import type { Workspace } from '../../../server/workspace';
import type { RecordKeeper } from '../../../server/record/keeper';
import { fromBase64Url } from '../../../shared/domain/ids';
import { RecordBook } from '../../../shared/domain/verify/book';
import type { RecordFault } from '../../../shared/domain/verify/chain';

/**
 * Somebody who reads what a host appends, by the rules of all readers, each entry once. A key makes the same signature of
 * a text whenever it is asked. So what was signed in this process is compared with that, byte for byte, which takes a
 * fraction of the time of verifying it; all else is verified.
 */
export class Reader {
  readonly #workspace: RecordKeeper;
  readonly #host: Signer;
  readonly #made = new Map<string, string>();
  readonly #book: RecordBook;
  readonly #read = new Map<string, number>();

  constructor({ facts, record }: Workspace) {
    this.#workspace = record;
    this.#host = signerOf(fromBase64Url(facts.hostSeed) ?? new Uint8Array());
    this.#book = new RecordBook(
      (publicKey, text, sig) =>
        this.#signature(publicKey, text) === sig || verifyEd25519(publicKey, text, sig),
    );
  }

  /** A signer whose signatures are known here. */
  knowing(signer: Signer): Signer {
    return {
      publicKey: signer.publicKey,
      sign: (text) => {
        const sig = signer.sign(text);
        this.#made.set(`${signer.publicKey} ${text}`, sig);
        return sig;
      },
    };
  }

  /** The first fault of a record or of the workspace's, from where each was read to. */
  async faultOf(record: RecordKeeper): Promise<RecordFault | null> {
    const fault = (await this.#readOn(this.#workspace)) ?? (await this.#readOn(record));
    this.#made.clear();
    return fault;
  }

  #readOn({ board, entries }: RecordKeeper): Promise<RecordFault | null> {
    const fresh = entries.slice(this.#read.get(board) ?? 0);
    this.#read.set(board, entries.length);
    return this.#book.check(board, fresh);
  }

  #signature(publicKey: string, text: string): string | undefined {
    return publicKey === this.#host.publicKey
      ? this.#host.sign(text)
      : this.#made.get(`${publicKey} ${text}`);
  }
}

import { Mutex } from 'async-mutex';
import { WORKSPACE } from '../../shared/domain/record';
import { RecordBook } from '../../shared/domain/verify/book';
import type { RecordFault } from '../../shared/domain/verify/chain';
import { verifyEd25519 } from '../base/crypto';
import type { RecordKeeper } from './keeper';

/** Lets whoever waits for the event loop have it between two lots of signatures. */
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Checked {
  readonly size: number;
  readonly fault: RecordFault | null;
}

/**
 * The host's own look at its records, by the very rules that readers apply (`shared/domain/verify`). What was checked
 * once is not checked again, so that asking often costs nothing.
 */
export class Audit {
  readonly #workspace: RecordKeeper;
  readonly #book = new RecordBook(verifyEd25519);
  readonly #checked = new Map<string, Checked>();
  /** What was checked is added to by one check after the other. */
  readonly #turns = new Mutex();

  constructor(workspace: RecordKeeper) {
    this.#workspace = workspace;
  }

  /** The first fault of a record, or of the workspace's that it rests on. */
  faultOf(record: RecordKeeper): Promise<RecordFault | null> {
    return this.#turns.runExclusive(async () => {
      // Counted first: what the workspace's record says by then is all that they can name.
      const size = record.entries.length;
      const whole = await this.#checkUpTo(this.#workspace, this.#workspace.entries.length);
      if (record.board === WORKSPACE) return whole;
      return whole ? { seq: whole.seq, fault: 'workspace' as const } : this.#checkUpTo(record, size);
    });
  }

  async #checkUpTo(record: RecordKeeper, size: number): Promise<RecordFault | null> {
    const before = this.#checked.get(record.board) ?? { size: 0, fault: null };
    if (before.fault) return before.fault;
    const fresh = record.entries.slice(before.size, size);
    const fault = await this.#book.check(record.board, fresh, { pause });
    this.#checked.set(record.board, { size, fault });
    return fault;
  }
}

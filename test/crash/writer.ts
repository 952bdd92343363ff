import * as Y from 'yjs';
import { openBoardDoc, root } from '../../shared/doc/board-doc';
import { SYNC } from '../../shared/sync/protocol';
import type { TestMember } from '../support/clients/clients';
import { RawClient } from '../support/clients/raw-client';
import type { Ledger } from './ledger';

/** Where a change came from that somebody else made. */
const OTHERS = 'others';

/** What one message brings: notes or plans that are there then, with that value; or what it takes away. */
interface Change {
  readonly keys: readonly string[];
  readonly value?: number;
  readonly acknowledged?: () => void;
}

/**
 * One client on a board that writes as fast as the host answers, and promises both what of its own was
 * acknowledged and what of others it was shown.
 */
export class Writer {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly #raw: RawClient;
  readonly #board: string;
  readonly #ledger: Ledger;
  readonly #sent: Change[] = [];
  /** How many of the sent ones are noted. */
  #noted = 0;
  #heard = 0;
  #writing: Change = { keys: [] };

  private constructor(raw: RawClient, board: string, ledger: Ledger) {
    this.#raw = raw;
    this.#board = board;
    this.#ledger = ledger;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === OTHERS) return;
      this.#sent.push(this.#writing);
      raw.sendSync(SYNC.update, update);
    });
    raw.onHeard = () => this.#hear();
  }

  static async open(member: TestMember, board: string, ledger: Ledger): Promise<Writer> {
    const writer = new Writer(await RawClient.open(member, `board:${board}`), board, ledger);
    writer.#raw.sendSync(SYNC.step1, Y.encodeStateVector(writer.doc));
    return writer;
  }

  get gone(): boolean {
    return this.#raw.closed !== null;
  }

  /** How many of its messages the host has settled. */
  get settled(): number {
    return this.#raw.settled;
  }

  /** Writes notes until the connection ends; never more than `ahead` before the host. */
  async write(name: string, ahead: number): Promise<void> {
    for (let count = 0; !this.gone; count++) {
      await this.#note(`${name}-${count}`, count, ahead);
      if (count % 5 === 4) await this.#takeAway(`${name}-${count - 3}`, ahead);
    }
  }

  /** Writes so many changes of a few notes, which make a long log and no large board. */
  async crowd(name: string, changes: number): Promise<void> {
    for (let count = 0; !this.gone && count < changes; count++)
      await this.#note(`${name}-${count % 20}`, count, 200);
  }

  /** Makes one change; `keys` are the notes or plans that are there once it is acknowledged, notes with that value. */
  change(keys: readonly string[], make: () => void, value?: number): void {
    this.#writing = value === undefined ? { keys } : { keys, value };
    make();
  }

  /** Resolves once everything sent is settled, or the connection has ended. */
  settle(): Promise<void> {
    return this.#raw.until(() => this.gone || this.#raw.settled === this.#sent.length);
  }

  /** Resolves once the connection has ended. */
  end(): Promise<void> {
    return this.#raw.until(() => this.gone);
  }

  close(): void {
    this.#raw.close();
  }

  async #note(key: string, value: number, ahead: number): Promise<void> {
    this.change([key], () => root(this.doc, 'notes').set(key, value), value);
    await this.#raw.until(() => this.gone || this.#sent.length - this.#raw.settled < ahead);
  }

  async #takeAway(key: string, ahead: number): Promise<void> {
    if (this.gone) return;
    this.#writing = { keys: [], acknowledged: this.#ledger.deleting(this.#board, key) };
    root(this.doc, 'notes').delete(key);
    await this.#raw.until(() => this.gone || this.#sent.length - this.#raw.settled < ahead);
  }

  /** Notes what the last message promised. */
  #hear(): void {
    const refused = new Set(this.#raw.refused.map(({ message }) => message));
    for (; this.#noted < this.#raw.settled; this.#noted++)
      if (!refused.has(this.#noted + 1)) {
        const { keys, value, acknowledged }: Change = this.#sent[this.#noted] ?? { keys: [] };
        acknowledged?.();
        for (const key of keys) this.#ledger.edit(this.#board, key, value);
      }
    for (const { sync, bytes, json } of this.#raw.heard.slice(this.#heard)) this.#see(sync, bytes, json);
    this.#heard = this.#raw.heard.length;
  }

  #see(sync: number | undefined, bytes: Uint8Array | undefined, json: unknown): void {
    if (bytes && (sync === SYNC.update || sync === SYNC.step2)) {
      const seen = (event: Y.YMapEvent<unknown>) => {
        for (const key of event.keysChanged)
          this.#ledger.edit(this.#board, String(key), notes.get(String(key)));
      };
      const notes = root(this.doc, 'notes') as unknown as Y.Map<unknown>;
      notes.observe(seen);
      Y.applyUpdate(this.doc, bytes, OTHERS);
      notes.unobserve(seen);
    }
    const { entries } = (json ?? {}) as { entries?: { board: string; seq: number; hash: string }[] };
    for (const entry of entries ?? []) this.#ledger.entry(entry);
  }
}

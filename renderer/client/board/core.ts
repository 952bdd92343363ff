import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { openBoardDoc } from '../../../shared/doc/board-doc';
import { carryOver } from '../../../shared/doc/carry-over';
import { ORIGIN } from '../../../shared/doc/commands';
import { BoardLink, type BoardLinkOptions } from '../connection/board-link';
import { Acknowledgements } from './saving/acknowledgements';
import { Arriving } from './saving/arriving';
import type { LocalStore } from '../device/local-store';
import { OwnCopy } from '../copy/own-copy';
import type { EndReason } from '../connection/reconnector';
import type { Outcome } from '../connection/outcome';
import type { Refusal, Saved } from './types';
import type { Durable, HostMessage, StorageHealth } from '../../../shared/sync/protocol';
import { Touches, type Touch, type Unsent } from '../copy/unsent';
import type { Place } from './undo/changes';
import { isPuttingTogether } from './undo/composition';
import { Steps } from './undo/steps';

export interface BoardCoreOptions extends Pick<BoardLinkOptions, 'board' | 'syncUrl' | 'socket'> {
  readonly store: LocalStore;
  readonly copyName: string;
  readonly run: string;
  readonly ticket: () => Promise<Outcome<string>>;
  /** Guests show nothing of themselves: the host presents them. */
  readonly silent: boolean;
  readonly on: {
    /** Saved state, or that there is something to show, or that undoing became possible. */
    readonly changed: () => void;
    /** What the host says, but for what it has made durable. */
    readonly message: (message: HostMessage) => void;
    readonly people: () => void;
    readonly ended: (reason: EndReason) => void;
    /** Somebody else writes under this document's client ID: it takes another core. */
    readonly idTaken: () => void;
    /** The copy holds changes under a client ID that is another member's: the host will never take them so. */
    readonly foreign: () => void;
    /** A text that was taken back finds a colleague's in its place. */
    readonly refused: (place: Place, text: string | number) => void;
  };
  /** Whether something was stated about a plan. */
  readonly isStated: (planId: string) => boolean;
}

/** Gaps heal by connecting anew; one that stays is not healed by trying for ever. */
const GAPS_BEFORE_GIVING_UP = 3;

/** One document of one board with all that hangs on it; a new epoch or client ID means a new core. */
export class BoardCore {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly awareness = new Awareness(this.doc);
  readonly steps: Steps;
  readonly #o: BoardCoreOptions;
  readonly #copy: OwnCopy;
  readonly #acknowledgements = new Acknowledgements();
  readonly #touches = new Touches();
  #link: BoardLink | null = null;
  #destroyed = false;
  #loaded = false;
  #connection: 'first' | 'online' | 'synced' | 'lost' = 'first';
  #refusal: Refusal | null = null;
  #gaps = 0;
  #hostStorage: StorageHealth = 'ok';
  /** Of the update that arrives at this moment, once somebody has asked: seldom. */
  #arriving: Arriving | null = null;

  constructor(options: BoardCoreOptions) {
    this.#o = options;
    this.#copy = new OwnCopy({
      store: options.store,
      name: options.copyName,
      run: options.run,
      doc: this.doc,
      onKept: () => this.#keptMore(),
    });
    this.setSilent(options.silent);
    this.steps = new Steps({
      doc: this.doc,
      changed: options.on.changed,
      refused: options.on.refused,
      isStated: options.isStated,
      isPuttingTogether,
    });
    this.#touches.follow(this.doc);
    // Before any link listens, so that a change is counted before the message that carries it.
    this.doc.on('update', this.#keep);
    this.awareness.on('change', options.on.people);
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  get online(): boolean {
    return this.#connection === 'synced';
  }

  /** Nothing was written under this document's client ID that the host does not have. */
  get unused(): boolean {
    return this.#acknowledgements.pending === 0;
  }

  get saved(): Saved {
    const { pending } = this.#acknowledgements;
    const kept = Math.min(pending, this.#copy.kept);
    if (this.#refusal) return { state: 'refused', reason: this.#refusal };
    if (this.#connection === 'lost') return { state: 'offline', pending, kept };
    if (this.#hostStorage !== 'ok' && pending > 0) return { state: 'host-full', pending, kept };
    return this.#connection === 'synced' && pending === 0 ? { state: 'saved' } : { state: 'saving', pending };
  }

  /** Where this device's user wrote what the host has not acknowledged. */
  get touches(): readonly Touch[] {
    return this.#touches.list;
  }

  /**
   * Whether the one who deleted something, by what arrives at this moment, had seen it. Of what is not acknowledged nobody
   * knows: the host may have it, and have lost it to somebody who had not.
   */
  wasSeen(id: Y.ID): boolean {
    const update = this.#link?.arriving ?? null;
    if (update !== null && update !== this.#arriving?.update) this.#arriving = new Arriving(update);
    return (this.#arriving?.names(id) ?? true) && !this.#touches.has(id);
  }

  /** The host says whether it can save; it has everybody come back who waits for that. */
  hostStorage(health: StorageHealth): void {
    this.#hostStorage = health;
    this.#o.on.changed();
  }

  /** Opens this device's copy, then connects. */
  async open(): Promise<void> {
    const { store, clientID } = this.doc;
    const writtenHere = Y.getState(store, clientID);
    const left = await this.#copy.load();
    if (this.#destroyed) return;
    // What this run writes under an ID that stands in the copy already would be taken for what stands there.
    if (writtenHere === 0 && Y.getState(store, clientID) > 0) return this.#o.on.idTaken();
    this.#acknowledgements.changed(left?.pending ?? 0);
    if (left) this.#touches.add(left);
    this.#loaded = left !== null;
    this.#link = this.#connect();
    this.#o.on.changed();
    this.#link.start();
  }

  /** Connects again where the host had said that there was no way in any more. */
  letInAgain(): void {
    this.#link?.start();
  }

  /** What stood in the way is gone: what was refused for it goes out with a new connection. */
  tryAgain(reason: Refusal): void {
    if (this.#refusal !== reason) return;
    this.#refusal = null;
    this.#link?.restart();
    this.#o.on.changed();
  }

  setSilent(silent: boolean): void {
    if (silent !== (this.awareness.getLocalState() === null))
      this.awareness.setLocalState(silent ? null : {});
  }

  /**
   * Writes this user's unsaved changes anew into the host's document, under its client ID, and puts that in the place
   * of this device's copy; another core is to open it. What is typed meanwhile goes along.
   * @returns false when that could not be stored: then the old copy stays as it is
   */
  async writeAnew(host: Y.Doc): Promise<boolean> {
    let typed = true;
    const note = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      typed ||= local;
    };
    const merge = (updates: readonly Uint8Array[]) => {
      for (const update of [...updates, Y.encodeStateAsUpdate(host)])
        Y.applyUpdate(this.doc, update, ORIGIN.restored);
      carryOver(this.doc, host);
      return Y.encodeStateAsUpdate(host);
    };
    this.doc.on('update', note);
    try {
      while (typed) {
        typed = false;
        await this.#copy.remake(merge);
      }
      return true;
    } catch {
      return false;
    } finally {
      this.doc.off('update', note);
    }
  }

  /** Resolves when this device's copy holds everything. */
  flush(): Promise<void> {
    return this.#copy.flush();
  }

  /** @returns when this device's copy holds everything, or could not be made to */
  destroy(): Promise<void> {
    this.#destroyed = true;
    this.#link?.destroy();
    this.steps.destroy();
    this.awareness.destroy();
    this.doc.off('update', this.#keep);
    this.doc.destroy();
    return this.#copy.close();
  }

  #connect(): BoardLink {
    const { board, syncUrl, socket, ticket, on } = this.#o;
    return new BoardLink({
      doc: this.doc,
      awareness: this.awareness,
      board,
      syncUrl,
      socket,
      ticket,
      on: {
        connected: () => {
          this.#acknowledgements.connected();
          this.#hostStorage = 'ok';
          this.#move('online');
        },
        sent: () => this.#acknowledgements.sent(),
        durable: (durable) => this.#acknowledged(durable),
        message: on.message,
        synced: () => {
          this.#copy.seen();
          this.#loaded = true;
          this.#move('synced');
        },
        lost: () => {
          on.people();
          this.#move('lost');
        },
        ended: (reason) => {
          if (reason === 'too-large') this.#refusal = reason;
          on.changed();
          on.ended(reason);
        },
      },
    });
  }

  #move(connection: 'online' | 'synced' | 'lost'): void {
    this.#connection = connection;
    this.#o.on.changed();
  }

  /** How much is kept is told only where the host does not have it. */
  #keptMore(): void {
    if (!this.#destroyed && 'kept' in this.saved) this.#o.on.changed();
  }

  #acknowledged(durable: Durable): void {
    this.#settle(this.#acknowledgements.settled(durable));
    if (durable.refused.some(({ reason }) => reason === 'foreign-client')) this.#o.on.foreign();
  }

  #settle(refusal: Refusal | null): void {
    if (this.#acknowledgements.pending === 0) this.#touches.clear();
    this.#copy.unsent(this.#unsent);
    // A new connection may have brought what was refused on the one before.
    if (this.#acknowledgements.pending === 0) this.#refusal = null;
    if (refusal === null) this.#gaps = 0;
    else if (refusal === 'gap' && this.#gaps++ < GAPS_BEFORE_GIVING_UP) this.#link?.restart();
    // The host ends the connection when it is worth trying again, and a new one brings everything.
    else if (refusal !== 'storage') this.#refusal = refusal;
    this.#o.on.changed();
  }

  get #unsent(): Unsent {
    const { list: touches, since } = this.#touches;
    return { pending: this.#acknowledgements.pending, touches, since };
  }

  readonly #keep = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    if (origin === ORIGIN.restored) return;
    if (transaction.local) this.#acknowledgements.changed();
    this.#copy.add(update, this.#unsent);
    if (transaction.local) this.#o.on.changed();
  };
}

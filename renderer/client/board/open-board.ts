import type * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { briefOf, writtenBy } from '../../../shared/doc/board-doc';
import { briefWithOwn } from '../../../shared/doc/own-words';
import type { Json } from '../../../shared/domain/json';
import { MESSAGE, type HostMessage } from '../../../shared/sync/protocol';
import { boardActions } from './board-actions';
import type { BoardSurroundings } from './board-surroundings';
import { BoardCore } from './core';
import { Overwrites, type Unsent } from './undo/overwritten';
import { OwnEdits } from './own-edits';
import { Projection } from './projection';
import { NOTHING_PROJECTED, NOTHING_SHOWN, type BoardStore } from './shown';
import { contentOf, type ParkedContent } from '../copy/parked';
import { colorOf, peopleOf } from './presence';
import { boardTicket, hostDocument } from './saving/host-document';
import { connectNow, type EndReason } from '../connection/reconnector';
import { faultOf, RecordReader } from '../record/reader';
import { recordTools, type RecordTools } from '../record/tools';
import { Statements } from '../record/statements';
import { whenSaved } from './saving/when-saved';
import { onNewDay, todayStore } from '../device/today';
import { unsentPlans } from '../copy/unsent-texts';
import type { Touch } from '../copy/unsent';
import { untilRead } from '../copy/until-read';
import type { BoardActions, BriefBinding, Refusal } from './types';
import type { Outcome } from '../connection/outcome';

const SAVED_WITHIN_MS = 15_000;
const EPOCH_RETRY_MS = 3000;
/** Why a board is closed to somebody who may be let in again. */
const REMOVED: EndReason = 'removed';
/** Why the host refuses what it may take another time. */
const OF_RIGHTS = ['read-only', 'archived'] as const;
/** A host that refuses what it says one may do is not asked for ever. */
const TRIES = 3;

/** One open board: its document, record and people on one store, kept fresh until it is closed. */
export class OpenBoard {
  readonly store: StoreApi<BoardStore>;
  readonly actions: BoardActions;
  /** What this member writes in plans, apart from what others do. */
  readonly ownEdits = new OwnEdits();
  readonly recordTools: RecordTools;
  readonly #surroundings: BoardSurroundings;
  readonly #boardId: string;
  readonly #record: RecordReader;
  readonly #statements: Statements;
  readonly #stop: (() => void)[];
  /** The same object for the same fragment, as React compares by identity. */
  readonly #briefs = new Map<string, BriefBinding>();
  #core: BoardCore;
  #overwrites: Overwrites;
  /** The one the core belongs to: its document must never reach another. */
  #epoch = '';
  #projection: Projection | null = null;
  readonly #closing = new AbortController();
  #writesAnew = false;
  /** Aborted once the host lets nobody in here any more. */
  #over = new AbortController();
  #views = 0;
  #wasOnline = false;
  /** How often what was refused for want of a right was sent again, though none was missing, since all was saved. */
  #triedAgain = 0;

  constructor(boardId: string, surroundings: BoardSurroundings) {
    this.#boardId = boardId;
    this.#surroundings = surroundings;
    this.store = createStore<BoardStore>(() => ({ ...NOTHING_SHOWN, boardId }));
    this.#record = new RecordReader({
      ...surroundings,
      board: boardId,
      changed: () => this.#recordChanged(),
    });
    this.recordTools = recordTools(boardId, this.#record, surroundings.checks, surroundings.workspaceEntries);
    this.#statements = new Statements({
      ...surroundings,
      board: boardId,
      record: this.#record,
      fault: () => faultOf(this.#record, surroundings),
      saved: async () => {
        const { state } = this.store.getState().saved;
        if (state === 'offline') connectNow();
        return state === 'saved' || whenSaved(this.store, surroundings.savedWithinMs ?? SAVED_WITHIN_MS);
      },
      unsavedBecause: () => (this.store.getState().saved.state === 'host-full' ? 'read-only' : 'offline'),
      digest: (planId) => this.#digestOf(planId),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    this.#core = this.#newCore();
    this.#overwrites = this.#newOverwrites(this.#core);
    this.actions = boardActions({
      doc: () => this.#core.doc,
      steps: () => this.#core.steps,
      overwrites: () => this.#overwrites,
      board: () => this.store.getState(),
      me: surroundings.me,
      random: surroundings.random,
      now: surroundings.now,
      setPresence: ({ plan, field }) => this.#setPresence(plan ?? null, field ?? null),
      makeStatement: (draft) => this.#statements.make(draft),
      unsent: () => unsentPlans(this.#core.doc, this.#core.touches),
    });
    this.#stop = [surroundings.onPeople(this.#viewChanged), onNewDay(this.#viewChanged)];
    void this.#open();
  }

  /** Whether what a plain field of a plan says was written by this member, on whatever device of his. */
  isOwnField(planId: string, field: string): boolean {
    const client = writtenBy(this.#core.doc, planId, field);
    return client !== null && this.#isOwn(client);
  }

  /** A plan's brief with what this member wrote of it covered: see {@link briefWithOwn}. */
  briefWithOwn(planId: string): Json | null {
    return briefWithOwn(this.#core.doc, planId, this.#isOwn);
  }

  /** Whether a client is one of this member's. */
  readonly #isOwn = (client: number): boolean =>
    client === this.#core.doc.clientID ||
    this.store.getState().owners.get(client) === this.#surroundings.me().id;

  /** What an editor of a plan's brief binds to; null when there is no such plan. */
  brief(planId: string): BriefBinding | null {
    const fragment = briefOf(this.#core.doc, planId);
    const { id, name } = this.#surroundings.me();
    const known = this.#briefs.get(planId);
    if (known?.fragment === fragment && known?.user.name === name) return known;
    if (!fragment) {
      this.#briefs.delete(planId);
      return null;
    }
    const binding = { fragment, awareness: this.#core.awareness, user: { name, color: colorOf(id) } };
    this.#briefs.set(planId, binding);
    return binding;
  }

  /**
   * The board is on the screen: its user is shown to be here. A board that is only kept open or watched shows
   * nobody. @returns how to say that it no longer is
   */
  show(): () => void {
    this.#views += 1;
    this.#core.setSilent(this.#silent);
    return () => {
      this.#views -= 1;
      this.#core.setSilent(this.#silent);
    };
  }

  /** What of a parked document is not on this board. */
  compare(parked: Y.Doc): ParkedContent {
    return contentOf(parked, this.#core.doc);
  }

  /** Fetches what is new in the record; the answer of whoever waits for it is in the store. */
  async refresh(): Promise<void> {
    await this.#record.refresh();
  }

  /** Resolves when everything is in this device's own copy. */
  flush(): Promise<void> {
    return this.#core.flush();
  }

  /** Resolves once the board is here as the host has it or, out of its reach, as this device has it; or `signal` is given. */
  loaded(signal?: AbortSignal): Promise<void> {
    return this.#until(({ loaded, saved }) => loaded && saved.state !== 'saving', signal);
  }

  /** Resolves once the host has everything that was written here or does not take it: it has no room, or says why not. */
  settled(): Promise<void> {
    return this.#until(
      ({ saved: { state } }) =>
        state === 'saved' || state === 'host-full' || (state === 'refused' && !this.#writesAnew),
    );
  }

  /** Resolves once something holds, nobody is let in any more, or nobody waits for it. */
  #until(holds: (state: BoardStore) => boolean, ...signals: (AbortSignal | undefined)[]): Promise<void> {
    return new Promise((resolve) => {
      const ends = [this.#closing.signal, this.#over.signal, ...signals];
      const look = () => {
        if (!holds(this.store.getState()) && !ends.some((signal) => signal?.aborted)) return;
        stop();
        resolve();
      };
      // A refusal under one client ID is followed by the writing under another: it is looked at behind that.
      const stop = this.store.subscribe(() => queueMicrotask(look));
      for (const signal of ends) signal?.addEventListener('abort', look);
      look();
    });
  }

  letInAgain(): void {
    if (this.#over.signal.reason !== REMOVED) return;
    this.#over = new AbortController();
    this.#core.letInAgain();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    for (const stop of this.#stop) stop();
    this.#record.close();
    this.#projection?.destroy();
    return this.#core.destroy();
  }

  async #open(): Promise<void> {
    await untilRead(() => this.#record.load(), this.#closing.signal);
    if (!this.#closing.signal.aborted) await this.#openCore();
  }

  #newCore(): BoardCore {
    const { store, socket, syncUrl, run, ended } = this.#surroundings;
    const epoch = this.#surroundings.epoch();
    this.#epoch = epoch;
    return new BoardCore({
      store,
      socket,
      syncUrl,
      board: this.#boardId,
      copyName: this.#copyName,
      run,
      silent: this.#silent,
      ticket: () => this.#ticket(epoch),
      isStated: (planId) => this.store.getState().entries.some(({ plan }) => plan === planId),
      on: {
        changed: () => this.#coreChanged(),
        message: (message) => this.#message(message),
        people: () => this.#peopleChanged(),
        ended: (reason) => {
          if (reason === 'epoch') return void this.#newEpoch();
          this.#over.abort(reason);
          ended(reason);
        },
        idTaken: () => void this.#replaceCore(),
        foreign: () => void this.#writeAnew(),
        refused: (place, text) => this.#overwrites.offer(place, text, { isSince: true }),
      },
    });
  }

  /** Before any projection of the document: it asks what stood on the board until now. */
  #newOverwrites({ doc }: BoardCore): Overwrites {
    const { store, random, me } = this.#surroundings;
    return new Overwrites({
      doc,
      store,
      name: this.#copyName,
      random,
      me: () => me().id,
      owner: (clientId) => this.store.getState().owners.get(clientId),
      isUnsent: (place) => isTouched(this.#core.touches, place),
      wasSeen: (id) => this.#core.wasSeen(id),
      planOf: (planId) => this.store.getState().plans.get(planId)?.json,
      changed: () => this.store.setState({ overwritten: this.#overwrites.list }),
    });
  }

  get #copyName(): string {
    return `${this.#surroundings.name}/${this.#boardId}/${this.#epoch}`;
  }

  async #openCore(): Promise<void> {
    const core = this.#core;
    await untilRead(() => this.#overwrites.load(), this.#closing.signal);
    await untilRead(() => core.open(), this.#closing.signal);
    if (this.#closing.signal.aborted || core !== this.#core) return;
    this.#projection = new Projection(
      core.doc,
      this.#surroundings.me(),
      todayStore.getState().date,
      (shown) => this.store.setState(shown),
      this.ownEdits,
    );
    this.#projection.setEntries(this.#record.entries);
    this.store.setState(({ core: count }) => ({ core: count + 1 }));
    this.#coreChanged();
    this.#peopleChanged();
  }

  /** @param shown what is on the screen until the other one is there: what was, unless said */
  async #replaceCore(shown?: typeof NOTHING_PROJECTED): Promise<void> {
    const old = this.#core;
    // What is typed until then still goes into the old copy.
    await old.flush();
    if (this.#closing.signal.aborted || old !== this.#core) return;
    this.#projection?.destroy();
    this.#projection = null;
    this.#core = this.#newCore();
    this.#overwrites = this.#newOverwrites(this.#core);
    if (shown) this.store.setState({ ...shown, loaded: false });
    await old.destroy();
    if (this.#closing.signal.aborted) return;
    await this.#openCore();
  }

  /** Unsaved changes stand under a client ID that is somebody else's: they are written again under a new one. */
  async #writeAnew(): Promise<void> {
    if (this.#writesAnew) return;
    this.#writesAnew = true;
    const core = this.#core;
    const epoch = this.#epoch;
    const door = { ...this.#surroundings, board: this.#boardId, ticket: () => this.#ticket(epoch) };
    try {
      const host = await hostDocument(door, this.#closing.signal);
      const written = host && core === this.#core && (await core.writeAnew(host));
      if (written && !this.#closing.signal.aborted) await this.#replaceCore();
    } finally {
      this.#writesAnew = false;
    }
  }

  /** The workspace was restored: this copy stays where it is, under the old epoch's name, and a new one begins. */
  async #newEpoch(): Promise<void> {
    const { epoch, renewEpoch } = this.#surroundings;
    while (!this.#closing.signal.aborted && (!(await renewEpoch()) || epoch() === this.#epoch))
      await new Promise((resolve) => setTimeout(resolve, EPOCH_RETRY_MS));
    if (this.#closing.signal.aborted) return;
    await this.#replaceCore(NOTHING_PROJECTED);
  }

  #ticket(epoch: string): Promise<Outcome<string>> {
    return boardTicket(this.#surroundings.api, this.#boardId, epoch);
  }

  #message(message: HostMessage): void {
    if (message.type === MESSAGE.clients) return this.#ownersPublished(message.value);
    if (message.type === MESSAGE.changed && message.value.what === 'storage')
      this.#core.hostStorage(message.value.health);
    if (message.type === MESSAGE.record && message.value.board === this.#boardId)
      void this.#record.take(message.value.entries);
    else this.#surroundings.pushed(message);
  }

  #ownersPublished(published: Readonly<Record<string, string>>): void {
    const fresh = Object.entries(published).map(([client, member]) => [Number(client), member] as const);
    const owners = new Map([...this.store.getState().owners, ...fresh]);
    this.store.setState({ owners });
    this.#overwrites.ownersKnown();
    const holder = owners.get(this.#core.doc.clientID);
    if (holder !== undefined && holder !== this.#surroundings.me().id && this.#core.unused)
      void this.#replaceCore();
  }

  #recordChanged(): void {
    this.store.setState({ fault: faultOf(this.#record, this.#surroundings), entries: this.#record.entries });
    this.#projection?.setEntries(this.#record.entries);
  }

  #coreChanged(): void {
    const { loaded, saved, steps, online } = this.#core;
    const before = this.store.getState();
    const refused = saved.state === 'refused' ? saved.reason : null;
    const isNew = before.saved.state !== 'refused' || (online && !this.#wasOnline);
    this.store.setState({
      loaded: before.loaded || (loaded && this.#projection !== null),
      saved: same(saved, before.saved) ? before.saved : saved,
      canUndo: steps.canUndo,
      canRedo: steps.canRedo,
    });
    if (online && !this.#wasOnline) void this.#record.refresh();
    this.#wasOnline = online;
    if (saved.state === 'saved') this.#triedAgain = 0;
    if (isNew && isOfRights(refused)) void this.#askRights();
  }

  /** The host refuses for a right that this member may have again before this window heard that it was gone. */
  async #askRights(): Promise<void> {
    if (this.#triedAgain++ >= TRIES) return;
    if (await this.#surroundings.askRights()) this.#tryAgain();
  }

  #tryAgain(): void {
    if (this.#closing.signal.aborted || !this.#surroundings.mayWrite(this.#boardId)) return;
    for (const reason of OF_RIGHTS) this.#core.tryAgain(reason);
  }

  #peopleChanged(): void {
    const { awareness, doc } = this.#core;
    const { me, members } = this.#surroundings;
    const people = peopleOf(awareness.getStates(), doc.clientID, me(), members());
    // Carets move all the time; who is where does not.
    if (!same(people, this.store.getState().people)) this.store.setState({ people });
  }

  readonly #viewChanged = (): void => {
    const me = this.#surroundings.me();
    this.#core.setSilent(this.#silent);
    // Of what stood here as a guest's, nothing else would tell that it may go out now.
    this.#tryAgain();
    this.store.setState({ fault: faultOf(this.#record, this.#surroundings) });
    this.#projection?.setView(me, todayStore.getState().date);
    this.#peopleChanged();
  };

  /** Guests say nothing of themselves: the host presents them. */
  get #silent(): boolean {
    return this.#views === 0 || this.#surroundings.me().role === 'guest';
  }

  #setPresence(plan: string | null, field: string | null): void {
    const { awareness } = this.#core;
    const state = awareness.getLocalState();
    if (state === null || (state['plan'] === plan && state['field'] === field)) return;
    awareness.setLocalState({ ...state, plan, field });
  }

  #digestOf(planId: string): string | null {
    const { plans, gone, deletedAgreed } = this.store.getState();
    const deleted = [...gone.map(({ row }) => row), ...deletedAgreed];
    return (plans.get(planId) ?? deleted.find(({ id }) => id === planId))?.digest ?? null;
  }
}

function isOfRights(refusal: Refusal | null): boolean {
  return OF_RIGHTS.some((reason) => reason === refusal);
}

function isTouched(touches: readonly Touch[], place: Unsent): boolean {
  return touches.some(
    ({ root, id, part }) =>
      root === place.root &&
      id === place.id &&
      (part === null || place.part === undefined || part === place.part),
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

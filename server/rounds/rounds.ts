import type { RoundRow, RoundView } from '../../shared/api/rounds';
import { belowNotes, revealNotes } from '../../shared/doc/revealed-notes';
import { newId, toBase64Url } from '../../shared/domain/ids';
import type { JsonObject } from '../../shared/domain/json';
import type { Refusal } from '../../shared/domain/policy';
import { entryIn, isEmpty, type Entry, type EntryBody } from '../../shared/domain/rounds/entry';
import { joinedResult, resultOf, splitResult, type RoundResult } from '../../shared/domain/rounds/result';
import {
  mayCloseRound,
  mayEnterRound,
  mayOpenRound,
  type OpenRoundBody,
  type RoundOptions,
  type RoundState,
  type ShownHands,
} from '../../shared/domain/rounds/round';
import { planStatus } from '../../shared/domain/status';
import { dayOf, instantOf } from '../base/ports';
import { ProblemError } from '../base/problem';
import type { BoardRoom } from '../board/board-room';
import { present } from '../people/owners';
import { isReadOnly } from '../storage/guarded';
import type { StoredMember, StoredRound } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';
import type { RoundKeys } from './keys';
import { Seal, type Opened } from './seal';
import { Tally } from './tally';

/** What rounds ask about workshops. */
export interface Sessions {
  /** Who leads a workshop of this board; null when there is no such workshop. */
  facilitatorOf(board: string, session: string): Promise<string | null>;
  /** Whether a member came by the link of a workshop, for that one alone. */
  isWalkIn(member: StoredMember): boolean;
}

export interface RoundsPorts {
  readonly workspace: Workspace;
  readonly keys: RoundKeys;
  readonly sessions: Sessions;
  readonly inBoard: <T>(board: string, task: (room: BoardRoom) => T | Promise<T>) => Promise<T>;
  /** Writes what does not go through the storage; a disk in trouble is told apart. */
  readonly guarded: <T>(write: () => Promise<T>) => Promise<T>;
  /** Tells those who may read the board that a round was opened or closed. */
  readonly changed: (round: StoredRound) => void;
}

/**
 * The sealed rounds of all boards (docs/spec/rounds.md). Everything that changes one goes through the line of its board,
 * so that no entry comes between the counting of the others and their end.
 */
export class Rounds {
  readonly #ports: RoundsPorts;
  /** Who has answered in open rounds, as far as anybody asked. */
  readonly #tallies = new Map<string, Promise<Tally>>();
  /** The open rounds of workshops, in the order of their opening, each with its workshop. */
  readonly #inSessions = new Map<string, string>();

  constructor(ports: RoundsPorts) {
    this.#ports = ports;
  }

  /**
   * To be called before a host answers anybody: destroys keys that no open round needs, as a crash or a restore may leave
   * them, and ends rounds whose key is gone.
   */
  async sweep(): Promise<void> {
    const { keys } = this.#ports;
    const open = await this.#storage.openRounds();
    const lost = open.filter((round) => keys.of(round) === null);
    for (const round of keys.rounds())
      if (!open.includes(round) || lost.includes(round)) this.#destroyKey(round);
    for (const id of open) {
      const round = lost.includes(id) ? null : await this.#storage.round(id);
      if (round) this.#noteOpen(round);
    }
    if (lost.length === 0) return;
    await this.#storage.write({ endRounds: lost }).catch((error: unknown) => {
      // On a full disk they stay as they are: without a key nobody can read them.
      if (!isReadOnly(error)) throw error;
    });
  }

  /** After a restore: no round is open any more. */
  forget(): void {
    this.#tallies.clear();
    this.#inSessions.clear();
    for (const round of this.#ports.keys.rounds()) this.#destroyKey(round);
  }

  /** @returns the ID of the round. @throws ProblemError */
  open(caller: Caller, board: string, body: OpenRoundBody): Promise<string> {
    return this.#inTurn(caller, board, async (room, member) => {
      const { session, title, ...options } = body;
      const facilitator = session === undefined ? null : await this.#facilitatorOf(board, session);
      if (session !== undefined && facilitator === null)
        throw new ProblemError('not-found', 'there is no such workshop');
      allow(mayOpenRound(member, { facilitator, isWalkIn: this.#ports.sessions.isWalkIn(member) }));
      this.#checkGround(room, options);
      const id = newId(this.#random);
      const round: StoredRound = {
        id,
        board,
        session: session ?? null,
        title,
        options,
        openedBy: member.id,
        openedAt: instantOf(this.#workspace.ports.clock),
        closed: null,
      };
      await this.#keep(round);
      this.#tallies.set(id, Promise.resolve(new Tally([], [], this.#now)));
      this.#noteOpen(round);
      this.#ports.changed(round);
      return id;
    });
  }

  /** The round of a workshop that was opened last and is still open. No entry moves it. */
  openIn(session: string): string | null {
    return [...this.#inSessions].findLast(([, of]) => of === session)?.[0] ?? null;
  }

  /**
   * Puts what somebody enters in the place of what that person had entered.
   * @returns the receipt of a first answer to a pulse, else null. @throws ProblemError
   */
  enter(caller: Caller, board: string, id: string, body: EntryBody): Promise<string | null> {
    return this.#inTurn(caller, board, async (room, member) => {
      const round = await this.#round(board, id);
      const entry = entryIn(round.options, body);
      if (!entry) throw new ProblemError('malformed', 'this round asks for something else');
      const isWalkIn = this.#ports.sessions.isWalkIn(member);
      allow(mayEnterRound(member, entry.kind, isWalkIn));
      checkArchive(room);
      const seal = await this.#sealOf(round);
      if (entry.kind === 'pulse')
        return this.#answerPulse(id, seal, member, entry, 'receipt' in body ? body.receipt : undefined);
      const tally = await this.#tallyOf(round, seal);
      const slot = seal.placeOf(member.id);
      const hasAnswered = !isEmpty(entry);
      const sealed = hasAnswered ? seal.close({ entry, by: member.id, isWalkIn }, slot) : null;
      checkWritten(await this.#storage.write({ roundEntries: [{ round: id, slot, sealed }] }));
      tally.set(member.id, hasAnswered, this.#now);
      return null;
    });
  }

  /**
   * Counts what was entered, and ends the round: all of it or nothing.
   * @param hands what else was shown in the room, where people vote
   * @throws ProblemError
   */
  async close(caller: Caller, board: string, id: string, hands?: ShownHands): Promise<RoundView> {
    await this.#inTurn(caller, board, async (room, member) => {
      const round = await this.#round(board, id);
      const { session } = round;
      const facilitator = session === null ? null : await this.#facilitatorOf(board, session);
      allow(mayCloseRound(member, round.openedBy, facilitator));
      checkArchive(room);
      if (hands && !areTargets(round.options, Object.keys(hands)))
        throw new ProblemError('malformed', 'hands are shown for what the round is about');
      const answers = await this.#answersOf(round, await this.#sealOf(round));
      await this.#count(room, round, answers, member.id, hands);
      this.#tallies.delete(id);
      this.#inSessions.delete(id);
      this.#destroyKey(id);
      this.#ports.changed(round);
    });
    return this.view(caller, board, id);
  }

  /** The rounds of a board, oldest first. */
  async list(board: string): Promise<RoundRow[]> {
    const rounds = await this.#storage.rounds(board);
    return Promise.all(
      rounds.map(async ({ id }) => {
        const [round, state] = await this.#stateOf(board, id);
        return this.#rowOf(round, state);
      }),
    );
  }

  /** A round as whoever asks may see it. @throws ProblemError */
  async view({ member }: Caller, board: string, id: string): Promise<RoundView> {
    const [round, state, seal] = await this.#stateOf(board, id);
    const view = this.#viewOf(round, state);
    if (state === 'closed') return { ...view, ...(await this.#endOf(round)) };
    if (!seal || round.options.kind === 'pulse') return view;
    const slot = seal.placeOf(member.id);
    const sealed = await this.#storage.roundEntry(id, slot);
    const told = (await this.#tallyOf(round, seal)).toldAt(this.#now);
    const areHidden = round.options.kind === 'notes' && round.options.authors === 'hidden';
    return {
      ...view,
      ...(sealed ? { own: ownOf(seal.open({ slot, sealed }).entry) } : {}),
      ...(told ? { answered: told.length } : {}),
      ...(told && !areHidden ? { who: [...told] } : {}),
    };
  }

  /**
   * What came of rounds, as whoever may read the board sees it; then the others of a workshop, which were open when it ended and may
   * still be. What was erased of it is missing.
   */
  async outcomes(board: string, ids: readonly string[], session?: string): Promise<RoundView[]> {
    const rounds = await this.#storage.rounds(board);
    const named = ids.flatMap((id) => rounds.find((round) => round.id === id && round.closed) ?? []);
    const left = rounds.filter(
      (round) => session !== undefined && round.session === session && !ids.includes(round.id),
    );
    const outcomes: RoundView[] = [];
    for (const round of [...named, ...left]) {
      const [, state] = await this.#stateOf(board, round.id);
      outcomes.push({ ...this.#viewOf(round, state), ...(round.closed ? await this.#endOf(round) : {}) });
    }
    return outcomes;
  }

  /** Whether there can be such a round on the board as it stands. @throws ProblemError */
  #checkGround(room: BoardRoom, options: RoundOptions): void {
    checkArchive(room);
    if (options.kind === 'pulse' && !room.board.settings.pulse) throw wrongState('pulse-off');
    if (options.kind !== 'estimate') return;
    const plan = room.document.plan(options.plan);
    if (!plan) throw new ProblemError('not-found', 'there is no such plan');
    const today = dayOf(this.#workspace.ports.clock);
    const { state } = planStatus(options.plan, plan, room.record.entries, today);
    if (state === 'launched') throw wrongState('already-launched');
    if (state === 'closed' || state === 'withdrawn') throw wrongState('ended');
  }

  /** The key first: without it nothing could be entered, and one too many is swept away. */
  async #keep(round: StoredRound): Promise<void> {
    const { keys, guarded } = this.#ports;
    await guarded(async () => keys.keep(round.id, this.#random(32)));
    try {
      await this.#storage.write({ rounds: [round], openRounds: [round.id] });
    } catch (error) {
      this.#destroyKey(round.id);
      throw error;
    }
  }

  /** A pulse knows who has answered and what was answered, and not which answer is whose. */
  async #answerPulse(
    round: string,
    seal: Seal,
    member: StoredMember,
    entry: Entry,
    brought?: string,
  ): Promise<string | null> {
    const receipt = brought ?? toBase64Url(this.#random(16));
    const [slot, answered] = [seal.placeOfReceipt(receipt), seal.placeOf(member.id)];
    const isKnown = (await this.#storage.roundEntry(round, slot)) !== null;
    if (isKnown !== (await this.#storage.hasAnswered(round, answered))) throw wrongState('receipt-unknown');
    const sealed = seal.close({ entry, by: null, isWalkIn: false }, slot);
    checkWritten(await this.#storage.write({ roundEntries: [{ round, slot, sealed, answered }] }));
    return isKnown ? null : receipt;
  }

  /** Result, entry of the record, texts, notes on the wall and the end of the entries are one batch. */
  async #count(
    room: BoardRoom,
    round: StoredRound,
    answers: readonly Opened[],
    by: string,
    hands?: ShownHands,
  ): Promise<void> {
    const { id, board, session, options } = round;
    const counted = resultOf(options, answers);
    const result = hands && 'counts' in counted ? { ...counted, hands } : counted;
    const { figures, texts } = splitResult(result, () => toBase64Url(this.#random(16)));
    const count = options.kind === 'pulse' ? null : answers.length;
    const closed = { at: instantOf(this.#workspace.ports.clock), answers: count, figures };
    const notes = this.#notesFor(room, id, result);
    const body: JsonObject = {
      round: id,
      kind: options.kind,
      result: figures,
      by,
      ...(count === null ? {} : { answers: count }),
      ...(options.kind === 'estimate' ? { plan: options.plan } : {}),
      ...(session === null ? {} : { session }),
    };
    const written = await room.record.appendByHost([{ kind: 'round-closed', body }], {
      rounds: [{ ...round, closed }],
      roundTexts: [{ round: id, texts }],
      endRounds: [id],
      updates: notes ? [{ board, update: notes.update }] : [],
      owners: [...(notes?.owners ?? [])].map(([client, member]) => ({ board, client, member })),
    });
    checkWritten(written);
    if (notes) room.takeAddition(notes);
  }

  /** Notes become the host's on the wall, so that nobody's undo takes them away. A full board has no room for them. */
  #notesFor(room: BoardRoom, round: string, result: RoundResult) {
    if (!('notes' in result) || result.notes.length === 0) return null;
    const notes = result.notes.map(({ text }) => ({ id: newId(this.#random), text }));
    const top = belowNotes(room.document.doc);
    return room.addition((doc) => revealNotes(doc, notes, round, top));
  }

  /** What counts. Too few answers of a pulse are not even opened; who was removed meanwhile has entered nothing. */
  async #answersOf({ id, board, options }: StoredRound, seal: Seal): Promise<Opened[]> {
    const sealed = await this.#storage.roundEntries(id);
    if (options.kind === 'pulse' && sealed.length < options.minAnswers) return [];
    const members = await this.#storage.members();
    const here = new Set(members.flatMap(({ id: member, active }) => (active ? [member] : [])));
    const opened = sealed.flatMap((entry) => {
      try {
        return [seal.open(entry)];
      } catch (error) {
        this.#workspace.ports.log('round-entry-unreadable', { board, round: id, error: String(error) });
        return [];
      }
    });
    return opened.filter(({ by }) => by === null || here.has(by));
  }

  async #endOf({ id, options, closed }: StoredRound): Promise<Pick<RoundView, 'answers' | 'result'>> {
    if (!closed) return {};
    const texts = (await this.#storage.roundTexts(id)).flatMap((text) => text ?? []);
    const { answers } = closed;
    const result = joinedResult(options, closed.figures, texts) as RoundView['result'];
    return { ...(answers === null ? {} : { answers }), result };
  }

  #viewOf(round: StoredRound, state: RoundState): RoundView {
    const { kind: _kind, ...options } = round.options;
    return { ...this.#rowOf(round, state), ...options };
  }

  #rowOf(round: StoredRound, state: RoundState): RoundRow {
    const { id, options, title, session, openedBy, openedAt } = round;
    return {
      id,
      kind: options.kind,
      state,
      title,
      ...(session === null ? {} : { session }),
      openedBy,
      openedAt,
    };
  }

  /** Of a round that ends meanwhile, the key is looked for before the result: so it is never taken for lost. */
  async #stateOf(board: string, id: string): Promise<[StoredRound, RoundState, Seal | null]> {
    const key = this.#ports.keys.of(id);
    const isOpen = await this.#storage.isRoundOpen(id);
    const round = await this.#round(board, id);
    if (round.closed) return [round, 'closed', null];
    return key && isOpen ? [round, 'open', new Seal(key, id, this.#random)] : [round, 'lost', null];
  }

  /** @throws ProblemError unless the round is open */
  async #sealOf({ board, id }: StoredRound): Promise<Seal> {
    const [, state, seal] = await this.#stateOf(board, id);
    if (seal) return seal;
    throw wrongState(state === 'closed' ? 'round-closed' : 'round-lost');
  }

  async #round(board: string, id: string): Promise<StoredRound> {
    const round = await this.#storage.round(id);
    if (round?.board !== board) throw new ProblemError('not-found', 'there is no such round');
    return round;
  }

  /** After a restart nobody knows since when things are as they are: they are told from the next quarter on. */
  #tallyOf(round: StoredRound, seal: Seal): Promise<Tally> {
    const known = this.#tallies.get(round.id);
    if (known) return known;
    const made = this.#answersOf(round, seal).then(
      (answers) =>
        new Tally(
          answers.flatMap(({ by }) => by ?? []),
          null,
          this.#now,
        ),
    );
    this.#tallies.set(round.id, made);
    made.catch(() => this.#tallies.delete(round.id));
    return made;
  }

  #facilitatorOf(board: string, session: string): Promise<string | null> {
    return this.#ports.sessions.facilitatorOf(board, session);
  }

  /** In the line of the board, with the caller as he is when its turn comes. */
  #inTurn<T>(
    caller: Caller,
    board: string,
    task: (room: BoardRoom, member: StoredMember) => Promise<T>,
  ): Promise<T> {
    return this.#ports.inBoard(board, (room) =>
      room.exclusive(async () => task(room, (await present(this.#storage, caller)).member)),
    );
  }

  #noteOpen({ id, session }: StoredRound): void {
    if (session !== null) this.#inSessions.set(id, session);
  }

  /** A key that stays where it is is tried again at the next start; its round is over all the same. */
  #destroyKey(round: string): void {
    try {
      this.#ports.keys.destroy(round);
    } catch (error) {
      this.#workspace.ports.log('round-key-kept', { round, error: String(error) });
    }
  }

  get #workspace() {
    return this.#ports.workspace;
  }
  get #storage() {
    return this.#ports.workspace.storage;
  }
  get #random() {
    return this.#ports.workspace.ports.random;
  }
  get #now(): number {
    return this.#ports.workspace.ports.clock.now();
  }
}

/** What somebody entered, in the words in which it came. */
function ownOf({ kind: _kind, ...own }: Entry): RoundView['own'] {
  return own as RoundView['own'];
}

/** Whether a round is a vote, and on these. */
function areTargets(options: RoundOptions, ids: readonly string[]): boolean {
  return options.kind === 'votes' && ids.every((id) => options.on.some((target) => target.id === id));
}

function allow(refusal: Refusal | null): void {
  if (refusal) throw new ProblemError('not-allowed', 'you may not do this', { reason: refusal });
}

function checkArchive({ board }: BoardRoom): void {
  if (board.archived) throw wrongState('board-archived');
}

/** Another host may have ended the round meanwhile. */
function checkWritten(written: string): void {
  if (written !== 'written') throw wrongState('round-closed');
}

function wrongState(reason: Refusal): ProblemError {
  return new ProblemError('wrong-state', 'this is not the time for it', { reason });
}

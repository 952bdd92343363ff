import { httpApi } from '../../renderer/client/connection/api';
import type { OpenBoard } from '../../renderer/client/board/open-board';
import * as Y from 'yjs';
import type { LocalStore } from '../../renderer/client/device/local-store';
import { OpenWorkspace } from '../../renderer/client/workspace/open-workspace';
import { wholeBoards } from '../../renderer/client/workspace/whole-boards';
import { mortal } from '../support/clients/memory-store';
import type { Colleague } from './company';
import type { Dice } from '../support/dice';
import { Line, type HostEnd } from './machine/line';
import type { Machine } from './machine/machine';

const RETRY_MS = 1500;
/** Why an edit that an app made may not be taken: whatever else is wrong with it, is wrong with app or host. */
const MAY_BE_REFUSED: ReadonlySet<string> = new Set(['read-only', 'archived', 'board-full']);

export interface Surroundings {
  readonly board: string;
  readonly machine: Machine;
  readonly host: () => HostEnd | null;
  /** Where the device keeps what is to outlive the app. */
  readonly disk: LocalStore;
}

/** A colleague's app on a device that keeps what was written to it, whatever happens to the app. */
export class Client {
  readonly line: Line;
  readonly person: Colleague;
  workspace: OpenWorkspace | null = null;
  board: OpenBoard | null = null;
  /** What this device was shown of the board's record, by number. */
  readonly seen = new Map<number, string>();
  /** How far this device has kept what was written on it, by client ID: so far it must come to the host. */
  readonly kept = new Map<number, number>();
  readonly #boardId: string;
  readonly #machine: Machine;
  readonly #disk: LocalStore;
  #store: ReturnType<typeof mortal>;
  #run = 0;

  constructor(person: Colleague, { board, machine, host, disk }: Surroundings) {
    this.person = person;
    this.#boardId = board;
    this.#machine = machine;
    this.#disk = disk;
    this.#store = mortal(disk);
    this.line = new Line(host);
  }

  get running(): boolean {
    return this.workspace !== null;
  }

  /** The app is started; it tries until it is let in. */
  start(): void {
    this.#store = mortal(this.#disk);
    void this.#open(++this.#run);
  }

  /** The app is killed, between two steps of whatever it was doing. */
  kill(): void {
    this.#run += 1;
    this.#store.die();
    this.line.cut()();
    void this.workspace?.close();
    this.workspace = this.board = null;
  }

  /** Notes what the screen shows now. @returns what of it must never be shown */
  look(): string | null {
    const { entries = [], saved } = this.board?.store.getState() ?? {};
    if (saved?.state === 'refused' && !MAY_BE_REFUSED.has(saved.reason))
      return `${this.person.name} was refused an honest edit: ${saved.reason}`;
    for (const { seq, hash } of entries) {
      const before = this.seen.get(seq);
      if (before !== undefined && before !== hash)
        return `${this.person.name} was shown entry ${seq} in two ways`;
      this.seen.set(seq, hash);
    }
    return null;
  }

  /** The document of the board as this app has it; null while there is no plan on it. */
  get doc(): Y.Doc | null {
    const { board } = this;
    const plan = board?.store.getState().order.find((planId) => board.brief(planId));
    return (plan !== undefined && board?.brief(plan)?.fragment.doc) || null;
  }

  /** Once what was written so far is on this device, it must outlive the app. */
  keep(): void {
    const { doc, board } = this;
    if (!doc || !board) return;
    const { clientID } = doc;
    const clock = Y.getState(doc.store, clientID);
    const run = this.#run;
    // What a killed app writes goes nowhere, whatever it is told.
    const kept = () =>
      void (run === this.#run && this.kept.set(clientID, Math.max(clock, this.kept.get(clientID) ?? 0)));
    void board.flush().then(kept);
  }

  async #open(run: number): Promise<void> {
    const { profile, secret } = this.person;
    const { host, token } = profile;
    const opened = await OpenWorkspace.open({
      door: wholeBoards,
      profile,
      secret,
      keyStored: 'os',
      store: slowly(this.#store, this.#machine),
      socket: this.line.Socket,
      random: (length) => this.#machine.dice.bytes(length),
      api: httpApi({ host, token, fetch: this.line.fetch }),
    });
    if (run !== this.#run) return void (opened.ok && (await opened.value.close()));
    if (!opened.ok) return void this.#machine.timers.add(() => void this.#open(run), RETRY_MS);
    this.workspace = opened.value;
    this.workspace.boards.use(this.#boardId);
    this.board = this.workspace.boards.get(this.#boardId);
    if (this.#machine.dice.chance(0.5)) this.board.show();
  }
}

/** A store that takes its time now and then, in order, as a device's disk does. */
function slowly(store: LocalStore, { timers, dice }: { timers: Machine['timers']; dice: Dice }): LocalStore {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const waits = dice.chance(0.2) ? 1 + dice.below(300) : 0;
    const turn = last.then(async () => {
      if (waits > 0) await new Promise<void>((done) => void timers.add(done, waits));
      return task();
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    get: (key) => inTurn(() => store.get(key)),
    set: (key, value) => inTurn(() => store.set(key, value)),
    removeIf: (key, is) => inTurn(() => store.removeIf(key, is)),
    list: (prefix) => inTurn(() => store.list(prefix)),
    readLog: (log) => inTurn(() => store.readLog(log)),
    append: (log, items, values) => inTurn(() => store.append(log, items, values)),
    rewriteLog: (log, rewrite) => inTurn(() => store.rewriteLog(log, rewrite)),
  };
}

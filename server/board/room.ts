import type * as Y from 'yjs';
import type { Task } from '../../shared/domain/session/minutes';
import type { RecordEntry } from '../../shared/domain/record';
import type { CurrentPlan } from '../../shared/domain/status';
import type { StoredBoard, StoredMember, StoredTouch } from '../storage/storage';
import type { KeeperPorts } from '../record/keeper';
import type { GuardedStorage } from '../storage/guarded';
import type { Ports } from '../base/ports';
import { renew, type Connection } from './connection';
import type { PlanSet } from './document';
import type { Touch } from './touched';

/** Milliseconds in which an app that is to be renewed brings what it still has. */
const BRINGING = 5_000;

/** Where connections are together: what is told there, all of them hear. */
export interface Room {
  /** Lets a connection in and tells it how things stand. @returns how it leaves */
  admit(connection: Connection): () => void;
  /** Takes one message of a connection; whatever is wrong with it ends at most that connection. */
  receive(connection: Connection, message: Uint8Array): void;
  /** Sends a message to everybody here, or to some of them. */
  tell(message: Uint8Array, whom?: (member: StoredMember) => boolean): void;
  /** Keeps the room loaded. @returns how to let go of it */
  pin(): () => void;
  /** Settles what came before; from then on nothing of this room is written any more. */
  close(): Promise<void>;
  /** Resolves once everything received so far is settled. */
  settled(): Promise<void>;
  /** Called every few seconds. */
  tick(): void;
  /** Since when nobody has used it; null while somebody does. */
  readonly idleSince: number | null;
  /** Called once it is no longer in use, to tidy up behind it. */
  unload(): Promise<void>;
}

/** One kind of room: who may be in it, and how one is made. The ID is what follows the kind in its name, if anything. */
export interface RoomKind<R extends Room = Room> {
  exists(id: string): Promise<boolean>;
  mayEnter(member: StoredMember, id: string): boolean;
  /** @throws ProblemError */
  load(id: string): Promise<R>;
}

/** A board while somebody uses it, as far as others look at it. */
export interface BoardInUse {
  readonly board: StoredBoard;
  readonly record: { readonly entries: readonly RecordEntry[] };
  readonly document: {
    /** Whether the plan stands on the board exactly so. */
    standsAs(planId: string, digest: string): boolean;
    /** Whether the plan is on the board. */
    holds(planId: string): boolean;
    tasks(): readonly Task[];
    /** Told that a commit touched a task. */
    onTasks: () => void;
    /** From now on these plans are watched, whichever they come to be: `touched` is told of those that a commit touched. */
    watch(plans: PlanSet, touched: (planIds: readonly string[]) => void): void;
    /** Told that a plan was put into the bin, or came back out of it. */
    onBin: (planId: string, isGone: boolean) => void;
  };
}

/** A workshop that is open, as far as it has to be noted what was touched meanwhile. */
export interface OpenWorkshop {
  readonly id: string;
  readonly state: { readonly rev: number };
}

/** The same, for those who read what is written there. */
export interface BoardToRead extends BoardInUse {
  readonly record: BoardInUse['record'] & {
    /** The plans that it is about. */
    readonly plans: PlanSet;
  };
  readonly document: BoardInUse['document'] & {
    readonly doc: Y.Doc;
    /** To whom each client ID belongs. */
    readonly owners: ReadonlyMap<number, string>;
    /** A plan as it stands; null if it is not on the board. */
    readonly plan: (planId: string) => CurrentPlan | null;
    /** The same, kept for those who may name this version later; null: for everybody. */
    readonly show: (planId: string, to: string | null) => CurrentPlan | null;
  };
}

/** Tells members what concerns them. */
export interface Teller {
  /** What a commit touches that members may have to be told of: kept with it, so that nobody goes untold. */
  toTell(board: BoardToRead, touches: readonly Touch[]): readonly StoredTouch[];
  /** Told once such a commit is in the document. */
  committed(board: BoardToRead): void;
}

/** What rooms are made with. */
export interface RoomPorts {
  /** Told of every board that comes into use. */
  readonly opened: (board: BoardInUse & { workshop: OpenWorkshop | null }) => void;
  readonly inbox: Teller;
  readonly storage: GuardedStorage;
  readonly keeperPorts: KeeperPorts;
  readonly ports: Ports;
}

/** What rooms have in common: who is in, who has pinned it, when it was last used. A room of its own says the rest. */
export abstract class OpenRoom implements Room {
  /** Those who are in. */
  protected readonly connections = new Set<Connection>();
  protected readonly ports: Ports;
  #usedAt: number;
  #pins = 0;

  constructor(ports: Ports) {
    this.ports = ports;
    this.#usedAt = ports.clock.now();
  }

  admit(connection: Connection): () => void {
    this.connections.add(connection);
    this.welcome(connection);
    return () => {
      if (!this.connections.delete(connection)) return;
      this.left(connection);
      this.used();
    };
  }

  abstract receive(connection: Connection, message: Uint8Array): void;

  tell(message: Uint8Array, whom?: (member: StoredMember) => boolean): void {
    for (const connection of this.connections) if (!whom || whom(connection.member)) connection.send(message);
  }

  pin(): () => void {
    this.#pins += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.#pins -= 1;
      isHeld = false;
    };
  }

  async close(): Promise<void> {}

  async settled(): Promise<void> {}

  /** Apps that write another document have had the time to bring what they still had. */
  tick(): void {
    const since = this.ports.clock.now() - BRINGING;
    for (const connection of this.connections)
      if (connection.isOutdated && connection.openedAt <= since) renew(connection);
  }

  async unload(): Promise<void> {}

  get idleSince(): number | null {
    return this.connections.size === 0 && this.#pins === 0 ? this.#usedAt : null;
  }

  /** Tells somebody who came in how things stand. */
  protected abstract welcome(connection: Connection): void;

  protected left(_connection: Connection): void {}

  protected used(): void {
    this.#usedAt = this.ports.clock.now();
  }
}

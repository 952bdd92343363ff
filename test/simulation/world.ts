import type { BoardRoom } from '../../server/board/board-room';
import { memoryStore } from '../support/clients/memory-store';
import { Client } from './client';
import { company, type Company } from './company';
import { Disk } from './machine/disk';
import { HostSide, type Sabotage } from './host-side';
import type { Machine } from './machine/machine';
import { Told } from './told';
import { turns } from './machine/timers';
import { workshopFaults } from './workshop-faults';

/** Rounds of 50 ms in which anything that is begun at the host must be done. */
const LONGEST_ROUNDS = 400;

/** What people know of a round: what they were answered, and what they had tried. */
export interface KnownRound {
  readonly openedBy: Client;
  /** Texts that each has sent, taken or not. */
  readonly tried: Map<string, Set<string>>;
  /** Of whom the host said that it has one. */
  readonly taken: Set<string>;
  /** The result that somebody was told, as JSON. */
  result: string | null;
}

/** A host's machine, the devices of three to five people, the lines between them, and what the host has said so far. */
export class World {
  readonly told = new Told();
  readonly host: HostSide;
  readonly clients: readonly Client[];
  readonly disk: Disk;
  /** Statements that somebody waits for, and those he was told are in the record. */
  readonly statements = { open: 0, taken: [] as { readonly seq: number; readonly hash: string }[] };
  /** Sealed rounds by their IDs. */
  readonly rounds = new Map<string, KnownRound>();
  readonly faults: string[] = [];
  /** When clients notice on their own that a host without power is gone. */
  readonly #notice: () => boolean;

  private constructor(
    readonly machine: Machine,
    readonly company: Company,
    sabotage: Sabotage,
  ) {
    const { dice } = machine;
    this.disk = new Disk(dice, company.image);
    this.host = new HostSide(machine, this.disk, this.told, sabotage);
    const people = company.people.slice(0, 3 + dice.below(3));
    const { board } = company;
    this.clients = people.map((person) => {
      const disk = sabotage.store?.(memoryStore()) ?? memoryStore();
      return new Client(person, { board, machine, host: () => this.host.end, disk });
    });
    this.#notice = () => dice.chance(0.7);
  }

  static async open(machine: Machine, sabotage: Sabotage): Promise<World> {
    const world = new World(machine, await company(), sabotage);
    world.host.slow = machine.dice.chance(0.4);
    await world.host.start();
    for (const client of world.clients) client.start();
    return world;
  }

  get settle(): () => Promise<void> {
    return turns;
  }

  /** Lets time pass until something is done, which may wait for a busy disk. @throws when it never is */
  async until<T>(done: Promise<T>): Promise<T> {
    let over = false;
    const noted = done.finally(() => (over = true));
    noted.catch(() => undefined);
    for (let left = LONGEST_ROUNDS; left > 0 && !over; left--) await this.pass(50);
    if (!over) throw new Error('the host never came to an end of it');
    return noted;
  }

  async pass(ms: number): Promise<void> {
    await this.machine.timers.pass(ms, turns);
  }

  /** Power fails at the host's, now or within its next commit. */
  loseHostPower(withinCommit: boolean): void {
    if (!this.host.host) return;
    const gone = () => {
      this.host.die();
      this.told.crashed();
      for (const { line } of this.clients) line.hostGone(this.#notice());
    };
    if (withinCommit) this.disk.powerLoss = gone;
    else {
      this.disk.cutPower();
      gone();
    }
  }

  /** The host comes back on what its disk has, which must be everything it ever said. */
  async startHost(): Promise<void> {
    if (this.host.host) return;
    this.disk.fault = this.disk.powerLoss = null;
    await this.host.start();
    await this.lookAtDisk();
  }

  /** Everything alright with what lies on the disk? Looked at while nothing is under way. */
  async lookAtDisk(): Promise<void> {
    const { board } = this.company;
    const room = await this.room();
    const { record } = this.host.host?.workspace ?? {};
    this.faults.push(
      ...this.told.lackingOf(board, room.document),
      ...this.told.lackingIn(board, room.record.entries),
      ...this.told.lackingIn('workspace', record?.entries ?? []),
      ...this.told.lackingStatements(room.record.entries),
      ...(await workshopFaults(this)),
    );
  }

  /** Notes what everybody is shown of the record. */
  look(): void {
    for (const client of this.clients) {
      const fault = client.look();
      if (fault !== null) this.faults.push(fault);
    }
  }

  /** The board's room. One that is loaded after a start is brought up to date first, which a busy disk may keep waiting. */
  async room(): Promise<BoardRoom> {
    const { host } = this.host;
    if (!host) throw new Error('the host is off');
    return this.until(host.room(this.company.board));
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.kill();
    this.host.die();
    // Whatever is still under way ends before the machine goes: the next one begins with nothing of it.
    await turns(10);
    await this.disk.remove();
  }
}

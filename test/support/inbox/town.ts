import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import type { InboxItem, LookBody } from '../../../shared/api/inbox';
import { openBoardDoc, planMap, readPlan, root } from '../../../shared/doc/board-doc';
import { createPlan } from '../../../shared/doc/commands';
import { readThreads } from '../../../shared/doc/threads';
import type { JsonObject } from '../../../shared/domain/json';
import { digestOf, materialOf } from '../../../shared/domain/plan';
import type { Statement, StatementKind, Verdict } from '../../../shared/domain/record';
import { toBase64Url } from '../../../shared/domain/ids';
import { SYNC } from '../../../shared/sync/protocol';
import { Host } from '../../../server/host';
import { planView } from '../../../server/http/plans';
import { openSqlite } from '../../../server/storage/sqlite';
import type { Batch, StoredMember } from '../../../server/storage/storage';
import type { Caller } from '../../../server/workspace';
import { TestSocket } from '../host/host-room';
import { memoryFolder } from '../host/memory-folder';

/** A member's ID, which is his name as well. */
export type Person = string;

/** Who and what a town is founded with; the first of its people is an owner, who founds it. */
export interface Cast {
  readonly people: readonly (Pick<StoredMember, 'id' | 'department' | 'approver' | 'role'> & {
    /** He reads the first board alone. */
    readonly readsFirst?: boolean;
  })[];
  readonly boards: readonly { readonly plans: readonly { readonly id: string; readonly owner: Person }[] }[];
}

/** Two of marketing, two approvers of sales, a guest, and one who reads the first board alone. */
export const PEOPLE = ['maren', 'ida', 'jo', 'eva', 'tom', 'nils'] as const;
export const PLANS = ['p1', 'p2'] as const;
const PLANS_OF_MAREN = { plans: PLANS.map((id) => ({ id, owner: 'maren' })) };
const SMALL: Cast = {
  people: PEOPLE.map((id) => ({
    id,
    department: id === 'maren' || id === 'ida' ? 'marketing' : 'sales',
    role: id === 'maren' ? 'owner' : id === 'tom' ? 'guest' : 'member',
    approver: id === 'jo' || id === 'eva',
    readsFirst: id === 'nils',
  })),
  boards: [PLANS_OF_MAREN, PLANS_OF_MAREN],
};

/** A host with real boards, gate and storage, people with copies of their own, and the power to end it at any moment. */
export class Town {
  readonly #directory = memoryFolder('inbox');
  readonly #storage = openSqlite(this.#directory);
  readonly #clock = { time: Date.UTC(2027, 0, 4) };
  #members: StoredMember[] = [];
  #host!: Host;
  /** Set while the host dies before it has told what was just written. */
  #isDying = false;
  #life = 0;
  #copies = new Map<string, Y.Doc>();
  #nonce = 0;
  boards: string[] = [];
  /** How many approvals a plan needs that is submitted from now on. */
  approvals = 1;

  static async founded({ people, boards }: Cast = SMALL): Promise<Town> {
    const town = new Town();
    await town.#open();
    for (const at of boards.keys()) town.boards.push((await town.#host.createBoard(`Board ${at}`)).id);
    const [first = ''] = town.boards;
    town.#members = people.map(({ readsFirst, ...person }) => ({
      ...person,
      name: person.id,
      active: true,
      boards: readsFirst ? [first] : null,
    }));
    const joined = town.#members.map(({ id: member, role, department, approver, boards: reads }) => ({
      kind: 'member-joined' as const,
      body: { member, role, department, approver, boards: reads && [...reads] },
    }));
    await town.#host.workspace.record.appendByHost(joined);
    const devices = people.map(({ id }) => ({
      id: `${id}-device`,
      member: id,
      publicKey: id,
      tokenHash: id,
      active: true,
      kind: 'device' as const,
    }));
    await town.#storage.write({ members: town.#members, devices });
    const founder = people[0]?.id ?? '';
    for (const [at, { plans }] of boards.entries()) {
      const board = town.boards[at] ?? '';
      const doc = town.copyOf(founder, board);
      doc.transact(() => {
        for (const { id, owner } of plans)
          createPlan(doc, { id, kind: 'campaign', ownerId: owner, fields: { title: id } });
      });
      await town.push(founder, board);
    }
    return town;
  }

  get people(): Person[] {
    return this.#members.map(({ id }) => id);
  }

  mayRead(person: Person, board: string): boolean {
    const { boards } = this.member(person);
    return boards === null || boards.includes(board);
  }

  async close(): Promise<void> {
    await this.#host.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** A person's own copy of a board, as far as he has fetched it. */
  copyOf(person: Person, board: string): Y.Doc {
    const key = `${person} ${board}`;
    const known = this.#copies.get(key) ?? openBoardDoc(new Y.Doc());
    this.#copies.set(key, known);
    return known;
  }

  /** Fetches what others wrote. */
  async pull(person: Person, board: string): Promise<void> {
    const room = await this.#host.room(board);
    const copy = this.copyOf(person, board);
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.document.doc, Y.encodeStateVector(copy)));
  }

  /** Brings what somebody wrote, however long ago. @param dies the host tells nobody any more before it ends */
  async push(person: Person, board: string, dies = false): Promise<void> {
    this.#isDying = dies;
    await this.pushUntold(person, board);
    await this.#host.inbox.settle();
  }

  /** The same, before anybody is told of it. */
  async pushUntold(person: Person, board: string): Promise<void> {
    const room = await this.#host.room(board);
    const copy = this.copyOf(person, board);
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(room.document.doc));
    const socket = await this.#connect(person, `board:${board}`);
    socket.sendSync(SYNC.update, update);
    await room.settled();
    socket.seat?.leave();
  }

  /** Somebody states something about a plan as it stands at the host. */
  async state(
    by: Person,
    board: string,
    plan: string,
    kind: StatementKind,
    verdict?: Verdict,
    more: Pick<Statement, 'decideBy' | 'onBehalfOf' | 'note' | 'promise'> = {},
  ): Promise<{ hash: string; seq: number; digest: string; at: string }> {
    const { record, document } = await this.#host.room(board);
    const current = document.plan(plan);
    this.#nonce += 1;
    const statement: Statement = {
      v: 1,
      kind,
      board,
      plan,
      digest: current?.digest ?? '0'.repeat(64),
      head: record.head.hash,
      nonce: nonceOf(this.#nonce),
      ...(verdict ? { verdict } : {}),
      ...more,
    };
    const policy = { approvals: this.approvals, leadTimeDays: 0, promiseRequired: false };
    const department = this.member(by).department;
    const submitted: JsonObject =
      kind === 'plan-submitted' ? { snapshot: current?.material ?? {}, policy } : {};
    const body: JsonObject = { ...submitted, department };
    const signed = { statement, device: `${by}-device`, sig: 'A'.repeat(86) };
    const entry = await record.appendStatement(record.head, by, signed, body);
    if (!entry) throw new Error('not appended');
    await this.#host.inbox.settle();
    return { hash: entry.hash, seq: entry.seq, digest: statement.digest, at: entry.at };
  }

  /** The host ends without another word, and starts again. */
  async crash(): Promise<void> {
    this.#isDying = false;
    await this.#open();
  }

  async backup(): Promise<string> {
    this.#nonce += 1;
    const file = join(this.#directory, `backup-${this.#nonce}.db`);
    await this.#storage.copyTo(file, new Date(this.#clock.time).toISOString());
    return file;
  }

  /** Goes back to a backup; everybody loads afresh. */
  async restore(file: string): Promise<void> {
    await this.#host.restore(async () => {
      const facts = { ...this.#host.workspace.facts, epoch: `epoch-${this.#nonce++}` };
      await this.#storage.replaceBy({ file, workspaceRecord: 'goes-on', batch: { workspace: facts } });
      return facts;
    });
    this.#copies = new Map();
    await this.#host.inbox.settle();
  }

  /** Somebody fetches what others wrote, writes, and brings it. */
  async edit(by: Person, board: string, write: (doc: Y.Doc) => void): Promise<void> {
    await this.pull(by, board);
    write(this.copyOf(by, board));
    await this.push(by, board);
  }

  /** Somebody's window, as far as it hears of what is not on a board. */
  async listen(person: Person): Promise<TestSocket> {
    return this.#connect(person, 'workspace');
  }

  /** An approver has named who stands in for him from now on, and an owner has said yes unless that is still open. */
  async delegate(member: Person, deputy: Person, until: number, isAllowed = true): Promise<void> {
    const { record } = this.#host.workspace;
    this.#nonce += 1;
    const days = { from: new Date(this.now).toISOString(), until: new Date(until).toISOString() };
    const statement = {
      v: 1,
      kind: 'delegated',
      member,
      deputy: { member: deputy, ...days },
      head: record.head.hash,
      nonce: nonceOf(this.#nonce),
    };
    const delegated = { statement, device: `${member}-device`, sig: 'A'.repeat(86) };
    await record.appendByHost([{ kind: 'delegated', body: { delegated } }]);
    if (!isAllowed) return;
    const body = { delegation: record.head.hash, by: this.people[0] ?? '' };
    await record.appendByHost([{ kind: 'deputy-allowed', body }]);
  }

  /** An owner says yes to the deputy whom somebody has named. */
  async allow(member: Person): Promise<void> {
    const [founder = ''] = this.people;
    await this.#host.people.allowDeputy(await this.#caller(founder), member);
  }

  async archive(board: string, archived: boolean): Promise<void> {
    await this.#host.patchBoard(board, { archived }, this.people[0] ?? '', true);
  }

  /** An owner says that somebody decides from now on, or no more. */
  async setApprover(person: Person, approver: boolean): Promise<void> {
    const [founder = ''] = this.people;
    await this.#host.people.patchMember(await this.#caller(founder), person, { approver });
    this.#members = this.#members.map((member) => (member.id === person ? { ...member, approver } : member));
  }

  wait(ms: number): void {
    this.#clock.time += ms;
  }

  get now(): number {
    return this.#clock.time;
  }

  /** Somebody has a plan before his eyes, with everything that is there. */
  async look(
    person: Person,
    board: string,
    plan: string,
    as: Pick<LookBody, 'gone' | 'own'> = {},
  ): Promise<void> {
    const room = await this.#host.room(board);
    const digest = room.document.plan(plan)?.digest ?? '0'.repeat(64);
    const comments = readThreads(room.document.doc).flatMap((thread) => thread.comments.map(({ id }) => id));
    const seen = { digest, seq: room.record.entries.length, comments, ...as };
    await this.#host.looks.keep(this.member(person), room, plan, seen);
  }

  /** What the host says that somebody saw last. */
  async looked(person: Person, board: string, plan: string) {
    return this.#host.looks.of(this.member(person), board, plan);
  }

  /** What the record and everybody's screen say of a plan. */
  async agreement(board: string, plan: string) {
    const room = await this.#host.room(board);
    return { head: room.record.head, view: planView(room, plan, '2027-01-04', 'maren') };
  }

  /** Somebody reminds by hand of a plan that waits. */
  async remind(by: Person, board: string, plan: string): Promise<void> {
    return this.#host.reminding.byHand(await this.#caller(by), board, plan);
  }

  tick(): Promise<void> {
    return this.#host.tick();
  }

  inbox(person: Person, since = 0): Promise<{ items: InboxItem[]; next: number }> {
    return this.#host.inbox.of(this.member(person), since);
  }

  set(person: Person, id: string, state: InboxItem['state']): Promise<void> {
    return this.#host.inbox.set(this.member(person), id, state);
  }

  /** Everything that somebody was ever told, as it lies there. */
  async told(person: Person) {
    return this.#storage.inboxSince(person, 0);
  }

  /** Content of a board at the host, read without any of the inbox's code. */
  async content(board: string) {
    const { document } = await this.#host.room(board);
    const plans = new Map<string, { digest: string; owner: Person }>();
    const bin = new Map<string, { deletion: string; owner: Person }>();
    for (const plan of root(document.doc, 'plans').keys()) {
      const json = readPlan(document.doc, plan);
      if (!json) {
        const map = planMap(document.doc, plan);
        const { client = 0, clock = 0 } = map?._map.get('gone')?.id ?? {};
        const owner = map?.get('ownerId');
        bin.set(plan, {
          deletion: `${client}:${clock}`,
          owner: typeof owner === 'string' ? owner : '',
        });
        continue;
      }
      const owner = json['ownerId'];
      plans.set(plan, { digest: digestOf(materialOf(json)), owner: typeof owner === 'string' ? owner : '' });
    }
    return {
      plans,
      bin,
      threads: readThreads(document.doc),
      owners: document.owners,
      size: root(document.doc, 'threads').size,
    };
  }

  member(id: Person): StoredMember {
    const found = this.#members.find((member) => member.id === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  }

  async #caller(person: Person): Promise<Caller> {
    const device = await this.#storage.device(`${person}-device`);
    if (!device) throw new Error('no such device');
    return { member: this.member(person), device };
  }

  async #connect(person: Person, room: string): Promise<TestSocket> {
    const caller = await this.#caller(person);
    const { ticket } = this.#host.tickets.issue(caller, room, this.#host.workspace.facts.epoch);
    const socket = new TestSocket();
    socket.seat = await this.#host.connect(ticket, room, socket);
    return socket;
  }

  /** A storage whose host is gone takes nothing any more; one that is dying takes what people write, and tells nobody. */
  async #open(): Promise<void> {
    const life = (this.#life += 1);
    const write = async (batch: Batch) => {
      if (life !== this.#life) throw new Error('this host is gone');
      if (this.#isDying && (batch.inbox || batch.inboxTold)) throw new Error('this host dies');
      return this.#storage.write(batch);
    };
    const storage = new Proxy(this.#storage, {
      get: (target, key) => {
        if (key === 'write') return write;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const ports = {
      clock: { now: () => this.#clock.time },
      random: (length: number) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
      log: () => undefined,
    };
    this.#host = await Host.open(storage, ports);
    await this.#host.inbox.settle();
  }
}

function nonceOf(count: number): string {
  return toBase64Url(Uint8Array.from({ length: 16 }, (_, at) => (count >> (8 * at)) & 255));
}

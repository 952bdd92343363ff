import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import canonicalize from 'canonicalize';
import * as Y from 'yjs';
import { hashSecret, signerOf, type Signer } from '../../../server/base/crypto';
import { Host } from '../../../server/host';
import { planView } from '../../../server/http/plans';
import { newInvite, newOwnerInvite } from '../../../server/people/invites';
import { dayOf } from '../../../server/base/ports';
import { ProblemError } from '../../../server/base/problem';
import type { BoardRoom } from '../../../server/board/board-room';
import { openSqlite } from '../../../server/storage/sqlite';
import type { StoredDevice, StoredMember } from '../../../server/storage/storage';
import type { Caller } from '../../../server/workspace';
import type { Department, Role } from '../../../shared/domain/people';
import { GENESIS, type SignedStatement, type StatementKind } from '../../../shared/domain/record';
import { openBoardDoc } from '../../../shared/doc/board-doc';
import { createPlan, ORIGIN } from '../../../shared/doc/commands';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import { roomName } from '../../../shared/sync/rooms';
import { SYNC } from '../../../shared/sync/protocol';
import { POLICY, type Answer, type Attempt, type Version } from './model';
import { Reader } from './reader';
import { TestSocket } from '../host/host-room';
import { memoryFolder } from '../host/memory-folder';

/** Who takes part. The first one is an owner who stays one, and writes the plans for everybody. */
export const CAST: readonly (readonly [name: string, Department, Role, approver: boolean])[] = [
  ['scribe', 'other', 'owner', false],
  ['mo', 'marketing', 'owner', false],
  ['max', 'marketing', 'member', false],
  ['mia', 'marketing', 'member', true],
  ['sam', 'sales', 'member', false],
  ['sara', 'sales', 'member', true],
  ['sven', 'sales', 'owner', true],
  ['otto', 'other', 'member', true],
  ['gus', 'sales', 'guest', false],
];

/** A plan as the scribe writes it. */
export interface Draft {
  readonly title: string;
  readonly kind: 'campaign' | 'sales-activity';
  readonly ownerId: string;
  readonly start: string;
  /** Immaterial: no part of what is agreed. */
  readonly color: string;
}

/** Making a key takes longer than all else about a member: whoever comes to a world as the nth one has the nth of these. */
const keys: Signer[] = [];

interface Actor {
  readonly signer: Signer;
  readonly member: StoredMember;
  readonly device: StoredDevice;
}

/** A real host with real storage in this process, asked without HTTP between. */
export class ApprovalWorld {
  readonly #directory: string;
  readonly host: Host;
  readonly people = new Map<string, Actor>();
  readonly #reader: Reader;
  #joined = 0;

  private constructor(directory: string, host: Host) {
    this.#directory = directory;
    this.host = host;
    this.#reader = new Reader(host.workspace);
  }

  static async open(): Promise<ApprovalWorld> {
    const directory = memoryFolder('approvals');
    const random = (length: number) => new Uint8Array(randomBytes(length));
    const host = await Host.open(openSqlite(directory), { clock: Date, random, log: () => undefined });
    const world = new ApprovalWorld(directory, host);
    const first = await newOwnerInvite(host.workspace);
    for (const part of CAST) await world.#play(part, first ?? '');
    return world;
  }

  async close(): Promise<void> {
    await this.host.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** Everybody's part as it was at first, whatever became of it since; for whoever was removed somebody new. */
  async reset(): Promise<void> {
    const { record, roster } = this.host.workspace;
    for (const part of CAST) {
      const [name, department, role, approver] = part;
      const { id } = this.of(name).member;
      const now = roster().rightsAt(id, record.head.seq);
      if (!now?.active) await this.#play(part);
      else if (now.role !== role || now.department !== department || now.approver !== approver)
        await this.host.people.patchMember(this.of('scribe'), id, { role, department, approver });
      if (now?.active && roster().delegationAt(id, record.head.seq)) await this.delegate(name, null);
    }
  }

  /** The first fault that a reader finds in the record of a board, or in that of the workspace. */
  faultOf({ room }: ApprovalBoard): Promise<RecordFault | null> {
    return this.#reader.faultOf(room.record);
  }

  async board(): Promise<ApprovalBoard> {
    const { id } = await this.host.createBoard('Board');
    const room = await this.host.room(id);
    const socket = new TestSocket();
    const name = roomName({ kind: 'board', id });
    const { ticket } = this.host.tickets.issue(this.of('scribe'), name, this.host.workspace.facts.epoch);
    socket.seat = await this.host.connect(ticket, name, socket);
    return new ApprovalBoard(this, room, socket);
  }

  /** Names a deputy, or with null ends that. @returns what the host answers; null: it is in the record */
  async delegate(
    name: string,
    named: { readonly deputy: string; readonly from: string; readonly until: string } | null,
  ): Promise<Answer> {
    const { signer, member, device } = this.of(name);
    const statement = {
      v: 1 as const,
      kind: 'delegated' as const,
      member: member.id,
      ...(named ? { deputy: { member: named.deputy, from: named.from, until: named.until } } : {}),
      head: this.host.workspace.record.head.hash,
      nonce: randomBytes(16).toString('base64url'),
    };
    const sig = signer.sign(canonicalize(statement) ?? '');
    try {
      await this.host.people.delegate({ member, device }, { statement, device: device.id, sig });
      return null;
    } catch (error) {
      return answerOf(error);
    }
  }

  /** An owner says yes to the deputy of somebody. @returns what the host answers; null: he did, or need not */
  async allow(name: string): Promise<Answer> {
    try {
      await this.host.people.allowDeputy(this.of('scribe'), this.of(name).member.id);
      return null;
    } catch (error) {
      return answerOf(error);
    }
  }

  of(name: string): Actor {
    const actor = this.people.get(name);
    if (!actor) throw new Error(`nobody is called ${name}`);
    return actor;
  }

  async #play([name, department, role, approver]: (typeof CAST)[number], first = ''): Promise<void> {
    const owner = this.people.get('scribe');
    const invite = owner
      ? (await newInvite(this.host.workspace, owner, { role, department, approver })).secret
      : first;
    await this.#join(name, invite, department);
  }

  async #join(name: string, invite: string, department: Department): Promise<void> {
    const key = (keys[this.#joined++] ??= signerOf(randomBytes(32)));
    const signer = this.#reader.knowing(key);
    const { storage } = this.host.workspace;
    const { token } = await this.host.people.join({ invite, name, department, deviceKey: signer.publicKey });
    const device = await storage.deviceByToken(hashSecret(token));
    const member = device && (await storage.member(device.member));
    if (!device || !member) throw new Error('did not join');
    this.people.set(name, { signer, member, device });
  }
}

/** One board, the scribe writing on it over a socket as everybody does. */
export class ApprovalBoard {
  readonly room: BoardRoom;
  readonly #world: ApprovalWorld;
  readonly #doc = openBoardDoc(new Y.Doc());
  readonly #socket: TestSocket;

  constructor(world: ApprovalWorld, room: BoardRoom, socket: TestSocket) {
    this.#world = world;
    this.room = room;
    this.#socket = socket;
    this.#doc.on('update', (update: Uint8Array) => socket.sendSync(SYNC.update, update));
  }

  /** Where the record ends. */
  get seq(): number {
    return this.room.record.head.seq;
  }

  /** Its settings as they were at first. What was said here stays: whoever plays next has plans of his own. */
  async reset(): Promise<void> {
    const { id, archived, policy } = this.room.board;
    const scribe = this.#world.of('scribe').member.id;
    if (archived) await this.#world.host.patchBoard(id, { archived: false }, scribe, true);
    if (policy.approvals !== POLICY.approvals || policy.promiseRequired !== POLICY.promiseRequired)
      await this.#world.host.patchBoard(id, { policy: { ...POLICY, leadTimeDays: 0 } }, scribe, true);
  }

  /** Writes a plan anew, or deletes it; what it then is, told without the product's code. */
  async write(plan: string, draft: Draft | null): Promise<Version | null> {
    this.#doc.transact(() => {
      this.#doc.getMap('plans').delete(plan);
      if (draft) createPlan(this.#doc, planOf(plan, draft, this.#idOf(draft.ownerId)));
    }, ORIGIN.local);
    await this.room.settled();
    return draft && versionOf(draft, this.#idOf(draft.ownerId));
  }

  /** What the host answers. @returns null and the entry's number when it was appended */
  async attempt(attempt: Attempt): Promise<{ readonly answer: Answer; readonly seq: number }> {
    const { member, device } = this.#byId(attempt.by);
    const caller: Caller = { member, device };
    try {
      const kind = attempt.route as StatementKind;
      const { host } = this.#world;
      const entry = await host.appendStatement(
        { caller, secure: true },
        this.room.board.id,
        attempt.plan,
        kind,
        this.#sign(attempt),
      );
      return { answer: null, seq: entry.seq };
    } catch (error) {
      return { answer: answerOf(error), seq: this.seq };
    }
  }

  /** What the host says of a plan; null once it is deleted. */
  status(plan: string): { readonly state: string; readonly agreed: string | null } | null {
    const view = planView(this.room, plan, dayOf(Date), this.#idOf('scribe'));
    return view && { state: view.status, agreed: view.agreed?.digest ?? null };
  }

  leave(): void {
    this.#socket.seat?.leave();
  }

  #sign({
    by,
    kind,
    verdict,
    plan,
    digest,
    head,
    nonce,
    promiseOwner,
    onBehalfOf,
    ...attempt
  }: Attempt): SignedStatement {
    const statement = {
      v: 1 as const,
      kind,
      board: attempt.here ? this.room.board.id : 'elsewhere',
      plan,
      digest,
      head: this.#hashAt(head),
      nonce,
      ...(verdict ? { verdict } : {}),
      ...(onBehalfOf ? { onBehalfOf } : {}),
      ...(promiseOwner
        ? { promise: { ownerId: promiseOwner, days: 3, callShare: 0.5, capacityPerWeek: 20 } }
        : {}),
    };
    const own = this.#byId(by);
    const other = [...this.#world.people.values()].find(({ member }) => member.id !== by) ?? own;
    const signer = attempt.ownSignature ? own.signer : other.signer;
    const device = attempt.ownDevice ? own.device.id : other.device.id;
    return { statement, device, sig: signer.sign(canonicalize(statement) ?? '') };
  }

  #hashAt(seq: number | null): string {
    if (seq === null) return 'f'.repeat(64);
    return this.room.record.entries[seq - 1]?.hash ?? GENESIS;
  }

  #byId(id: string): Actor {
    const actor = [...this.#world.people.values()].find(({ member }) => member.id === id);
    if (!actor) throw new Error(`nobody has the ID ${id}`);
    return actor;
  }

  #idOf(name: string): string {
    return this.#world.of(name).member.id;
  }
}

function answerOf(error: unknown): Answer {
  if (!(error instanceof ProblemError)) throw error;
  const reason = error.facts?.['reason'];
  return { code: error.code, ...(typeof reason === 'string' ? { reason } : {}) };
}

function planOf(id: string, { title, kind, start, color }: Draft, ownerId: string) {
  return { id, kind, ownerId, fields: { title, start, end: '2027-12-31', color } };
}

function versionOf({ title, kind, start }: Draft, ownerId: string): Version {
  const filled = Object.entries({ title, kind, ownerId, start, end: '2027-12-31' });
  const material = Object.fromEntries(filled.filter(([, value]) => value !== ''));
  const digest = createHash('sha256')
    .update(canonicalize(material) ?? '')
    .digest('hex');
  return { digest, kind, ownerId, complete: title !== '' && start !== '' };
}

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import * as Y from 'yjs';
import type { StartOptions } from '../../../server/run/running';
import { serve, type ServedHost } from '../../../server/run/serve';
import { openSqlite } from '../../../server/storage/sqlite';
import type { BoardPatch } from '../../../shared/api/contract';
import { DEFAULT_POLICY, type RestoredStatement } from '../../../shared/domain/record';
import type { Caller, State } from './terms';
import { joinAs, type StatementDraft, type TestMember } from '../clients/clients';
import { postPlan } from '../host/company';
import { Fingerprint } from './fingerprint';
import { onDisk, type Disk } from '../host/full-disk';
import { copyAtRest } from '../host/at-rest';
import { memoryFolder } from '../host/memory-folder';
import { secretOf } from '../host/host';
import { makeRecovery, recoveryOffer, type RecoveryKey } from '../host/recovery';
import { backupOf } from '../host/restoring';
import { Workshop } from '../host/workshops';

/** Whoever holds a token of this workspace, or held one; and somebody to whom things are done. */
export type Person = Exclude<Caller, 'nobody' | 'made-up' | 'foreign'> | 'target';

const PROMISE = { days: 2, callShare: 0.5, capacityPerWeek: 5 };
const ROUNDS = [
  { kind: 'notes', authors: 'hidden' },
  { kind: 'votes', votesEach: 2, on: ['drafted'] },
  { kind: 'estimate', plan: 'drafted' },
  { kind: 'pulse' },
] as const;
const PLANS = ['drafted', 'submitted', 'agreed', 'launched'] as const;

/** A workspace at rest, with everything that a request may be about. */
export interface Given {
  readonly data: string;
  readonly people: Readonly<Record<Person, TestMember>>;
  /** A token of another workspace's owner. */
  readonly foreign: string;
  /** A board, and another one to which alone somebody is invited. */
  readonly board: string;
  readonly other: string;
  readonly digests: Readonly<Record<string, string>>;
  readonly heads: { readonly board: string; readonly workspace: string };
  readonly epoch: string;
  /** Open rounds, opened by `member`. */
  readonly rounds: Readonly<Record<(typeof ROUNDS)[number]['kind'], string>>;
  readonly invite: { readonly id: string; readonly secret: string };
  /** The target's. */
  readonly recovery: RecoveryKey;
  readonly backup: Uint8Array;
  /** Workshops of the board, which the member leads; revision and minutes of the open one. */
  readonly sessions: { readonly planned: string; readonly open: string };
  readonly rev: number;
  readonly minutes: string;
}

/** A statement about a plan of {@link Given} as it lies there, signed by this person. */
export function stated(
  { board, digests, heads }: Given,
  by: TestMember,
  plan: string,
  draft: StatementDraft,
) {
  const nonce = randomBytes(16).toString('base64url');
  const statement = {
    v: 1,
    board,
    plan,
    digest: digests[plan] ?? '',
    head: heads.board,
    nonce,
    ...draft,
  } as const;
  return { statement, device: by.deviceId, sig: by.sign(statement) };
}

/** What a person's device signs for a further key of his, or for a link. */
export function vouchedBy({ heads }: Given, by: TestMember, deviceKey?: string) {
  const nonce = randomBytes(16).toString('base64url');
  const key = deviceKey === undefined ? {} : { deviceKey };
  const statement = {
    v: 1,
    kind: 'device-link',
    member: by.id,
    head: heads.workspace,
    nonce,
    ...key,
  } as const;
  return { statement, device: by.deviceId, sig: by.sign(statement) };
}

/** What a person's device signs who names the target his deputy. */
export function delegatedBy({ heads, people }: Given, by: TestMember) {
  const days = { from: '2027-01-03T23:00:00.000Z', until: '2027-01-15T23:00:00.000Z' };
  const statement = {
    v: 1,
    kind: 'delegated',
    member: by.id,
    deputy: { member: people.target.id, ...days },
    head: heads.workspace,
    nonce: randomBytes(16).toString('base64url'),
  } as const;
  return { statement, device: by.deviceId, sig: by.sign(statement) };
}

/** What somebody sends who has the target's recovery key. */
export function recoveryOf({ recovery, people }: Given) {
  return recoveryOffer(recovery, people.target.id);
}

/** The query by which a person restores the backup. */
export function restoringBy({ backup, heads }: Given, by: TestMember): string {
  const statement: RestoredStatement = {
    v: 1,
    kind: 'restored',
    backup: createHash('sha256').update(backup).digest('hex'),
    head: heads.workspace,
    nonce: randomBytes(16).toString('base64url'),
  };
  const signed = { statement, device: by.deviceId, sig: by.sign(statement) };
  return `statement=${Buffer.from(JSON.stringify(signed)).toString('base64url')}`;
}

export function promiseOf({ people }: Given) {
  return { ownerId: people.approver.id, ...PROMISE };
}

/** A host of the workspace in some state. */
export interface Stage {
  readonly url: string;
  readonly host: ServedHost['host'];
  readonly given: Given;
  /** What is kept, and what the host has in its memory of the board. */
  fingerprint(): Promise<string>;
  /** Tells the host to stop while somebody is still being answered, for whom it waits. */
  beginToStop(): Promise<void>;
  close(): Promise<void>;
}

/** What can be told of a workspace at rest. */
type Lying = Exclude<State, 'read-only' | 'stopping'>;

/** Workspaces that lie ready; each stage works on a copy. */
export class AuthorisationWorld {
  readonly #directory: string;
  readonly #given: Readonly<Record<Lying, Given>>;

  private constructor(directory: string, given: Record<Lying, Given>) {
    this.#directory = directory;
    this.#given = given;
  }

  static async found(): Promise<AuthorisationWorld> {
    // A stage is opened anew for each cell that changed something: on a disk, most of that would be waiting for it.
    const directory = memoryFolder('rights');
    const open = await found(join(directory, 'open'), await foreignToken(join(directory, 'foreign')));
    const archived = await patched(open, join(directory, 'archived'), { archived: true });
    const policy = { ...DEFAULT_POLICY, encryptedOnly: true };
    const unencrypted = await patched(open, join(directory, 'unencrypted'), { policy });
    return new AuthorisationWorld(directory, { open, archived, unencrypted });
  }

  /** Starts a host in a state. */
  async open(state: State, options: Partial<StartOptions> = {}): Promise<Stage> {
    const given = this.#given[state === 'read-only' || state === 'stopping' ? 'open' : state];
    const data = await mkdtemp(join(this.#directory, 'stage-'));
    await copyAtRest(given.data, data);
    const disk: Disk = { full: false };
    const served = await serve({ ...options, data, port: 0 }, {}, (path) => onDisk(openSqlite(path), disk));
    const stage = new OpenStage(served, given, data);
    if (state === 'read-only') await fill(served, disk);
    if (state === 'stopping') await stage.beginToStop();
    return stage;
  }

  remove(): Promise<void> {
    return rm(this.#directory, { recursive: true, force: true });
  }
}

class OpenStage implements Stage {
  readonly #print: Fingerprint;
  #held: { letGo(): void; stopped: Promise<void> } | null = null;

  constructor(
    readonly served: ServedHost,
    readonly given: Given,
    readonly data: string,
  ) {
    this.#print = new Fingerprint(data);
  }

  get url() {
    return this.served.url;
  }
  get host() {
    return this.served.host;
  }

  async fingerprint(): Promise<string> {
    const { document, record } = await this.host.room(this.given.board);
    const hash = createHash('sha256').update(Y.encodeStateAsUpdate(document.doc)).digest('hex');
    return [this.#print.take(), hash, record.head.hash, this.host.workspace.record.head.hash].join(' ');
  }

  async beginToStop(): Promise<void> {
    const letGo = await unfinishedRequest(this.url);
    this.#held = { letGo, stopped: this.served.close() };
  }

  async close(): Promise<void> {
    this.#print.close();
    this.#held?.letGo();
    await (this.#held?.stopped ?? this.served.close());
    await rm(this.data, { recursive: true, force: true });
  }
}

/** Asks for something by half, and waits until the host has begun to answer. @returns ends it */
async function unfinishedRequest(url: string): Promise<() => void> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const lines = ['POST /api/join HTTP/1.1', `Host: ${host}`, 'Content-Length: 2', 'Expect: 100-continue'];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((done) => socket.once('data', () => done()));
  return () => socket.end('{}');
}

/** Fills the disk, and has the host notice. */
async function fill({ host }: ServedHost, disk: Disk): Promise<void> {
  disk.full = true;
  await host.workspace.storage.write({ seen: [] }).catch(() => undefined);
  if (host.storageHealth !== 'full') throw new Error('the host has not noticed that its disk is full');
}

async function foreignToken(data: string): Promise<string> {
  const served = await serve({ data, port: 0 });
  const { token } = await joinOwner(served);
  await served.close();
  return token;
}

function joinOwner({ url, ownerInvite = '' }: ServedHost): Promise<TestMember> {
  const owner = { secret: secretOf(ownerInvite), name: 'Maren Vogt', company: 'Brenner' };
  return joinAs(url, { ...owner, department: 'marketing' });
}

async function found(data: string, foreign: string): Promise<Given> {
  const served = await serve({ data, port: 0 });
  const owner = await joinOwner(served);
  const [board, other] = [await owner.createBoard('Frühjahr'), await owner.createBoard('Anderswo')];
  const invited = {
    owner,
    member: await owner.invite({ name: 'Ida Lorenz', department: 'marketing' }),
    approver: await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true }),
    guest: await owner.invite({ name: 'Tom Gast', department: 'other', role: 'guest' }),
    elsewhere: await owner.invite({ name: 'Nur Dort', department: 'sales', boards: [other] }),
    removed: await owner.invite({ name: 'Nicht Mehr', department: 'sales' }),
    'device-removed': await owner.invite({ name: 'Altes Telefon', department: 'sales' }),
    target: await owner.invite({ name: 'Aylin Demir', department: 'sales' }),
  };
  const sessions = {
    planned: (await Workshop.plan(invited.member, board)).id,
    open: (await Workshop.plan(invited.member, board)).id,
  };
  const workshop = new Workshop(board, sessions.open);
  await must(workshop.command(invited.member, 'start'));
  const shown = await invited.member.ask<{ link: string }>('POST', `${workshop.path}/invite`);
  const walkIn = { secret: secretOf(shown.body.link), name: 'Kommt Vorbei', department: 'sales' } as const;
  const people = { ...invited, 'walk-in': await joinAs(served.url, walkIn) };
  for (const plan of PLANS) await postPlan(people.member, board, plan);
  // Everybody is away some day, so that there is something to end.
  const away = { from: '2027-02-01', until: '2027-02-05' };
  for (const person of Object.values(people)) await person.ask('POST', '/api/absences', away);
  const made = await owner.ask<{ link: string; id: string }>('POST', '/api/invites', { role: 'member' });
  const recovery = await makeRecovery(people.target);
  const digests: Record<string, string> = {};
  for (const plan of PLANS) digests[plan] = (await owner.plan(board, plan)).digest;
  await owner.ask('DELETE', `/api/members/${people.removed.id}`);
  await owner.ask('DELETE', `/api/devices/${people['device-removed'].deviceId}`);
  await bringForward(people.member, people.approver, board);
  const rounds = await openRounds(people.member, board);
  const given: Given = {
    data,
    people,
    foreign,
    board,
    other,
    digests,
    rounds,
    invite: { id: made.body.id, secret: secretOf(made.body.link) },
    recovery,
    sessions,
    ...(await openWorkshop(workshop, owner)),
    ...(await asItStands(served, board, owner)),
  };
  await served.close();
  return given;
}

/** Brings each plan to where its name says it is. */
async function bringForward(member: TestMember, approver: TestMember, board: string): Promise<void> {
  const promise = { ownerId: approver.id, ...PROMISE };
  for (const plan of PLANS.slice(1)) await must(member.state(board, plan, { kind: 'plan-submitted' }));
  for (const plan of PLANS.slice(2))
    await must(approver.state(board, plan, { kind: 'decision', verdict: 'approve', promise }));
  await must(member.state(board, 'launched', { kind: 'launched' }));
}

async function openRounds(member: TestMember, board: string): Promise<Given['rounds']> {
  const opened: Record<string, string> = {};
  for (const body of ROUNDS) {
    const answer = await member.ask<{ id: string }>('POST', `/api/boards/${board}/rounds`, body);
    if (answer.status !== 201) throw new Error(`no round: ${answer.status}`);
    opened[body.kind] = answer.body.id;
  }
  return opened as Given['rounds'];
}

async function patched(given: Given, data: string, patch: BoardPatch): Promise<Given> {
  await copyAtRest(given.data, data);
  const served = await serve({ data, port: 0 });
  const owner = given.people.owner.at(served.url);
  await must(owner.ask('PATCH', `/api/boards/${given.board}`, patch));
  const now = {
    ...(await asItStands(served, given.board, owner)),
    ...(await openWorkshop(new Workshop(given.board, given.sessions.open), owner)),
  };
  await served.close();
  return { ...given, data, ...now };
}

async function asItStands({ host }: ServedHost, board: string, owner: TestMember) {
  const { record, facts } = host.workspace;
  const heads = { board: (await host.room(board)).record.head.hash, workspace: record.head.hash };
  return { heads, epoch: facts.epoch, backup: await backupOf(owner) };
}

async function openWorkshop(workshop: Workshop, by: TestMember) {
  return { rev: (await workshop.view(by)).rev, minutes: (await workshop.minutes(by)).digest };
}

async function must(asked: Promise<{ readonly status: number; readonly body: unknown }>): Promise<void> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
}

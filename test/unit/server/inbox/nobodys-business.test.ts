import Database from 'libsql';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inboxAnswer, isWait, type InboxItem } from '../../../../shared/api/inbox';
import { ROUTES, type RouteName } from '../../../../shared/api/routes';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { addComment, addThread, createPlan } from '../../../../shared/doc/commands';
import { MESSAGE, SYNC } from '../../../../shared/sync/protocol';
import { Backups } from '../../../../server/backup/backups';
import { Copies } from '../../../../server/backup/copies';
import { hashSecret } from '../../../../server/base/crypto';
import { Host } from '../../../../server/host';
import { createApp } from '../../../../server/http/app';
import { Metrics } from '../../../../server/metrics/metrics';
import { Addresses } from '../../../../server/net/addresses';
import { Limits } from '../../../../server/net/limits';
import { Peers } from '../../../../server/net/proxies';
import { Traffic } from '../../../../server/net/traffic';
import { Health } from '../../../../server/run/health';
import { openSqlite } from '../../../../server/storage/sqlite';
import type { StoredMember } from '../../../../server/storage/storage';
import { Dice } from '../../../support/dice';
import { MEMBER, TestSocket } from '../../../support/host/host-room';

const READER: StoredMember = { ...MEMBER, id: 'reader', name: 'Jo', department: 'sales', role: 'member' };
const OTHERS: StoredMember[] = [
  MEMBER,
  { ...READER, id: 'colleague', name: 'Eva', approver: true },
  { ...READER, id: 'guest', name: 'Tom', role: 'guest' },
];
const NOBODY = new Addresses([]);
const URL_OF_HOST = 'http://127.0.0.1:4000';
const PLAN = 'p';

let folder: string;
let board: string;
/** What was written before either run. */
let doc: Y.Doc;

beforeEach(async () => {
  // Workbooks note when they were packed.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2027, 0, 4) });
  folder = mkdtempSync(join(tmpdir(), 'handschlag-reading-'));
  const world = await World.open(join(folder, 'before'), 1);
  board = await world.found();
  doc = openBoardDoc(new Y.Doc());
  createPlan(doc, { id: PLAN, kind: 'campaign', ownerId: READER.id, fields: { title: 'Frühjahrsaktion' } });
  addThread(doc, { id: 't', plan: PLAN }, comment('c1', READER));
  addComment(doc, 't', comment('c2', READER));
  await world.write(doc);
  await world.close();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

it('[INBOX-6] what somebody looks at and puts aside is told to nobody else, by no route and no connection', async () => {
  const [idle, reading] = [await heardBy('idle'), await heardBy('reading')];
  expect([...reading.keys()]).toEqual([...idle.keys()]);
  expect([...idle].flatMap(([what, bytes]) => (reading.get(what) === bytes ? [] : [what]))).toEqual([]);
});

/** Everything that all others are told in one of two runs, which differ in what one member reads alone. */
async function heardBy(run: 'idle' | 'reading'): Promise<Map<string, string>> {
  cpSync(join(folder, 'before'), join(folder, run), { recursive: true });
  const world = await World.open(join(folder, run), 2);
  const sockets = new Map<string, TestSocket>();
  for (const member of [READER, ...OTHERS])
    for (const room of ['workspace', `board:${board}`])
      sockets.set(`${member.id} in ${room}`, await world.connect(member, room));
  const { items } = inboxAnswer.parse(JSON.parse(await world.ask(READER, 'GET', '/api/inbox').then(textOf)));
  if (run === 'reading') await reads(world, items);
  expect(items.length).toBeGreaterThan(0);
  // Somebody goes on, and time as well.
  const copy = new Y.Doc();
  copy.clientID = 77;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  addComment(copy, 't', comment('c3', READER));
  await world.write(copy);
  await world.later();
  const heard = new Map<string, string>();
  for (const other of OTHERS) {
    for (const [route, path] of gets()) {
      const answer = await world.ask(other, 'GET', path);
      const body = await bytesOf(answer);
      const said = route === 'backup' && answer.ok ? rowsIn(body) : body.toString('hex');
      heard.set(`${other.id}: ${route}`, `${answer.status} ${said}`);
    }
    for (const room of ['workspace', `board:${board}`]) {
      const key = `${other.id} in ${room}`;
      heard.set(key, (sockets.get(key)?.heard ?? []).map(written).join('\n'));
    }
  }
  heard.set('routes in the metrics', await world.routesInMetrics());
  await world.close();
  return heard;
}

/** Looks at the plan and puts everything aside, in every way there is. */
async function reads(world: World, items: readonly InboxItem[]): Promise<void> {
  const path = `/api/boards/${board}/plans/${PLAN}`;
  const plan = await world.ask(MEMBER, 'GET', path).then(textOf);
  const { digest } = JSON.parse(plan) as { digest: string };
  const answers: Response[] = [];
  for (const item of items.filter((each) => !isWait(each)))
    for (const state of ['seen', 'later', 'new'])
      answers.push(await world.ask(READER, 'PATCH', `/api/inbox/${item.id}`, { state }));
  answers.push(await world.ask(READER, 'POST', `${path}/look`, { digest, seq: 0, comments: ['c1'] }));
  answers.push(await world.ask(READER, 'GET', `${path}/look`));
  const refused = answers.filter(({ ok }) => !ok);
  if (refused.length > 0) throw new Error(`refused: ${refused.map(({ status }) => status).join()}`);
}

function comment(id: string, whom: StoredMember) {
  const text = `@${whom.name} wie viele?`;
  const mentions = [{ memberId: whom.id, place: { from: 0, length: whom.name.length + 1 } }];
  return { id, text, at: '2027-01-01T00:00:00Z', mentions };
}

const textOf = (answer: Response) => answer.text();
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/** A message; of the document, in which each host process has made-up client IDs of its own, only that there was one. */
function written(message: Uint8Array): string {
  const [type] = message;
  const isOfDocument = type === MESSAGE.sync || type === MESSAGE.clients;
  return isOfDocument ? `document ${type}` : Buffer.from(message).toString('hex');
}

/** Everything that a backup holds, but for the document and for what digests all of it. */
function rowsIn(backup: Buffer): string {
  const file = join(folder, 'backup.db');
  writeFileSync(file, backup);
  const db = new Database(file);
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all([]) as {
    name: string;
  }[];
  const rows = tables
    .filter(({ name }) => !['updates', 'owners', 'made'].includes(name))
    .map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all([])]);
  db.close();
  return JSON.stringify(rows);
}

/** Every address that can be read, with this board and plan in it. */
function gets(): [RouteName, string][] {
  const routes = Object.keys(ROUTES) as RouteName[];
  return routes.flatMap((route): [RouteName, string][] => {
    const [method, path] = ROUTES[route];
    const filled = path.replace(':board', board).replace(':plan', PLAN).replace(/:\w+/g, 'none');
    return method === 'GET' && route !== 'metrics' ? [[route, filled]] : [];
  });
}

/** The whole host with its routes, whose clock and dice are the test's. */
class World {
  readonly #host: Host;
  readonly #app: ReturnType<typeof createApp>;
  readonly #clock: { time: number };
  readonly #metrics: Metrics;

  private constructor(
    host: Host,
    app: ReturnType<typeof createApp>,
    clock: { time: number },
    metrics: Metrics,
  ) {
    this.#host = host;
    this.#app = app;
    this.#clock = clock;
    this.#metrics = metrics;
  }

  static async open(directory: string, seed: number): Promise<World> {
    const dice = new Dice(seed);
    const clock = { time: Date.UTC(2027, 0, 4) };
    const ports = {
      clock: { now: () => clock.time },
      random: (length: number) => dice.bytes(length),
      log: () => undefined,
    };
    const storage = openSqlite(directory);
    const host = await Host.open(storage, ports);
    const metrics = new Metrics({ data: '', sockets: () => ({ board: 0, workspace: 0, boards: 0 }) });
    const app = createApp({
      host,
      backups: new Backups(host, storage, new Copies(storage, ports)),
      names: [],
      certificate: { current: null },
      traffic: new Traffic(),
      peers: new Peers(NOBODY),
      limits: new Limits(),
      metrics,
      health: new Health(host.workspace),
      operators: NOBODY,
    });
    return new World(host, app, clock, metrics);
  }

  async found(): Promise<string> {
    const members = [READER, ...OTHERS];
    const devices = members.map(({ id }) => ({
      id: `${id}-device`,
      member: id,
      publicKey: id,
      tokenHash: hashSecret(id),
      active: true,
      kind: 'device' as const,
    }));
    await this.#host.workspace.storage.write({ members, devices });
    return (await this.#host.createBoard('Wärmepumpe 2027')).id;
  }

  async connect({ id }: StoredMember, room: string): Promise<TestSocket> {
    const member = await this.#host.workspace.storage.member(id);
    const device = await this.#host.workspace.storage.device(`${id}-device`);
    if (!member || !device) throw new Error(`no ${id}`);
    const socket = new TestSocket();
    const { ticket } = this.#host.tickets.issue({ member, device }, room, this.#host.workspace.facts.epoch);
    socket.seat = await this.#host.connect(ticket, room, socket);
    return socket;
  }

  /** An owner's window brings what is written in it. */
  async write(from: Y.Doc): Promise<void> {
    const socket = await this.connect(MEMBER, `board:${board}`);
    const { document } = await this.#host.room(board);
    socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(from, Y.encodeStateVector(document.doc)));
    await (await this.#host.room(board)).settled();
    await this.#host.inbox.settle();
    socket.seat?.leave();
  }

  async later(): Promise<void> {
    this.#clock.time += 10 * 60_000;
    await this.#host.tick();
  }

  async ask({ id }: StoredMember, method: string, path: string, body?: unknown): Promise<Response> {
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    const incoming = {
      headers: { host: '127.0.0.1:4000' },
      socket: { remoteAddress: '127.0.0.1' },
      async *[Symbol.asyncIterator]() {
        yield bytes;
      },
    };
    const headers = { authorization: `Bearer ${id}`, host: '127.0.0.1:4000' };
    const request = new Request(`${URL_OF_HOST}${path}`, { method, headers });
    return this.#app.fetch(request, { incoming } as never);
  }

  async routesInMetrics(): Promise<string> {
    const { text } = await this.#metrics.page();
    return [...new Set([...text.matchAll(/route="(\w+)"/g)].map(([, route = '']) => route))]
      .sort((a, b) => (a < b ? -1 : 1))
      .join();
  }

  async close(): Promise<void> {
    await this.#host.close();
  }
}

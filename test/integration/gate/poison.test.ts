import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBoardDoc, readPlan } from '../../../shared/doc/board-doc';
import { createPlan, deletePlan, setField } from '../../../shared/doc/commands';
import { CLOSE } from '../../../shared/sync/close-codes';
import { MESSAGE, SYNC } from '../../../shared/sync/protocol';
import type { TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { awarenessOf, RawClient } from '../../support/clients/raw-client';

let company: Company;
let room: string;

beforeAll(async () => {
  company = await foundCompany();
  room = `board:${company.board}`;
  await postPlan(company.owner, company.board, 'p');
});
afterAll(() => company?.host.close());

/** A copy of the board as a member has it, and an own raw socket. */
async function enter(member: TestMember): Promise<{ doc: Y.Doc; raw: RawClient }> {
  const doc = openBoardDoc(new Y.Doc());
  const raw = await RawClient.open(member, room);
  raw.sendSync(SYNC.step1, Y.encodeStateVector(doc));
  await raw.until(() => raw.heard.some(({ sync }) => sync === SYNC.step2));
  for (const { sync, bytes } of raw.heard) if (sync === SYNC.step2 && bytes) Y.applyUpdate(doc, bytes);
  return { doc, raw };
}

function changeOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change();
  return Y.encodeStateAsUpdate(doc, before);
}

/** What the host answers to an upgrade of whatever target, before any socket is there. */
async function upgrade(target: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const { hostname, port, host } = new URL(company.host.url);
  const socket = connect(Number(port), hostname);
  const all = { Host: host, Connection: 'Upgrade', Upgrade: 'websocket', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  return (await text(socket)).split('\r\n')[0] ?? '';
}

describe('ten million characters', () => {
  const text = 'x'.repeat(10_000_000);

  it('[HOSTILE-4] [SYNC-27] in an update or in presence end their own connection, in a body the request', async () => {
    const { marketing, owner, board } = company;
    const colleague = await enter(owner);
    const oversized = [
      (raw: RawClient, doc: Y.Doc) =>
        raw.sendSync(
          SYNC.update,
          changeOf(doc, () => setField(doc, 'p', 'goal', text)),
        ),
      (raw: RawClient) => raw.send(awarenessOf([{ client: 4711, clock: 1, json: JSON.stringify({ text }) }])),
    ];
    for (const send of oversized) {
      const { raw, doc } = await enter(marketing);
      send(raw, doc);
      await raw.until(() => raw.closed !== null);
      expect(raw.closed).toBe(CLOSE.tooLarge);
    }
    const asked = owner.ask('POST', '/api/boards', { title: text });
    // A body is heard out for a while, so that its sender may hear why; this one is longer than that.
    expect([413, 'cut']).toContain(await asked.then(({ status }) => status).catch(() => 'cut'));

    const update = changeOf(colleague.doc, () => setField(colleague.doc, 'p', 'audience', 'goes on'));
    colleague.raw.sendSync(SYNC.update, update);
    await colleague.raw.until(() => colleague.raw.settled === 1);
    expect(colleague.raw.closed).toBeNull();
    expect((await owner.plan(board, 'p')).material).toMatchObject({ audience: 'goes on' });
  });
});

describe('hostile upgrades', () => {
  it('[GATE-31] are refused, wherever they want to go, and the host goes on', async () => {
    for (const target of ['//', 'http://[', '/', '*', '/%', '//sync/workspace', '/syn'])
      expect([target, await upgrade(target)]).toEqual([target, 'HTTP/1.1 404 Not Found']);
    for (const target of ['/sync/%', '/sync/workspace', '/sync/?//'])
      expect([target, await upgrade(target)]).toEqual([target, 'HTTP/1.1 400 Bad Request']);
    expect((await company.owner.ask('GET', '/api/me')).status).toBe(200);
  });

  it('[GATE-31] of other pages and other names are refused before their target is read', async () => {
    const strangers: Readonly<Record<string, string>>[] = [
      { Origin: 'https://evil.example' },
      { Host: 'evil.example' },
      { Host: '[' },
    ];
    for (const headers of strangers)
      for (const target of ['//', '/sync/workspace'])
        expect(await upgrade(target, headers)).toBe('HTTP/1.1 403 Forbidden');
    expect((await company.owner.ask('GET', '/api/me')).status).toBe(200);
  });
});

describe('hostile messages', () => {
  it('[GATE-20] cannot mute a colleague by his client ID', async () => {
    const { owner, marketing, board } = company;
    const [mine, theirs] = [await enter(owner), await enter(marketing)];
    expect(
      await mine.raw.update(changeOf(mine.doc, () => setField(mine.doc, 'p', 'goal', 'Leads'))),
    ).toBeNull();
    const forged = openBoardDoc(new Y.Doc());
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(mine.doc));
    forged.clientID = mine.doc.clientID;
    const poison = changeOf(forged, () => setField(forged, 'p', 'goal', 'forged'));
    expect(await theirs.raw.update(poison)).toBe('foreign-client');
    expect(
      await mine.raw.update(changeOf(mine.doc, () => setField(mine.doc, 'p', 'goal', 'Termine'))),
    ).toBeNull();
    expect((await owner.plan(board, 'p')).material['goal']).toBe('Termine');
    expect(theirs.raw.closed).toBeNull();
  });

  it('[GATE-21] reports a gap by number and goes on with what fits', async () => {
    const { owner, board } = company;
    const { doc, raw } = await enter(owner);
    const first = changeOf(doc, () => setField(doc, 'p', 'message', '1'));
    const second = changeOf(doc, () => setField(doc, 'p', 'message', '2'));
    expect(await raw.update(second)).toBe('gap');
    expect(await raw.update(first)).toBeNull();
    expect(await raw.update(second)).toBeNull();
    expect((await owner.plan(board, 'p')).material['message']).toBe('2');
    expect(raw.refused).toEqual([{ message: 1, reason: 'gap' }]);
  });

  it('[GATE-22] lets a guest write by no channel, and does not punish his routine answer', async () => {
    const { guest, owner, board } = company;
    const { doc, raw } = await enter(guest);
    expect(await raw.update(Y.encodeStateAsUpdate(doc), SYNC.step2)).toBeNull();
    const deletion = changeOf(doc, () => deletePlan(doc, 'p'));
    expect(await raw.update(deletion)).toBe('read-only');
    const plan = changeOf(doc, () => createPlan(doc, { id: 'g', kind: 'campaign', ownerId: 'g' }));
    expect(await raw.update(plan, SYNC.step2)).toBe('read-only');
    expect((await owner.plan(board, 'p')).status).toBeDefined();
    expect((await owner.ask('GET', `/api/boards/${board}/plans/g`)).status).toBe(404);
    expect(raw.closed).toBeNull();
  });

  it('[GATE-23] refuses unknown roots and subdocuments', async () => {
    const { doc, raw } = await enter(company.owner);
    expect(await raw.update(changeOf(doc, () => doc.getMap('members').set('x', 1)))).toBe('unknown-root');
    const other = openBoardDoc(new Y.Doc());
    other.getMap('meta').set('doc', new Y.Doc());
    expect(await raw.update(Y.encodeStateAsUpdate(other))).toBe('forbidden-content');
  });

  it('[GATE-24] ends the connection, and only that, of who sends what is no message', async () => {
    const { owner, marketing } = company;
    const bystander = await enter(marketing);
    const authMessage = encoding.encode((encoder) => encoding.writeVarUint(encoder, MESSAGE.auth));
    for (const bytes of [
      new Uint8Array([]),
      new Uint8Array([7]),
      new Uint8Array([100, 1]),
      new Uint8Array([0, 9]),
      authMessage,
    ]) {
      const { raw } = await enter(owner);
      raw.send(bytes);
      await raw.until(() => raw.closed !== null);
      expect(raw.closed).toBe(4400);
    }
    expect(bystander.raw.closed).toBeNull();
    const { doc, raw } = bystander;
    expect(await raw.update(changeOf(doc, () => setField(doc, 'p', 'audience', 'alle')))).toBeNull();
  });

  it('[GATE-25] takes a ticket once and for its room', async () => {
    const { owner, board } = company;
    const ticket = await owner.ticket(room);
    const first = await RawClient.open(owner, room, ticket);
    const second = await RawClient.open(owner, room, ticket);
    await second.until(() => second.closed !== null);
    expect(second.closed).toBe(4401);
    const other = await RawClient.open(owner, 'workspace', await owner.ticket(`board:${board}`));
    await other.until(() => other.closed !== null);
    expect(other.closed).toBe(4401);
    expect(first.closed).toBeNull();
  });

  it('[GATE-26] refuses edits of an archived board, takes them when it is open again', async () => {
    const { owner } = company;
    const archive = await owner.createBoard('Alt');
    await postPlan(owner, archive, 'q');
    const patch = (archived: boolean) => owner.ask('PATCH', `/api/boards/${archive}`, { archived });
    const doc = openBoardDoc(new Y.Doc());
    const raw = await RawClient.open(owner, `board:${archive}`);
    const edit = changeOf(doc, () => createPlan(doc, { id: 'r', kind: 'campaign', ownerId: owner.id }));
    expect((await patch(true)).status).toBe(200);
    expect(await raw.update(edit)).toBe('archived');
    expect((await owner.state(archive, 'q', { kind: 'plan-submitted' })).status).toBe(409);
    expect((await patch(false)).status).toBe(200);
    expect(await raw.update(edit)).toBeNull();
  });
});

describe('presence', () => {
  it('[PRESENCE-1] is stamped with the member, whoever the client says he is', async () => {
    const { owner, marketing } = company;
    const [mine, theirs] = [await enter(owner), await enter(marketing)];
    theirs.raw.sendAwareness([
      { client: theirs.doc.clientID, clock: 1, state: { member: owner.id, plan: 'p' } },
    ]);
    const seen = () => mine.raw.presence().get(theirs.doc.clientID);
    await mine.raw.until(() => seen() !== undefined);
    expect(seen()).toEqual({ member: marketing.id, plan: 'p' });
    theirs.raw.close();
    await mine.raw.until(() => seen() === null);
  });

  it("[PRESENCE-2] drops what is said under somebody else's client ID", async () => {
    const { owner, marketing } = company;
    const [mine, theirs] = [await enter(owner), await enter(marketing)];
    mine.raw.sendAwareness([{ client: mine.doc.clientID, clock: 1, state: { plan: 'p' } }]);
    await theirs.raw.until(() => theirs.raw.presence().has(mine.doc.clientID));
    theirs.raw.sendAwareness([
      { client: mine.doc.clientID, clock: 9, state: null },
      { client: theirs.doc.clientID, clock: 1, state: {} },
    ]);
    await mine.raw.until(() => mine.raw.presence().has(theirs.doc.clientID));
    expect(mine.raw.presence().get(mine.doc.clientID)).toEqual({ member: owner.id, plan: 'p' });
    // From then on nobody else can write under the ID that was only heard of.
    const forged = openBoardDoc(new Y.Doc());
    forged.clientID = mine.doc.clientID;
    createPlan(forged, { id: 'f', kind: 'campaign', ownerId: 'x' });
    expect(await theirs.raw.update(Y.encodeStateAsUpdate(forged))).toBe('foreign-client');
  });

  it('[PRESENCE-3] shows guests without letting them speak', async () => {
    const { owner, guest } = company;
    const mine = await enter(owner);
    const guests = () => [...mine.raw.presence().values()].filter((state) => state?.['member'] === guest.id);
    const before = guests().length;
    const theirs = await enter(guest);
    await mine.raw.until(() => guests().length === before + 1);
    theirs.raw.sendAwareness([{ client: theirs.doc.clientID, clock: 1, state: { plan: 'p' } }]);
    theirs.raw.send(new Uint8Array([MESSAGE.queryAwareness]));
    await theirs.raw.until(
      () => theirs.raw.heard.filter(({ type }) => type === MESSAGE.awareness).length > 2,
    );
    expect(mine.raw.presence().has(theirs.doc.clientID)).toBe(false);
    expect(guests().every((state) => state?.['plan'] === undefined)).toBe(true);
    theirs.raw.close();
    await mine.raw.until(() => guests().length === before);
  });

  it('[PRESENCE-6] nested too deep ends its own connection, and neither the host nor anybody else', async () => {
    const [liar, other] = [await enter(company.owner), await enter(company.marketing)];
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    liar.raw.send(awarenessOf([{ client: 4711, clock: 1, json: deep(199) }]));
    await other.raw.until(() => other.raw.presence().has(4711));
    // Of a size that is allowed. It can be read, and not be written again.
    liar.raw.send(awarenessOf([{ client: 4712, clock: 1, json: deep(8000) }]));
    await liar.raw.until(() => liar.raw.closed !== null);
    expect(liar.raw.closed).toBe(4400);
    expect((await company.owner.ask('GET', '/api/me')).status).toBe(200);
    await other.raw.flushed();
    expect([other.raw.closed, other.raw.presence().has(4712)]).toEqual([null, false]);
  });

  it('[SYNC-2] speaks on a quiet connection before a stock provider gives up', async () => {
    const raw = await RawClient.open(company.owner, 'workspace');
    const before = raw.heard.length;
    await vi.waitFor(() => expect(raw.heard.length).toBeGreaterThan(before), { interval: 250 });
  });
});

describe('removal', () => {
  it("[GATE-27] cuts a member's sockets at once and shuts every door", async () => {
    const { owner, board } = company;
    const leaver = await owner.invite({ name: 'Kurz Da', department: 'sales' });
    const { raw, doc } = await enter(leaver);
    const ticket = await leaver.ticket(room);
    expect((await owner.ask('DELETE', `/api/members/${leaver.id}`)).status).toBe(204);
    await raw.until(() => raw.closed !== null);
    expect(raw.closed).toBe(4403);
    const late = await RawClient.open(leaver, room, ticket);
    await late.until(() => late.closed !== null);
    expect(late.closed).toBe(4403);
    const me = await leaver.ask('GET', '/api/me');
    expect([me.status, me.body['reason']]).toEqual([403, 'removed']);
    expect(readPlan(doc, 'p')).not.toBeNull();
    expect((await owner.plan(board, 'p')).status).toBeDefined();
  });
});

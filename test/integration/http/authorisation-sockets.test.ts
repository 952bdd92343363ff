import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '../../../shared/sync/protocol';
import {
  fateOf,
  MESSAGES_SAID,
  ROOMS,
  SEATED,
  TICKETS,
  type Fate,
  type Made,
  type RoomKind,
  type Said,
  type Seated,
  type TicketKind,
} from '../../support/authorisation/sockets';
import { STATES, type State } from '../../support/authorisation/terms';
import { AuthorisationWorld, restoringBy, type Person, type Stage } from '../../support/authorisation/world';
import { sendBare } from '../../support/hostile/bare-request';
import { RawClient } from '../../support/clients/raw-client';

let world: AuthorisationWorld;
beforeAll(async () => {
  world = await AuthorisationWorld.found();
});
afterAll(() => world?.remove());

const SAID = Object.keys(MESSAGES_SAID) as Said[];
/** How somebody comes is no matter to a document. */
const WORKING = STATES.filter((state) => state !== 'stopping' && state !== 'unencrypted');

/** Those who hold a ticket at most, and may not be there. Whoever is invited to another board may be in the workspace's room. */
const OUTSIDE = [
  ...ROOMS.flatMap((kind) =>
    (['nobody', 'removed', 'device-removed'] as const).map((who) => [who, kind] as const),
  ),
  ['elsewhere', 'board'],
] as const;

/** What is no message at all may be answered as such before it is known who sent it. */
const isMalformed = (said: Said, closed: number | null) => said === 'a text frame' && closed === 4400;

function roomOf(kind: RoomKind, { given }: Stage): string {
  return kind === 'board' ? `board:${given.board}` : 'workspace';
}

/** A ticket, whether or not he who gets it may have one. */
async function ticketOf(person: Person, room: string, { host, given }: Stage): Promise<string> {
  const { storage, facts } = host.workspace;
  const { id, deviceId } = given.people[person];
  const [member, device] = [await storage.member(id), await storage.device(deviceId)];
  if (!member || !device) throw new Error(`${person} is not there`);
  return host.tickets.issue({ member, device }, room, facts.epoch).ticket;
}

/** A socket of a person in a room. */
async function enter(person: Person, room: string, stage: Stage): Promise<RawClient> {
  const member = stage.given.people[person].at(stage.url);
  return RawClient.open(member, room, await ticketOf(person, room, stage));
}

/** Somebody with a presence of his own, whom others may try to speak for. */
async function colleague(stage: Stage): Promise<{ client: number; raw: RawClient }> {
  const raw = await enter('target', roomOf('board', stage), stage);
  const client = new Y.Doc().clientID;
  raw.sendAwareness([{ client, clock: 1, state: { plan: 'p' } }]);
  if (stage.host.storageHealth === 'ok') await raw.until(() => raw.presence().has(client));
  return { client, raw };
}

/** Sends one message on a new socket. @returns what became of it */
async function fate(said: Said, who: Seated, kind: RoomKind, stage: Stage, other: number): Promise<Fate> {
  const raw = await enter(who, roomOf(kind, stage), stage);
  await raw.flushed();
  const before = raw.heard.length;
  const { message, client }: Made = MESSAGES_SAID[said](other);
  if (typeof message === 'string') raw.sendText(message);
  else raw.send(message);
  await raw.flushed();
  // Everything that changes the board goes through one line: what came before is done once this is.
  if (kind === 'board' && raw.closed === null) {
    const edits = said.includes('news') ? 2 : 1;
    raw.sendSync(SYNC.update, new Uint8Array([0, 0]));
    await raw.until(() => raw.settled >= edits || raw.closed !== null);
  }
  // Where somebody is may be told to all a moment later; whoever asks is told at once.
  if (client !== undefined && kind === 'board' && raw.closed === null) {
    raw.send(new Uint8Array([MESSAGE.queryAwareness]));
    await raw.flushed();
  }
  if (raw.closed !== null) return `closed ${raw.closed}`;
  const heard = raw.heard.slice(before);
  raw.close();
  await raw.until(() => raw.closed !== null);
  const [refused] = raw.refused;
  if (refused) return `refused ${refused.reason}`;
  if (said.includes('news')) return raw.settled > 1 ? 'settled' : 'dropped';
  if (client !== undefined && client !== other && raw.presence().get(client)) return 'heard';
  const answers = heard.filter(({ type, sync }) =>
    said === 'step1' ? sync === SYNC.step2 : type === MESSAGE.awareness,
  );
  return answers.length > 0 && (said === 'step1' || said === 'queryAwareness') ? 'answered' : 'dropped';
}

describe('[AUTH-2] every message by everybody who is in', () => {
  for (const state of WORKING)
    for (const kind of ROOMS)
      it(`${state} ${kind}: ${SAID.length * SEATED.length} cells come to what the table says`, async () => {
        const stage = await world.open(state);
        const other = await colleague(stage);
        const wrong: string[] = [];
        for (const said of SAID)
          for (const who of SEATED) {
            const expected = fateOf(said, who, kind, state);
            const before = await stage.fingerprint();
            const came = await fate(said, who, kind, stage, other.client);
            const changed = (await stage.fingerprint()) !== before;
            // An edit that is settled and changed something was taken.
            const became = came === 'settled' && changed ? 'taken' : came;
            if (became !== expected) wrong.push(`${said} by ${who}: ${became}, not ${expected}`);
            if (changed !== (expected === 'taken' || expected === 'heard'))
              wrong.push(`${said} by ${who}: ${changed ? 'changed something' : 'changed nothing'}`);
          }
        expect(wrong).toEqual([]);
        expect(other.raw.closed).toBeNull();
        expect(other.raw.presence().get(other.client)).not.toBeNull();
        await stage.close();
      });

  it('has a row for every type that the protocol knows', () => {
    const types = SAID.flatMap((said) => {
      const { message } = MESSAGES_SAID[said](1);
      return typeof message === 'string' || message.length === 0 ? [] : [message[0]];
    });
    expect(Object.values(MESSAGE).filter((type) => !types.includes(type))).toEqual([]);
  });

  for (const state of WORKING)
    it(`${state}: ${SAID.length * OUTSIDE.length} cells of who is not let in come to nothing`, async () => {
      const stage = await world.open(state);
      const other = await colleague(stage);
      const before = await stage.fingerprint();
      const wrong: string[] = [];
      for (const [who, kind] of OUTSIDE) {
        const room = roomOf(kind, stage);
        const came = await Promise.all(
          SAID.map(async (said) => {
            const ticket = who === 'nobody' ? 'x'.repeat(43) : await ticketOf(who, room, stage);
            const raw = await RawClient.open(stage.given.people.owner.at(stage.url), room, ticket);
            const { message } = MESSAGES_SAID[said](other.client);
            // At once, before he could be told.
            if (typeof message === 'string') raw.sendText(message);
            else raw.send(message);
            await raw.until(() => raw.closed !== null);
            return [said, raw.closed, raw.heard.length] as const;
          }),
        );
        for (const [said, closed, heard] of came)
          if (!(closed === (who === 'nobody' ? 4401 : 4403) || isMalformed(said, closed)) || heard > 0)
            wrong.push(`${said} by ${who} in ${kind}: closed ${closed}, heard ${heard}`);
      }
      expect(wrong).toEqual([]);
      expect(await stage.fingerprint()).toBe(before);
      expect(other.raw.closed).toBeNull();
      await stage.close();
    });

  it(`stopping: ${(SAID.length - 1) * SEATED.length * ROOMS.length} cells come to nothing`, async () => {
    const stage = await world.open('open');
    const sockets = await Promise.all(
      ROOMS.flatMap((kind) => SEATED.map((who) => enter(who, roomOf(kind, stage), stage))),
    );
    await Promise.all(sockets.map((raw) => raw.flushed()));
    const [before, heard] = [await stage.fingerprint(), sockets.map((raw) => raw.heard.length)];
    await stage.beginToStop();
    for (const said of SAID) {
      const { message } = MESSAGES_SAID[said](1);
      if (typeof message !== 'string') for (const raw of sockets) raw.send(message);
    }
    await Promise.all(sockets.map((raw) => raw.flushed()));
    expect(sockets.map((raw) => [raw.closed, raw.settled])).toEqual(sockets.map(() => [null, 0]));
    expect(sockets.map((raw) => raw.heard.length)).toEqual(heard);
    expect(await stage.fingerprint()).toBe(before);
    await stage.close();
    expect(sockets.map((raw) => raw.closed)).toEqual(sockets.map(() => 1001));
  });
});

/** The ticket, and the protocols beside it, with which somebody comes. */
async function comingWith(kind: TicketKind, stage: Stage): Promise<string[]> {
  const { given, url } = stage;
  const room = `board:${given.board}`;
  const by = async (person: Person, other = room) => [
    'handschlag.v1',
    `ticket.${await ticketOf(person, other, stage)}`,
  ];
  switch (kind) {
    case 'none':
      return ['handschlag.v1'];
    case 'made up':
      return ['handschlag.v1', `ticket.${'x'.repeat(43)}`];
    case 'a token in its place':
      return ['handschlag.v1', `ticket.${given.people.owner.token}`];
    case 'used': {
      const protocols = await by('owner');
      await closeCodeOf(protocols, stage, room);
      return protocols;
    }
    case 'for another room':
      return by('owner', 'workspace');
    case 'of before a restore': {
      const protocols = await by('owner');
      const { owner } = given.people;
      const headers = { authorization: `Bearer ${owner.token}` };
      const path = `/api/restore?${restoringBy(given, owner)}`;
      const { status } = await sendBare(url, { method: 'POST', path, headers, body: given.backup });
      if (status !== 204) throw new Error(`not restored: ${status}`);
      return protocols;
    }
    case 'of a member who was removed since':
      return by('removed');
    case 'of a device that was removed since':
      return by('device-removed');
    case 'of a member invited to another board only':
      return by('elsewhere');
    case 'for a board that is not there':
      return by('owner', 'board:none');
    case 'without the subprotocol':
      return [];
    case "a guest's":
      return by('guest');
    case "a member's":
      return by('member');
    case "an approver's":
      return by('approver');
    case "an owner's":
      return by('owner');
  }
}

/** How a socket is told to go: by a code, by the status of its upgrade, or not at all. */
function closeCodeOf(protocols: readonly string[], { url }: Stage, room: string): Promise<number | 'in'> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sync/${room}`, [...protocols]);
  return new Promise((done, fail) => {
    socket.once('unexpected-response', (_request, { statusCode }) => done(statusCode ?? 0));
    socket.once('message', () => {
      socket.close();
      done('in');
    });
    socket.once('close', done);
    socket.once('error', fail);
  });
}

describe('[AUTH-3] every ticket', () => {
  const kinds = Object.keys(TICKETS) as TicketKind[];
  for (const state of [...WORKING, 'stopping'] as const)
    it(`${state}: ${kinds.length} cells let in whom the table says`, async () => {
      const came: [TicketKind, number | 'in'][] = [];
      const expected: [TicketKind, number | 'in'][] = [];
      for (const kind of kinds) {
        // Nobody restores on a full disk, or while the host stops.
        const restoring = kind === 'of before a restore';
        if (restoring && (state === 'read-only' || state === 'stopping')) continue;
        const stage = await world.open(startOf(state));
        const room = `board:${kind === 'for a board that is not there' ? 'none' : stage.given.board}`;
        const protocols = await comingWith(kind, stage);
        if (state === 'stopping') await stage.beginToStop();
        came.push([kind, await closeCodeOf(protocols, stage, room)]);
        expected.push([kind, expectedOf(kind, state)]);
        await stage.close();
      }
      expect(came).toEqual(expected);
    });
});

function startOf(state: State): State {
  return state === 'stopping' ? 'open' : state;
}

function expectedOf(kind: TicketKind, state: State): number | 'in' {
  return state === 'stopping' ? 503 : TICKETS[kind];
}

import * as decoding from 'lib0/decoding';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSE } from '../../../../shared/sync/close-codes';
import { MESSAGE } from '../../../../shared/sync/protocol';
import { Host } from '../../../../server/host';
import { readPresence } from '../../../../server/board/presence';
import { bareHost, MEMBER, type BareHost, type TestSocket } from '../../../support/host/host-room';
import { awarenessOf } from '../../../support/clients/raw-client';

let world: BareHost;
let board: string;

beforeEach(async () => {
  const colleague = { ...MEMBER, id: 'colleague' };
  world = await bareHost([MEMBER, colleague]);
  board = (await world.host.createBoard('Wärmepumpe 2027')).id;
});
afterEach(() => world.close());

function enter(member = MEMBER.id): Promise<TestSocket> {
  return world.connect(member, `board:${board}`);
}

/** Lets somebody say where he is under client IDs, and waits until the host is done with it. */
async function say(socket: TestSocket, clients: readonly number[], state: object | null = {}, clock = 1) {
  // Long enough after what was told before that it is told at once.
  world.clock.time += 66;
  tellState(socket, clients, state, clock);
  await (await world.host.room(board)).settled();
}

function tellState(
  socket: TestSocket,
  clients: readonly number[],
  state: object | null,
  clock: number,
): void {
  const said = clients.map((client) => ({ client, clock, json: JSON.stringify(state) }));
  socket.seat?.receive(awarenessOf(said));
}

/** The client IDs a connection heard a state of, and whether it is there. */
function heard(socket: TestSocket): Map<number, boolean> {
  const states = new Map<number, boolean>();
  for (const message of socket.heard) {
    const decoder = decoding.createDecoder(message);
    if (decoding.readVarUint(decoder) !== MESSAGE.awareness) continue;
    for (const { client, state } of readPresence(decoder)) states.set(client, state !== null);
  }
  return states;
}

function statesIn(message: Uint8Array | undefined): readonly (object | null)[] {
  const decoder = decoding.createDecoder(message ?? new Uint8Array());
  decoding.readVarUint(decoder);
  return readPresence(decoder).map(({ state }) => state);
}

const range = (first: number, length: number) => Array.from({ length }, (_, n) => first + n);

describe('client IDs heard in presence', () => {
  it('[PRESENCE-2] are kept before anybody hears of them, so that no restart frees them', async () => {
    const [maren, other] = [await enter(), await enter('colleague')];
    await say(maren, [7]);
    expect(heard(other).get(7)).toBe(true);
    expect((await world.storage.document(board)).owners.get(7)).toBe(MEMBER.id);
    const again = await Host.open(world.storage, world.host.workspace.ports);
    expect((await again.room(board)).document.owners.get(7)).toBe(MEMBER.id);
    await say(other, [7], {}, 9);
    expect(heard(maren).get(7)).toBe(true);
    expect((await world.host.room(board)).document.owners.get(7)).toBe(MEMBER.id);
  });

  it('[PRESENCE-2] are told to nobody while they cannot be kept', async () => {
    const [maren, other] = [await enter(), await enter('colleague')];
    vi.spyOn(world.storage, 'write').mockRejectedValueOnce(new Error('disk full'));
    await say(maren, [7]);
    expect([maren.closed, heard(other).has(7)]).toEqual([CLOSE.failure, false]);
    expect((await world.host.room(board)).document.owners.has(7)).toBe(false);
  });

  it('[PRESENCE-2] show nobody who left before they were kept', async () => {
    const [maren, other] = [await enter(), await enter('colleague')];
    const said = say(maren, [7]);
    maren.seat?.leave();
    await said;
    expect(heard(other).get(7) ?? false).toBe(false);
  });

  it('[PRESENCE-4] are 64 at most over one connection, and 256 an hour of one member', async () => {
    const [maren, greedy, other] = [await enter(), await enter(), await enter('colleague')];
    for (const client of range(1000, 64)) await say(maren, [client]);
    expect(maren.closed).toBeNull();
    await say(maren, [9999]);
    await say(greedy, range(2000, 65));
    expect([maren.closed, greedy.closed]).toEqual([CLOSE.tooMany, CLOSE.tooMany]);
    for (const first of [3000, 4000, 5000]) await say(await enter(), range(first, 64));
    const late = await enter();
    await say(late, [6000]);
    expect([late.closed, heard(other).has(6000)]).toEqual([CLOSE.tooMany, false]);
    await say(other, [6001]);
    expect(other.closed).toBeNull();
    world.clock.time += 60_000;
    const later = await enter();
    await say(later, [6000]);
    expect([later.closed, heard(other).has(6000)]).toEqual([null, true]);
  });
});

describe('where somebody is', () => {
  it('[PRESENCE-7] is told at once, then together with what follows closely, as it is by then', async () => {
    const [maren, other] = [await enter(), await enter('colleague')];
    await say(maren, [7], { at: 0 });
    const messages = () => other.heard.filter(([type]) => type === MESSAGE.awareness);
    const before = messages().length;
    for (let step = 1; step <= 20; step++) tellState(maren, [7], { at: step }, 1 + step);
    expect(messages()).toHaveLength(before);
    await vi.waitFor(() => expect(messages()).toHaveLength(before + 1));
    expect(statesIn(messages().at(-1))).toEqual([expect.objectContaining({ at: 20 })]);
    tellState(maren, [7], null, 30);
    await vi.waitFor(() => expect(heard(other).get(7)).toBe(false));
    expect(messages()).toHaveLength(before + 2);
  });
});

describe('presence states', () => {
  it('[PRESENCE-6] nested 200 deep, or too long, end the connection that says them', async () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const said = async (json: string) => {
      const maren = await enter();
      maren.seat?.receive(awarenessOf([{ client: 7, clock: 1, json }]));
      await (await world.host.room(board)).settled();
      maren.seat?.leave();
      return maren.closed;
    };
    expect(await said(deep(199))).toBeNull();
    expect(await said(deep(200))).toBe(CLOSE.malformed);
    expect(await said(`{"a":${deep(199)}}`)).toBe(CLOSE.malformed);
    expect(await said(`"${'x'.repeat(16 * 1024 - 2)}"`)).toBeNull();
    expect(await said(`"${'x'.repeat(16 * 1024 - 1)}"`)).toBe(CLOSE.malformed);
    expect(world.events).toEqual([]);
  });

  it('[PRESENCE-6] that cannot be told once they are kept end the connection that said them', async () => {
    const [maren, other] = [await enter(), await enter('colleague')];
    const send = other.send.bind(other);
    vi.spyOn(other, 'send').mockImplementation((message) => {
      if (message[0] === MESSAGE.awareness) throw new Error('broken');
      send(message);
    });
    await say(maren, [7]);
    await vi.waitFor(() => expect(maren.closed).toBe(CLOSE.failure));
    expect(world.events).toEqual(['claim-failed']);
  });

  it('[PRESENCE-4] are four at most of one connection', async () => {
    const [maren, other] = [await enter(), await enter('colleague')];
    await say(maren, range(10, 5));
    expect([...heard(other).keys()]).toEqual(range(10, 4));
    await say(maren, [10], { plan: 'p' }, 2);
    await say(maren, [11], null, 2);
    await say(maren, [14], {}, 3);
    expect([...heard(other)].filter(([, there]) => there).map(([client]) => client)).toEqual([
      10, 12, 13, 14,
    ]);
  });

  it('[PRESENCE-5] that are gone are forgotten after a minute', async () => {
    const [maren, other] = [await enter(), await enter('colleague')];
    await say(maren, [7], {}, 5);
    maren.seat?.leave();
    const back = await enter();
    await say(back, [7], {}, 5);
    await vi.waitFor(() => expect(heard(other).get(7)).toBe(false));
    world.clock.time += 60_000;
    await world.host.tick();
    await say(back, [7], {}, 5);
    expect(heard(other).get(7)).toBe(true);
  });
});

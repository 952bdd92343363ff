import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../../../../server/board/document';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { MESSAGE, SYNC } from '../../../../shared/sync/protocol';
import { bareHost, MEMBER } from '../../../support/host/host-room';

/** Numbers of a hundred and more digits, of which the decoder makes NaN and Infinity. */
const ENDLESS = {
  NaN: Uint8Array.from([...Array<number>(149).fill(0x80), 0]),
  Infinity: Uint8Array.from([...Array<number>(147).fill(0x80), 1]),
};
type Endless = keyof typeof ENDLESS;

const EVE = { ...MEMBER, id: 'eve' };
/** Client IDs of the attacker, and of the colleague whom he means. */
const [OWN, THEIRS] = [7, 3];

type Write = (encoder: encoding.Encoder, endless: Uint8Array, clock: number) => void;
const numbers = (encoder: encoding.Encoder, ...all: number[]) =>
  all.forEach((each) => encoding.writeVarUint(encoder, each));
const kind = (encoder: encoding.Encoder, info: number) => encoding.writeUint8(encoder, info);
const raw = (encoder: encoding.Encoder, bytes: Uint8Array) => encoding.writeUint8Array(encoder, bytes);

/** One section of an own client ID: as many structs, of which the first is one collected clock where there are two. */
const section = (encoder: encoding.Encoder, structs: 1 | 2) => {
  numbers(encoder, 1, structs, OWN, 0);
  if (structs === 2) {
    kind(encoder, 0);
    numbers(encoder, 1);
  }
};

const UPDATES: Readonly<Record<string, Write>> = {
  'a collected struct as long': (encoder, endless) => {
    section(encoder, 2);
    kind(encoder, 0);
    raw(encoder, endless);
    numbers(encoder, 0);
  },
  'a skipped struct as long': (encoder, endless) => {
    section(encoder, 2);
    kind(encoder, 10);
    raw(encoder, endless);
    numbers(encoder, 0);
  },
  'something deleted as long in a root': (encoder, endless) => {
    section(encoder, 2);
    kind(encoder, 0x21);
    numbers(encoder, 1);
    encoding.writeVarString(encoder, 'meta');
    encoding.writeVarString(encoder, 'version');
    raw(encoder, endless);
    numbers(encoder, 0);
  },
  'an origin at such a clock': (encoder, endless) => {
    section(encoder, 1);
    kind(encoder, 0x84);
    numbers(encoder, 99);
    raw(encoder, endless);
    encoding.writeVarString(encoder, 'x');
    numbers(encoder, 0);
  },
  'a parent at such a clock': (encoder, endless) => {
    section(encoder, 1);
    kind(encoder, 0x24);
    numbers(encoder, 0, 99);
    raw(encoder, endless);
    encoding.writeVarString(encoder, 'key');
    encoding.writeVarString(encoder, 'x');
    numbers(encoder, 0);
  },
  "a colleague's struct as long, beside an own one": (encoder, endless, clock) => {
    numbers(encoder, 2, 1, THEIRS, clock);
    kind(encoder, 0);
    raw(encoder, endless);
    numbers(encoder, 1, OWN, 0);
    kind(encoder, 0);
    numbers(encoder, 1, 0);
  },
  'a deletion as long': (encoder, endless) => {
    numbers(encoder, 0, 1, THEIRS, 1, 0);
    raw(encoder, endless);
  },
  'a deletion from such a clock on': (encoder, endless) => {
    numbers(encoder, 0, 1, THEIRS, 1);
    raw(encoder, endless);
    numbers(encoder, 1);
  },
};

describe('[GATE-37] found: numbers without end', () => {
  const cases = Object.keys(UPDATES).flatMap((name) =>
    (Object.keys(ENDLESS) as Endless[]).map((endless) => [name, endless] as const),
  );
  it.each(cases)('in an update are refused, and everybody goes on: %s, %s', async (name, endless) => {
    const world = await bareHost([MEMBER, EVE]);
    const { id: board } = await world.host.createBoard('B');
    const room = `board:${board}`;
    const [eve, ida] = [await world.connect('eve', room), await world.connect('member', room)];
    const open = await world.host.room(board);
    const doc = openBoardDoc(new Y.Doc());
    doc.clientID = THEIRS;
    const write = (key: string) => {
      const before = Y.encodeStateVector(doc);
      root(doc, 'notes').set(key, key);
      ida.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc, before));
    };
    write('before');
    await open.settled();
    const clock = Y.getState(doc.store, THEIRS);
    const made = encoding.encode((encoder) => UPDATES[name]?.(encoder, ENDLESS[endless], clock));
    const rows = (await world.storage.document(board)).updates.length;
    eve.sendSync(SYNC.update, made);
    await open.settled();
    expect(eve.settled?.refused.map(({ reason }) => reason)).toEqual(['malformed']);
    expect((await world.storage.document(board)).updates.length).toBe(rows);

    write('after');
    await open.settled();
    const late = openBoardDoc(new Y.Doc());
    const newcomer = await world.connect('member', room);
    newcomer.sendSync(SYNC.step1, Y.encodeStateVector(late));
    for (const update of newcomer.syncsSince(0)) Y.applyUpdate(late, update);
    const log: string[] = [];
    const reloaded = await BoardDocument.load(board, world.storage, (event) => log.push(event));
    for (const each of [late, reloaded.doc, open.document.doc]) {
      expect(root(each, 'notes').toJSON()).toEqual({ before: 'before', after: 'after' });
      expect(each.store.pendingStructs).toBeNull();
    }
    expect(log).toEqual([]);
    await world.close();
  });

  it.each(['client', 'clock'] as const)(
    'in presence end the connection that says them: %s',
    async (where) => {
      const world = await bareHost([MEMBER, EVE]);
      const { id: board } = await world.host.createBoard('B');
      const room = `board:${board}`;
      for (const endless of Object.values(ENDLESS)) {
        const [eve, ida] = [await world.connect('eve', room), await world.connect('member', room)];
        const states = encoding.encode((encoder) => {
          numbers(encoder, 1);
          if (where === 'client') raw(encoder, endless);
          else numbers(encoder, OWN);
          if (where === 'clock') raw(encoder, endless);
          else numbers(encoder, 1);
          encoding.writeVarString(encoder, '{}');
        });
        eve.seat?.receive(
          encoding.encode((encoder) => {
            numbers(encoder, MESSAGE.awareness);
            encoding.writeVarUint8Array(encoder, states);
          }),
        );
        expect([eve.closed, ida.closed]).toEqual([4400, null]);
      }
      await world.close();
    },
  );
});

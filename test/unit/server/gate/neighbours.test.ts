import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { root } from '../../../../shared/doc/board-doc';
import { setField } from '../../../../shared/doc/commands';
import { changeOf, oneStruct, setUp } from '../../../support/clients/known-doc';
import { undoOf } from '../../doc/support';

describe('what lies beside what', () => {
  it('[GATE-33] refuses a struct between two that are no neighbours: it would vanish for latecomers alone', () => {
    const { host, mine } = setUp();
    const notes = root(mine, 'notes');
    const lists = [new Y.Array<string>(), new Y.Array<string>()] as const;
    for (const [index, list] of lists.entries()) {
      notes.set(`list ${index}`, list);
      list.push(['x']);
    }
    expect(host.take(Y.encodeStateAsUpdate(mine), 'mine')).toHaveProperty('claimed');
    const [left, right] = lists.map((list) => list._start?.id);
    if (!left || !right) throw new Error('the lists are empty');
    const between = (origin: Y.ID, rightOrigin: Y.ID) =>
      oneStruct(4711, 0, (encoder) => {
        encoding.writeUint8(encoder, 0x80 | 0x40 | 8);
        for (const { client, clock } of [origin, rightOrigin]) {
          encoding.writeVarUint(encoder, client);
          encoding.writeVarUint(encoder, clock);
        }
        encoding.writeVarUint(encoder, 1);
        encoding.writeAny(encoder, 'seen today, gone tomorrow');
      });
    expect(host.take(between(left, right), 'theirs')).toEqual({ refused: 'forbidden-content' });
    // In one list, but one of them under a key of a map: no neighbours either.
    const key = notes._map.get('list 0')?.id ?? left;
    expect(host.take(between(left, key), 'theirs')).toEqual({ refused: 'forbidden-content' });
    lists[0].push(['y']);
    host.take(Y.encodeStateAsUpdate(mine), 'mine');
    const next = Y.createID(left.client, mine.store.clients.get(left.client)?.at(-1)?.id.clock ?? 0);
    expect(host.take(between(left, next), 'theirs')).toHaveProperty('claimed', [4711]);
  });

  it('[GATE-34] refuses several values under one key: half of them could be deleted', () => {
    const { host } = setUp();
    const under = (write: (encoder: encoding.Encoder) => void) => oneStruct(4712, 0, write);
    const key = (ref: number, encoder: encoding.Encoder) => {
      encoding.writeUint8(encoder, 0x20 | ref);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, 'notes');
      encoding.writeVarString(encoder, 'k');
    };
    const text = under((encoder) => {
      key(4, encoder);
      encoding.writeVarString(encoder, 'seven!!');
    });
    expect(host.take(text, 'mine')).toEqual({ refused: 'forbidden-content' });
    // Honest clients send this: values that were replaced before the host heard of them.
    const deleted = under((encoder) => {
      key(1, encoder);
      encoding.writeVarUint(encoder, 7);
    });
    expect(host.take(deleted, 'mine')).toHaveProperty('claimed', [4712]);
  });

  it('[GATE-34] takes former values in one struct, as undo keeps them, with the deletion of all of it', () => {
    const { host, mine } = setUp();
    const undo = undoOf(mine);
    const typed = changeOf(mine, () => {
      for (const goal of ['W', 'Wä', 'Wär', 'Wärm', 'Wärme']) setField(mine, 'a', 'goal', goal);
    });
    const { structs } = Y.decodeUpdate(typed);
    expect(structs.map(({ length }) => length)).toEqual([4, 1]);
    const { client, clock } = structs[0]?.id ?? { client: 0, clock: 0 };
    const deleting = (from: number, length: number) =>
      encoding.encode((encoder) => {
        for (const part of [1, client, 1, from, length]) encoding.writeVarUint(encoder, part);
      });
    const alone = typed.slice(0, -deleting(clock, 4).length);
    for (const part of [deleting(clock, 3), deleting(clock + 1, 3), new Uint8Array([0])])
      expect(host.take(new Uint8Array([...alone, ...part]), 'mine')).toEqual({
        refused: 'forbidden-content',
      });
    expect(host.take(typed, 'mine')).toHaveProperty('clocks', new Map([[client, clock + 5]]));
    expect(root(host.doc, 'plans').toJSON()).toEqual(root(mine, 'plans').toJSON());
    const undone = changeOf(mine, () => undo.undo());
    expect(host.take(undone, 'mine')).toHaveProperty('clocks');
  });
});

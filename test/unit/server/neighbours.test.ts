import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { root } from '../../../shared/doc/board-doc';
import { oneStruct, setUp } from '../../support/known-doc';

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
});

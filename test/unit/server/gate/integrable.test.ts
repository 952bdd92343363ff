import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { integrable, type Before } from '../../../../server/gate/integrable';
import { NOWHERE } from '../../../../server/gate/position';
import { chain, circle } from '../../../support/hostile/hostile-updates';

/** A document with nothing in it. */
const nothing: Before = { clock: () => 0, position: () => NOWHERE };

describe('integrable', () => {
  it('[GATE-32] takes time in proportion to the structs, in whatever order they come', () => {
    const structs = Y.decodeUpdate(chain(100_000)).structs;
    for (const order of [structs, structs.toReversed()]) {
      const integrated = integrable(order, nothing, () => false);
      expect(integrated?.clocks.size).toBe(100_000);
      expect(integrated?.positions.get(1000, 0)).toMatchObject({ depth: 1, hosts: false });
    }
  });

  it('[GATE-13] finds what hangs on each other, or on itself, and never ends', () => {
    for (const length of [1, 2, 3])
      expect(integrable(Y.decodeUpdate(circle(length)).structs, nothing, () => false)).toBeNull();
  });

  it('[GATE-13] waits for everything a struct hangs on, also within its own client', () => {
    const [left, right] = [new Y.Doc(), new Y.Doc()];
    left.getText('notes').insert(0, 'ab');
    Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
    right.getText('notes').insert(1, 'x');
    Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
    left.getText('notes').insert(1, 'y');
    const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(left));
    expect(integrable(structs, nothing, () => false)?.clocks).toEqual(
      new Map([
        [left.clientID, 3],
        [right.clientID, 1],
      ]),
    );
    expect(
      integrable(
        structs.filter(({ id }) => id.client === right.clientID),
        nothing,
        () => false,
      ),
    ).toBeNull();
  });
});

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { MAX_DEPTH } from '../../../../shared/domain/json';
import { createPlan, setField } from '../../../../shared/doc/commands';
import { saysNothing } from '../../../../server/gate/update-check';
import { chain } from '../../../support/hostile/hostile-updates';
import { changeOf, oneStruct, setUp } from '../../../support/clients/known-doc';

describe('checkUpdate', () => {
  it("[GATE-10] takes a member's own structs and remembers whose client ID it is", () => {
    const { host, theirs } = setUp();
    const update = changeOf(theirs, () => setField(theirs, 'a', 'title', 'B'));
    expect(host.take(update, 'theirs')).toMatchObject({ claimed: [theirs.clientID] });
    expect(host.owner(theirs.clientID)).toBe('theirs');
  });

  it("[GATE-11] refuses structs under another member's client ID, which would mute him", () => {
    const { host, mine } = setUp();
    const forged = openBoardDoc(new Y.Doc());
    forged.clientID = mine.clientID;
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(mine));
    forged.clientID = mine.clientID;
    const update = changeOf(forged, () => setField(forged, 'a', 'title', 'forged'));
    expect(host.take(update, 'theirs')).toEqual({ refused: 'foreign-client' });
    const honest = changeOf(mine, () => setField(mine, 'a', 'title', 'honest'));
    expect(host.take(honest, 'mine')).toHaveProperty('update');
    expect(host.doc.store.pendingStructs).toBeNull();
  });

  it('[GATE-12] refuses a gap, takes an overlap', () => {
    const { host, mine } = setUp();
    const first = changeOf(mine, () => setField(mine, 'a', 'title', '1'));
    const second = changeOf(mine, () => setField(mine, 'a', 'title', '2'));
    expect(host.take(second, 'mine')).toEqual({ refused: 'gap' });
    expect(host.take(Y.mergeUpdates([first, second]), 'mine')).toHaveProperty('update');
    const third = changeOf(mine, () => setField(mine, 'a', 'title', '3'));
    expect(host.take(Y.mergeUpdates([first, second, third]), 'mine')).toHaveProperty('update');
    expect(host.take(third, 'mine')).toBe('nothing');
    expect(host.doc.store.pendingStructs).toBeNull();
  });

  it('[GATE-12] refuses a gap that nothing but the clock tells of', () => {
    const { host, mine } = setUp();
    const first = changeOf(mine, () => root(mine, 'notes').set('x', 1));
    const second = changeOf(mine, () => root(mine, 'notes').set('y', 2));
    expect(host.take(second, 'mine')).toEqual({ refused: 'gap' });
    expect(host.take(first, 'mine')).toHaveProperty('update');
    expect(host.take(second, 'mine')).toHaveProperty('update');
  });

  it('[GATE-13] refuses what hangs on something that is not here', () => {
    const { host, mine, theirs } = setUp();
    const unsent = changeOf(mine, () => createPlan(mine, { id: 'b', kind: 'campaign', ownerId: 'm' }));
    Y.applyUpdate(theirs, unsent);
    const update = changeOf(theirs, () => setField(theirs, 'b', 'title', 'B'));
    expect(host.take(update, 'theirs')).toEqual({ refused: 'gap' });
  });

  it('[GATE-14] refuses unknown roots and subdocuments', () => {
    const { host, theirs } = setUp();
    const strange = changeOf(theirs, () => theirs.getMap('elsewhere').set('x', 1));
    expect(host.take(strange, 'theirs')).toEqual({ refused: 'unknown-root' });
    const nested = new Y.Doc();
    nested.clientID = 77;
    root(openBoardDoc(nested), 'notes').set('doc', new Y.Doc());
    expect(host.take(Y.encodeStateAsUpdate(nested), 'theirs')).toEqual({ refused: 'forbidden-content' });
  });

  it('[GATE-15] refuses to delete what is not here yet', () => {
    const { host, mine } = setUp();
    const future = encoding.encode((encoder) => {
      // No structs; one client with one range of deletions far ahead.
      for (const number of [0, 1, mine.clientID, 1, 1000, 5]) encoding.writeVarUint(encoder, number);
    });
    expect(host.take(future, 'theirs')).toEqual({ refused: 'gap' });
    expect(host.doc.store.pendingDs).toBeNull();
  });

  it("[GATE-16] takes deletions of others' content, once", () => {
    const { host, theirs } = setUp();
    const update = changeOf(theirs, () => root(theirs, 'plans').delete('a'));
    expect(host.take(update, 'theirs')).toMatchObject({ claimed: [] });
    expect(host.take(update, 'theirs')).toBe('nothing');
  });

  it('[GATE-17] passes on nothing that is known already: no second version of it', () => {
    const { host, mine, theirs } = setUp();
    const fake = openBoardDoc(new Y.Doc());
    fake.clientID = mine.clientID;
    createPlan(fake, { id: 'a', kind: 'campaign', ownerId: 'm', fields: { title: 'fake' } });
    const own = changeOf(theirs, () => setField(theirs, 'a', 'title', 'own'));
    const checked = host.take(Y.mergeUpdates([Y.encodeStateAsUpdate(fake), own]), 'theirs');
    if (checked === 'nothing' || 'refused' in checked) throw new Error('should have been accepted');
    const { structs } = Y.decodeUpdate(checked.update);
    expect(structs.map((struct) => struct.id.client)).not.toContain(mine.clientID);
  });

  it('[GATE-17] cuts off what is known of a client ID that goes on', () => {
    const { host, mine } = setUp();
    const known = Y.getState(host.doc.store, mine.clientID);
    setField(mine, 'a', 'title', 'B');
    const checked = host.take(Y.encodeStateAsUpdate(mine), 'mine');
    if (checked === 'nothing' || 'refused' in checked) throw new Error('should have been accepted');
    expect(Y.decodeUpdate(checked.update).structs.map(({ id }) => id.clock)).toEqual([known]);
  });

  it('[GATE-17] passes on everything that is new, however it was put together', () => {
    const { host, theirs } = setUp();
    const own = changeOf(theirs, () => root(theirs, 'notes').set('x', 1));
    // A second section of the client ID, without structs, before the deletions: Yjs would forget the first.
    const empty = encoding.encode((encoder) => {
      for (const number of [0, theirs.clientID, Y.getState(theirs.store, theirs.clientID)])
        encoding.writeVarUint(encoder, number);
    });
    const twice = new Uint8Array([2, ...own.subarray(1, -1), ...empty, 0]);
    expect(own[0]).toBe(1);
    expect(host.take(twice, 'theirs')).toHaveProperty('update');
    expect(root(host.doc, 'notes').get('x')).toBe(1);
  });

  it('[GATE-18] refuses bytes that are no update, and structs that Yjs would read otherwise', () => {
    const { host } = setUp();
    for (const bytes of [[], [1], [255, 255, 255], [1, 1, 5, 0, 4], Array<number>(50).fill(7)])
      expect(host.take(new Uint8Array(bytes), 'theirs')).toEqual({ refused: 'malformed' });
    // A struct without length stands still at its clock; one of the length of the universe ends all clocks.
    const empty = oneStruct(5, 0, (encoder) =>
      [0, 0].forEach((number) => encoding.writeVarUint(encoder, number)),
    );
    expect(host.take(empty, 'theirs')).toEqual({ refused: 'malformed' });
    const vast = oneStruct(5, 0, (encoder) =>
      [0, 2 ** 50].forEach((number) => encoding.writeVarUint(encoder, number)),
    );
    expect(host.take(vast, 'theirs')).toEqual({ refused: 'malformed' });
    const skip = oneStruct(5, 0, (encoder) =>
      [10, 3].forEach((number) => encoding.writeVarUint(encoder, number)),
    );
    expect(host.take(skip, 'theirs')).toEqual({ refused: 'gap' });
  });

  it('[GATE-19] refuses types within types deeper than anybody could walk', () => {
    const { host, theirs } = setUp();
    const nest = (map: Y.Map<unknown>, levels: number) => {
      let at = map;
      map.doc?.transact(() => {
        for (let level = 0; level < levels; level++) at = at.set('x', new Y.Map<unknown>());
      });
      return at;
    };
    let deepest: Y.Map<unknown> | undefined;
    const deep = changeOf(theirs, () => (deepest = nest(root(theirs, 'notes'), MAX_DEPTH - 1)));
    expect(host.take(deep, 'theirs')).toHaveProperty('update');
    // What is here counts as well, also for who names a neighbour instead of his parent.
    const last = changeOf(theirs, () => deepest?.set('y', new Y.Map()));
    expect(host.take(last, 'theirs')).toHaveProperty('update');
    const further = changeOf(theirs, () => nest(deepest?.get('y') as Y.Map<unknown>, 1));
    expect(host.take(further, 'theirs')).toEqual({ refused: 'forbidden-content' });

    const hostile = openBoardDoc(new Y.Doc());
    nest(root(hostile, 'notes'), 20_000);
    expect(host.take(Y.encodeStateAsUpdate(hostile), 'hostile')).toEqual({ refused: 'forbidden-content' });
  });

  it('[GATE-19] refuses plain values deeper than anybody could walk', () => {
    const { host } = setUp();
    const withNote = (levels: number) => {
      const doc = openBoardDoc(new Y.Doc());
      let value: unknown[] = [];
      for (let level = 1; level < levels; level++) value = [value];
      root(doc, 'notes').set('x', value);
      return Y.encodeStateAsUpdate(doc);
    };
    expect(host.take(withNote(MAX_DEPTH), 'theirs')).toHaveProperty('update');
    expect(host.take(withNote(MAX_DEPTH + 1), 'theirs')).toEqual({ refused: 'forbidden-content' });
  });

  it('[GATE-32] takes as many new client IDs in one update as a day needs, and no more', () => {
    const { host } = setUp();
    expect(host.take(chain(1000), 'theirs')).toHaveProperty('update');
    expect(root(host.doc, 'notes').get('last')).toBe(1);
    expect(host.take(chain(1001, 5000), 'theirs')).toEqual({ refused: 'forbidden-content' });
  });

  it('[GATE-32] refuses deletions said again and again, each of which costs a look', () => {
    const { host, mine } = setUp();
    const again = encoding.encode((encoder) => {
      for (const number of [0, 1, mine.clientID, 3, 0, 1, 1, 2, 0, 1]) encoding.writeVarUint(encoder, number);
    });
    expect(host.take(again, 'theirs')).toEqual({ refused: 'malformed' });
    expect(saysNothing(again, host)).toBe(false);
  });

  it("[GATE-30] keeps clients out of the host's own root, whichever way they name it", () => {
    const { host, theirs } = setUp();
    root(host.doc, 'meta').set('version', 2);
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(host.doc));
    const forbidden = { refused: 'forbidden-content' };
    const added = changeOf(theirs, () => root(theirs, 'meta').set('other', 1));
    expect(host.take(added, 'theirs')).toEqual(forbidden);
    const stranger = openBoardDoc(new Y.Doc());
    Y.applyUpdate(stranger, Y.encodeStateAsUpdate(host.doc));
    const replaced = changeOf(stranger, () => root(stranger, 'meta').set('version', 3));
    expect(host.take(replaced, 'stranger')).toEqual(forbidden);
    const remover = openBoardDoc(new Y.Doc());
    Y.applyUpdate(remover, Y.encodeStateAsUpdate(host.doc));
    const removed = changeOf(remover, () => root(remover, 'meta').delete('version'));
    expect(host.take(removed, 'remover')).toEqual(forbidden);
    expect(root(host.doc, 'meta').toJSON()).toEqual({ version: 2 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { partsOf } from '../../../../server/gate/update-parts';
import { forgedUpdate, written, type Names } from '../../../support/hostile/forged-updates';

type Decoded = ReturnType<typeof Y.decodeUpdate>;

const parts = (update: Uint8Array) => partsOf(update, Infinity);

/** How many values there are, nested ones too. */
function valuesIn(list: readonly unknown[]): number {
  const open = [...list];
  let found = 0;
  while (open.length > 0) {
    const value = open.pop();
    found += 1;
    if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array))
      open.push(...Object.values(value));
  }
  return found;
}

/** What the decoder made of an update: structs, values in them, deleted ranges. */
function decodedParts({ structs, ds }: Decoded): number {
  const values = structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? [valuesIn(struct.content.arr)] : [],
  );
  const ranges = [...ds.clients.values()].map((each) => each.length);
  return structs.length + [...values, ...ranges].reduce((sum, each) => sum + each, 0);
}

describe('the parts of an update', () => {
  it('[GATE-40] are counted in whatever an app writes', () => {
    const doc = new Y.Doc();
    const map = doc.getMap('notes');
    map.set('all', [
      1,
      -1,
      0.5,
      1e300,
      'text',
      true,
      false,
      null,
      undefined,
      { a: { b: [] } },
      new Uint8Array(3),
    ]);
    const text = new Y.XmlText();
    const element = new Y.XmlElement('paragraph');
    map.set('brief', element);
    element.insert(0, [text]);
    text.insert(0, 'Wärmepumpe', { bold: true });
    text.insertEmbed(3, { image: 'x' });
    text.delete(2, 3);
    doc.getArray('other').insert(0, [1, 2, 3]);
    doc.getArray('other').delete(1, 1);
    const update = Y.encodeStateAsUpdate(doc);
    const decoded = Y.decodeUpdate(update);
    // A section of structs, and one client ID of deletions; an embed or a format is one part more than its struct.
    const inJson = decoded.structs.filter(
      (struct) =>
        struct instanceof Y.Item &&
        (struct.content instanceof Y.ContentFormat || struct.content instanceof Y.ContentEmbed),
    );
    expect(inJson.length).toBeGreaterThan(1);
    expect(parts(update)).toBe(decodedParts(decoded) + 2 + inJson.length);
  });

  it('[GATE-40] are never fewer than what the decoder makes of anything', () => {
    const names: Names = {
      client: (which) => ({ zero: 0, giant: 2 ** 40, beyond: 2 ** 53 - 1 })[which as 'zero'] ?? which.length,
      clock: () => 5,
      type: () => ({ client: 4, clock: 0 }),
    } as Names;
    let [decodable, all] = [0, 0];
    fc.assert(
      fc.property(forgedUpdate, (forged) => {
        const update = written(forged, names);
        all += 1;
        const decoded = attempt(() => Y.decodeUpdate(update));
        if (!decoded) return;
        decodable += 1;
        expect(parts(update)).toBeGreaterThanOrEqual(decodedParts(decoded));
        expect(parts(update)).toBeLessThanOrEqual(update.length);
      }),
      { numRuns: 1000 },
    );
    expect(decodable).toBeGreaterThan(all / 4);
  });

  it('[GATE-40] are counted no further than asked, and of whatever bytes there are', () => {
    const doc = new Y.Doc();
    doc.getMap('notes').set(
      'k',
      Array.from({ length: 1000 }, () => 1),
    );
    expect(partsOf(Y.encodeStateAsUpdate(doc), 100)).toBe(101);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(partsOf(bytes, 1000)).toBeLessThanOrEqual(1001);
      }),
    );
  });
});

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowMap } from '../../../../renderer/client/board/rows/row-map';

interface Row {
  readonly id: string;
  readonly version: number;
}

/** Enough IDs for several pieces, few enough that they come again. */
const id = fc.integer({ min: 0, max: 200 }).map((n) => `plan-${n}`);
const change = fc.array(fc.tuple(id, fc.boolean()), { maxLength: 150 });

it('[CLIENT-77] every version of the rows says what a map of its own would, also once there are later ones', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let version = 0;
      const versions = [{ rows: RowMap.empty<Row>(), model: new Map<string, Row>() }];
      for (const [at, each] of changes.entries()) {
        // Also from an earlier one: versions may fork.
        const from = versions[at % 3 === 2 ? at - 1 : at];
        if (!from) continue;
        const rows = new Map(
          each.map(([of, isThere]) => [of, isThere ? { id: of, version: version++ } : undefined]),
        );
        const model = new Map(from.model);
        for (const [of, row] of rows)
          if (row) model.set(of, row);
          else model.delete(of);
        versions.push({ rows: from.rows.with(rows), model });
      }
      for (const { rows, model } of versions) {
        expect(rows.size).toBe(model.size);
        expect(new Map(rows)).toEqual(model);
        expect(new Set(rows.keys())).toEqual(new Set(model.keys()));
        for (let n = 0; n <= 200; n++) {
          expect(rows.get(`plan-${n}`)).toBe(model.get(`plan-${n}`));
          expect(rows.has(`plan-${n}`)).toBe(model.has(`plan-${n}`));
        }
        for (const other of versions) {
          const all = new Set([...model.keys(), ...other.model.keys()]);
          const differing = [...all].filter((of) => model.get(of) !== other.model.get(of));
          expect(rows.changedSince(other.rows)?.toSorted()).toEqual(differing.toSorted());
        }
      }
    }),
    { numRuns: 40 },
  );
});

it('[CLIENT-77] is the same object when nothing of it changes, and compares with no map of other rows', () => {
  const row = { id: 'a', version: 1 };
  const rows = RowMap.empty<Row>().with(new Map([['a', row]]));
  expect(rows.with(new Map([['a', row]]))).toBe(rows);
  expect(rows.with(new Map([['b', undefined]]))).toBe(rows);
  expect(rows.changedSince(new Map([['a', row]]))).toBeNull();
  expect(rows.changedSince(RowMap.empty<Row>())).toBeNull();
});

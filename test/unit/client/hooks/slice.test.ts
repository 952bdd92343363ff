import { describe, expect, it } from 'vitest';
import { hasSameParts } from '../../../../renderer/client/hooks/slice';

describe('parts of a store', () => {
  it('[CAL-16] are the same when all that they are made of is', () => {
    const [plan, plans] = [{}, new Map()];
    expect(hasSameParts([plan, 1], [plan, 1])).toBe(true);
    expect(hasSameParts({ plan, plans }, { plan, plans })).toBe(true);
    expect(hasSameParts(undefined, undefined)).toBe(true);
  });

  it.each([
    ['another part', [1, 2], [1, 3]],
    ['one part more', [1], [1, 2]],
    ['another name', { a: undefined }, { b: undefined }],
    ['one name more', { a: 1 }, { a: 1, b: 2 }],
    ['nothing yet', undefined, {}],
    ['a list of none', {}, []],
  ])('[CAL-16] are others with %s', (_what, one, other) => {
    expect(hasSameParts(one, other)).toBe(false);
    expect(hasSameParts(other, one)).toBe(false);
  });

  it('[CAL-16] that are maps are looked into by nobody, however many plans a board has', () => {
    let looks = 0;
    class Watched extends Map<string, number> {
      override entries() {
        looks += 1;
        return super.entries();
      }
      override [Symbol.iterator]() {
        looks += 1;
        return super[Symbol.iterator]();
      }
    }
    expect(hasSameParts(new Watched([['p', 1]]), new Watched([['p', 1]]))).toBe(false);
    expect(looks).toBe(0);
  });
});

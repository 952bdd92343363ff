import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { isCivilDate } from '../../../shared/domain/dates';
import { fieldDiff } from '../../../shared/domain/diff';
import type { Json, JsonObject } from '../../../shared/domain/json';
import { decidingDepartment, departmentOf, digestOf, materialOf } from '../../../shared/domain/plan';

interface Pair {
  readonly what: string;
  readonly plan: JsonObject;
  readonly material: JsonObject;
  readonly digest: string;
}
const PAIRS = JSON.parse(
  readFileSync(new URL('../../fixtures/digests.json', import.meta.url), 'utf8'),
) as readonly Pair[];

/** RFC 8785 for values without exotic numbers, in three lines and apart from the product's code. */
function plainCanonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plainCanonical).join(',')}]`;
  const object = value as JsonObject;
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${plainCanonical(object[key] ?? null)}`).join(',')}}`;
}

const digestOfFields = (fields: Record<string, Json>) => digestOf(materialOf({ id: 'p', ...fields }));

describe('[PLAN-6] digests do not change', () => {
  test.each(PAIRS.map((pair) => [pair.what, pair] as const))('%s', (_what, { plan, material, digest }) => {
    expect(materialOf({ id: 'any', ...plan })).toStrictEqual(material);
    expect(digestOf(materialOf({ id: 'any', ...plan }))).toBe(digest);
    expect(createHash('sha256').update(plainCanonical(material), 'utf8').digest('hex')).toBe(digest);
  });
});

describe('material', () => {
  test.each(['rank', 'tags', 'color', 'meta'])('[PLAN-1] leaves out %s', (field) => {
    expect(materialOf({ id: 'p', title: 'a', [field]: 'x' })).toStrictEqual({ title: 'a' });
  });

  test.each(['title', 'kind', 'newFieldOfTomorrow', 'constructor', 'toString'])(
    '[PLAN-1] has %s',
    (field) => {
      expect(materialOf({ id: 'p', [field]: 'x' })).toStrictEqual({ [field]: 'x' });
    },
  );

  test.each<[Json]>([[null], [''], [[]], [{}]])('[PLAN-2] %j is absent', (value) => {
    const fields = { title: value, channels: value, brief: value, other: value };
    expect(materialOf({ id: 'p', ...fields })).toStrictEqual({});
  });

  test.each<[Json]>([[0], [false], [' '], [[[]]], [{ a: null }]])('[PLAN-2] %j is there', (value) => {
    expect(materialOf({ id: 'p', other: value })).toStrictEqual({ other: value });
  });

  it('[PLAN-3] sorts sets by code units and drops repetitions, blanks and what is no text', () => {
    const channels = ['z', 'ä', 'a', 'z', '', 'Z', 7, null, '\ud83d\ude00', '\ufb33'];
    expect(materialOf({ id: 'p', channels })).toStrictEqual({
      channels: ['Z', 'a', 'z', 'ä', '\ud83d\ude00', '\ufb33'],
    });
  });

  it('[PLAN-3] keeps a set that somebody made a text', () => {
    expect(materialOf({ id: 'p', channels: 'Messe' })).toStrictEqual({ channels: 'Messe' });
  });

  it('[PLAN-7] sets no prototype', () => {
    const plan = JSON.parse(
      '{"id":"p","__proto__":{"title":"forged"},"other":{"__proto__":{"x":1},"y":2}}',
    ) as JsonObject;
    const material = materialOf({ ...plan, id: 'p' });
    expect(material['title']).toBeUndefined();
    expect(material).toStrictEqual({ other: { y: 2 } });
  });

  it('[PLAN-7] counts a lone surrogate as the host will receive it', () => {
    expect(digestOfFields({ title: 'a\ud83d' })).toBe(digestOfFields({ title: 'a\ufffd' }));
    expect(digestOf({ title: 'a\ud83d' })).toBe(digestOf({ title: 'a\ufffd' }));
  });

  test.each<[Json]>([[NaN], [{ a: [Infinity] }], ['\udfff'], [[-0]]])(
    '[PLAN-7] makes a digest of %j',
    (value) => {
      expect(digestOf({ value })).toMatch(/^[0-9a-f]{64}$/);
      expect(digestOfFields({ value })).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  test.each<[Json | undefined, string, string]>([
    ['campaign', 'marketing', 'sales'],
    ['sales-activity', 'sales', 'marketing'],
    ['unheard-of', 'marketing', 'sales'],
    [undefined, 'marketing', 'sales'],
  ])('a plan of kind %j is of %s, and %s decides', (kind, owns, decides) => {
    expect([departmentOf(kind), decidingDepartment(kind)]).toEqual([owns, decides]);
  });
});

describe('[PLAN-8] the field diff', () => {
  it('names known fields in the order of the form, then unknown ones', () => {
    const before = { zeta: 1, brief: ['b'], title: 'a', end: '2027-01-02' };
    const after = { alpha: 1, brief: ['c'], title: 'b', channels: ['x'], end: '2027-01-02' };
    expect(fieldDiff(before, after)).toStrictEqual([
      { field: 'title', before: 'a', after: 'b' },
      { field: 'channels', after: ['x'] },
      { field: 'brief', before: ['b'], after: ['c'] },
      { field: 'alpha', after: 1 },
      { field: 'zeta', before: 1 },
    ]);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('takes %s for a field like any other', (field) => {
    expect(fieldDiff({}, { [field]: 'x' })).toStrictEqual([{ field, after: 'x' }]);
    expect(fieldDiff({ [field]: 'x' }, {})).toStrictEqual([{ field, before: 'x' }]);
  });

  it('compares what canonical JSON would refuse', () => {
    expect(fieldDiff({ title: '\ud800' }, { title: '\ufffd' })).toEqual([]);
    expect(fieldDiff({ title: '\ud800' }, { title: 'b' })).toHaveLength(1);
  });
});

describe('[PLAN-11] a civil date', () => {
  test.each(['2027-02-28', '2028-02-29', '1900-01-01', '2199-12-31'])('%s is one', (text) => {
    expect(isCivilDate(text)).toBe(true);
  });
  test.each([
    '2027-02-29',
    '2027-02-31',
    '2027-2-3',
    '1899-12-31',
    '2200-01-01',
    '20270203',
    '2027-02-03T00:00',
    '',
    null,
    20270203,
  ])('%j is none', (value) => {
    expect(isCivilDate(value)).toBe(false);
  });
});

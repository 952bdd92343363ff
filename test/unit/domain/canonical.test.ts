import { describe, expect, it, test } from 'vitest';
import {
  canonicalJson,
  canonicalText,
  sha256OfJson,
  cleanJson,
  isTooDeep,
  MAX_DEPTH,
  type Json,
} from '../../../shared/domain/json';

/** Appendix B of RFC 8785: the bits of a double and its text. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

describe('[PLAN-12] canonical JSON', () => {
  it('is the example of RFC 8785 section 3.2.2', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as Json;
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts keys as RFC 8785 section 3.2.3 does', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual([
      // JSON.parse puts keys that look like indexes first.
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonicalJson(value).indexOf('Carriage')).toBeLessThan(canonicalJson(value).indexOf('One'));
  });

  test.each(NUMBERS)('writes the double %s as %s', (bits, text) => {
    const double = Buffer.from(bits, 'hex').readDoubleBE();
    expect(canonicalJson(double)).toBe(text);
  });

  test.each([NaN, Infinity, -Infinity, 'a\ud800', '\udc00b'])('refuses %j', (value) => {
    expect(() => canonicalJson([value])).toThrow(/not allowed/);
  });

  it('hashes UTF-8', () => {
    expect(sha256OfJson('ä')).toBe('1e5f2b0a7756f4b45eed5d71769ae579e023f70efba74bd855057914c7e16d40');
  });
});

describe('[PLAN-7] cleaning', () => {
  test.each<[unknown, Json]>([
    ['a\ud800b', 'a\ufffdb'],
    ['\ude00\ud83d', '\ufffd\ufffd'],
    ['\ud83d\ude00', '\ud83d\ude00'],
    [NaN, null],
    [-Infinity, null],
    [-0, 0],
    [undefined, null],
    [10n, null],
    [
      [undefined, 1],
      [null, 1],
    ],
    [{ 'k\udc00': 'v\ud800' }, { 'k\ufffd': 'v\ufffd' }],
    [JSON.parse('{"a":{"__proto__":{"b":1},"c":2}}'), { a: { c: 2 } }],
  ])('makes JSON of case %#', (value, clean) => {
    expect(cleanJson(value)).toStrictEqual(clean);
  });

  it('cuts what is too deep, says so, and cuts no more the second time', () => {
    const cut = cleanJson(nested(100_000));
    expect(isTooDeep(cut)).toBe(true);
    expect(cleanJson(cut)).toStrictEqual(cut);
    expect(isTooDeep(cleanJson(nested(MAX_DEPTH - 1)))).toBe(false);
    expect(isTooDeep(cleanJson(nested(MAX_DEPTH)))).toBe(true);
  });

  it('compares what canonical JSON refuses', () => {
    expect(canonicalText({ a: NaN, b: '\ud800' })).toBe('{"a":null,"b":"\ufffd"}');
    expect(canonicalText(nested(100_000))).toHaveLength(200_000);
  });
});

/** That many arrays within one another. */
function nested(depth: number): Json {
  let value: Json = [];
  for (let level = 1; level < depth; level++) value = [value];
  return value;
}

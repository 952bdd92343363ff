import fc from 'fast-check';

/** Something done to a JSON text: at one of its values, or around all of it. */
export interface Bend {
  /** Which of its values, from 0 to 1. */
  readonly at: number;
  readonly how: 'replace' | 'wrap' | 'remove' | 'add' | 'deepen';
  /** JSON as it is written, good or not. */
  readonly text: string;
}

const STRANGE = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '0',
  '-0',
  '-1',
  '1e309',
  '1e-400',
  '9007199254740993',
  'NaN',
  'Infinity',
  '0x10',
  '01',
  '"\\ud800"',
  '"\\u0000"',
  '"\\udc00\\ud800"',
  `"${'x'.repeat(3000)}"`,
  `"${'ä'.repeat(100_000)}"`,
  `[${'0,'.repeat(50_000)}0]`,
  '{"__proto__":{"role":"owner"}}',
  '{"constructor":{"prototype":{"role":"owner"}}}',
  '{"toString":1,"valueOf":2,"toJSON":3}',
  '{"length":1e9}',
];

export const bent: fc.Arbitrary<Bend> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom<Bend['how']>('replace', 'replace', 'replace', 'wrap', 'remove', 'add', 'deepen'),
  text: fc.oneof(fc.constantFrom(...STRANGE), fc.json({ maxDepth: 2 })),
});

const STRANGE_KEYS = ['__proto__', 'constructor', 'role', 'id', ''];
const DEPTH = 20_000;

/** Where values begin and end in a JSON text: strings after a colon, numbers, words. */
const VALUES = /(?<=:)(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g;

export function bend(text: string, { at, how, text: strange }: Bend): string {
  const values = [...text.matchAll(VALUES)];
  const value = values[Math.min(values.length - 1, Math.floor(at * values.length))];
  if (value === undefined) return strange;
  const [start, end] = [value.index, value.index + value[0].length];
  const put = (between: string) => text.slice(0, start) + between + text.slice(end);
  switch (how) {
    case 'replace':
      return put(strange);
    case 'wrap':
      return put(`[${value[0]}]`);
    case 'remove':
      return put('');
    case 'add':
      return put(`${value[0]},"${STRANGE_KEYS[Math.floor(at * STRANGE_KEYS.length)] ?? ''}":${strange}`);
    case 'deepen':
      return put(`${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`);
  }
}

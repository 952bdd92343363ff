import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import type * as Y from 'yjs';

/**
 * Updates (v1) written struct by struct, as no honest client would: every field can be chosen. What is chosen are names
 * (a colleague's client ID, the next clock), which become numbers when the document they are for is known.
 */

export const CLIENTS = ['mine', 'fresh', 'colleague', 'host', 'nobody', 'zero', 'giant', 'beyond'] as const;
const CLOCKS = ['next', 'zero', 'gap', 'before', 'giant', 'beyond'] as const;
const PLACES = ['meta', 'members', '__proto__', 'constructor', ''] as const;
const KEYS = [
  'title',
  'start',
  'p',
  'version',
  '__proto__',
  'constructor',
  'toString',
  '',
  '\u0000',
] as const;

export type Client = (typeof CLIENTS)[number];

/** A struct that is here, comes with the update, or is nowhere. */
interface Reference {
  readonly client: Client;
  /** Which of its clocks. */
  readonly nth: number;
}

interface Forged {
  readonly kind: 'item' | 'gc' | 'skip';
  readonly origin: Reference | null;
  readonly right: Reference | null;
  /** A root, a struct, or one of the types that are here. */
  readonly parent: string | Reference | number;
  readonly key: string | null;
  readonly content: Content;
}

interface Section {
  readonly client: Client;
  readonly clock: (typeof CLOCKS)[number];
  readonly structs: readonly Forged[];
  /** How many structs it says it has, if not so many. */
  readonly count: number | null;
}

export interface ForgedUpdate {
  readonly sections: readonly Section[];
  readonly deletes: readonly { readonly at: Reference; readonly length: number }[];
}

/** Which number each name stands for. */
export interface Names {
  client(name: Client): number;
  /** The next clock of a client ID. */
  clock(client: number): number;
  /** One of the types that are here, by any number. */
  type(nth: number): Pick<Y.ID, 'client' | 'clock'>;
}

type Content = { readonly ref: number; readonly length: number; readonly value: unknown };

/** So that most of an update is in order, and what is not gets far. */
const mostly = <T>(sound: fc.Arbitrary<T>, wild: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 14, arbitrary: sound }, { weight: 1, arbitrary: wild });

const reference: fc.Arbitrary<Reference> = mostly(
  fc.record({ client: fc.constantFrom<Client>('mine', 'colleague'), nth: fc.nat(3) }),
  fc.record({ client: fc.constantFrom(...CLIENTS), nth: fc.nat(6) }),
);

/** A value so deep that it is made only when it is written: whoever reports a counterexample walks down it. */
class Nested {
  constructor(readonly depth: number) {}
}

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', 'x', 0, -1, 0.5, 2 ** 31, 2 ** 53, -0, NaN, Infinity, 10n ** 17n),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.object({ maxDepth: 2, maxKeys: 3 }),
  fc.constantFrom<unknown>(
    { ['__proto__']: 1 },
    JSON.parse('{"__proto__":{"polluted":true}}'),
    [[[[]]]],
    new Uint8Array(3),
  ),
  fc.constantFrom(150, 199, 200).map((depth) => new Nested(depth)),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const contentOf = <T>(ref: number, values: fc.Arbitrary<T>, length: (value: T) => number = () => 1) =>
  values.map((value): Content => ({ ref, length: length(value), value }));

/** By the numbers that Yjs gives the kinds of content; 0, 10 and above are none. */
const content: fc.Arbitrary<Content> = mostly(
  fc.oneof(
    contentOf(8, fc.array(anyValue, { minLength: 1, maxLength: 2 }), (values) => values.length),
    contentOf(7, fc.nat(6)),
    contentOf(4, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), (text) => text.length),
    contentOf(3, fc.uint8Array({ maxLength: 4 })),
    contentOf(2, fc.constantFrom('null', '{}', '"\\ud800"', '{"__proto__":1}', '[1]')),
    contentOf(5, fc.constantFrom('null', '{}', '{"src":1}')),
    contentOf(6, fc.constantFrom('null', 'true', '{"a":1}')),
    contentOf(1, fc.constantFrom(1, 3), Number),
  ),
  fc.oneof(
    contentOf(
      8,
      fc.array(
        fc.constantFrom(202, 2000, 4000).map((depth) => new Nested(depth)),
        { minLength: 1, maxLength: 1 },
      ),
    ),
    contentOf(7, fc.constantFrom(7, 31, 2 ** 40)),
    contentOf(4, fc.constantFrom('', '\ud800', 'x'.repeat(100_000))),
    contentOf(1, fc.constantFrom(0, 2 ** 20, 2 ** 45), Number),
    contentOf(2, fc.constantFrom('{', 'undefined', '')),
    contentOf(5, fc.constantFrom('{', '')),
    contentOf(6, fc.constantFrom('}', '')),
    contentOf(9, fc.constantFrom('a', '')),
    fc.constantFrom(0, 10, 11, 31).map((ref): Content => ({ ref, length: 1, value: null })),
  ),
);

const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 1 });
const parents = ['notes', 'notes', 'plans', 'threads', 'agenda', 'insights'];

const forged: fc.Arbitrary<Forged> = fc.record({
  kind: mostly(fc.constant<Forged['kind']>('item'), fc.constantFrom<Forged['kind']>('gc', 'skip')),
  origin: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: reference }),
  right: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: reference }),
  parent: mostly<Forged['parent']>(
    fc.oneof(fc.constantFrom(...parents), fc.nat(1000)),
    fc.oneof(fc.constantFrom(...PLACES), reference),
  ),
  key: rarely(fc.constantFrom<string>(...KEYS)),
  content,
});

export const forgedUpdate: fc.Arbitrary<ForgedUpdate> = fc.record({
  sections: fc.array(
    fc.record({
      client: mostly(fc.constantFrom<Client>('mine', 'fresh'), fc.constantFrom(...CLIENTS)),
      clock: mostly(fc.constant<Section['clock']>('next'), fc.constantFrom(...CLOCKS)),
      structs: fc.array(forged, { minLength: 1, maxLength: 4 }),
      count: mostly<number | null>(fc.constant(null), fc.constantFrom(0, 1, 7, 2 ** 31, 2 ** 52)),
    }),
    { maxLength: 2 },
  ),
  deletes: fc.array(
    fc.record({
      at: reference,
      length: mostly(fc.constant(1), fc.constantFrom(0, 2, 5, 2 ** 31, 2 ** 45)),
    }),
    { maxLength: 1 },
  ),
});

/** Writes it down for a document. */
export function written({ sections, deletes }: ForgedUpdate, names: Names): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections.length);
    for (const section of sections) writeSection(encoder, section, names);
    encoding.writeVarUint(encoder, deletes.length);
    for (const { at, length } of deletes) {
      const { client, clock } = idOf(at, names);
      for (const number of [client, 1, clock, length]) encoding.writeVarUint(encoder, number);
    }
  });
}

function writeSection(
  encoder: encoding.Encoder,
  { client, clock, structs, count }: Section,
  names: Names,
): void {
  const id = names.client(client);
  const next = names.clock(id);
  const from = {
    next,
    zero: 0,
    gap: next + 3,
    before: Math.max(0, next - 1),
    giant: 2 ** 41,
    beyond: 2 ** 53 - 1,
  };
  for (const number of [count ?? structs.length, id, from[clock]]) encoding.writeVarUint(encoder, number);
  for (const struct of structs) writeStruct(encoder, struct, names);
}

function writeStruct(encoder: encoding.Encoder, struct: Forged, names: Names): void {
  const { kind, origin, right, parent, key, content: what } = struct;
  if (kind !== 'item') {
    encoding.writeUint8(encoder, kind === 'gc' ? 0 : 10);
    encoding.writeVarUint(encoder, what.length);
    return;
  }
  const info = what.ref | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (key === null ? 0 : 0x20);
  encoding.writeUint8(encoder, info);
  if (origin) writeId(encoder, idOf(origin, names));
  if (right) writeId(encoder, idOf(right, names));
  if (!origin && !right) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
    else writeId(encoder, typeof parent === 'number' ? names.type(parent) : idOf(parent, names));
    if (key !== null) encoding.writeVarString(encoder, key);
  }
  writeContent(encoder, what);
}

function writeContent(encoder: encoding.Encoder, { ref, value }: Content): void {
  switch (ref) {
    case 1:
    case 7:
      encoding.writeVarUint(encoder, Number(value));
      if (ref === 7 && (value === 3 || value === 5)) encoding.writeVarString(encoder, 'paragraph');
      return;
    case 2:
      encoding.writeVarUint(encoder, 1);
      return encoding.writeVarString(encoder, String(value));
    case 3:
      return encoding.writeVarUint8Array(encoder, value as Uint8Array);
    case 6:
      encoding.writeVarString(encoder, 'bold');
      return encoding.writeVarString(encoder, String(value));
    case 8:
      encoding.writeVarUint(encoder, (value as unknown[]).length);
      for (const each of value as unknown[])
        encoding.writeAny(encoder, (each instanceof Nested ? nested(each.depth) : each) as never);
      return;
    case 9:
      encoding.writeVarString(encoder, String(value));
      return encoding.writeAny(encoder, {});
    default:
      encoding.writeVarString(encoder, String(value));
  }
}

function idOf({ client, nth }: Reference, names: Names): Pick<Y.ID, 'client' | 'clock'> {
  const id = names.client(client);
  // The newest ones, and then those that come with this update.
  return { client: id, clock: Math.max(0, names.clock(id) - 4 + nth) };
}

function writeId(encoder: encoding.Encoder, { client, clock }: Pick<Y.ID, 'client' | 'clock'>): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

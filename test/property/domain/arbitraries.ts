import fc from 'fast-check';
import type { Json } from '../../../shared/domain/json';

/** JSON as a hostile or clumsy writer may leave it, `__proto__` and lone surrogates included. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, -0, ''),
    fc.double(),
    fc.integer(),
    anyText(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(anyKey(), tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).json;

export function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc
      .array(fc.constantFrom('a', 'ä', '\ud83d\ude00', '\ud83d', '\ude00', '"', '\\', '\n'), { maxLength: 5 })
      .map((parts) => parts.join('')),
  );
}

export function anyKey(): fc.Arbitrary<string> {
  return fc.oneof(
    anyText(),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'text', 'type', 'attrs', 'children', 'marks'),
  );
}

const markName = fc.constantFrom('bold', 'italic', 'link', 'code');
const marks = fc.dictionary(
  markName,
  fc.constantFrom<Json>({}, true, null, { href: 'x' }, { href: 'x', class: null }, { target: '_blank' }),
  { maxKeys: 3 },
);
const run = fc.record(
  { text: fc.constantFrom('', 'a', 'b', 'ä\n', '\ud83d\ude00', '<b>'), marks },
  { requiredKeys: ['text'] },
);
const attrs = fc.dictionary(
  fc.constantFrom('level', 'start', 'x'),
  fc.constantFrom<Json>(null, 1, 2, 'a', [1]),
  { maxKeys: 2 },
);

/** Briefs as editors write them, with every variation that must not count. */
export const brief: fc.Arbitrary<Json[]> = fc.array(
  fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      run,
      fc.record(
        {
          type: fc.constantFrom('paragraph', 'heading', 'orderedList', 'hardBreak', 'constructor'),
          attrs,
          children: fc.array(tie('node'), { maxLength: 4 }),
        },
        { requiredKeys: ['type'] },
      ),
    ),
  })).node,
  { maxLength: 5 },
);

const known = {
  title: fc.oneof(anyText(), fc.constant(null)),
  goal: anyText(),
  channels: fc.array(fc.constantFrom('Messe', 'E-Mail', 'Radio', ''), { maxLength: 5 }),
  regions: fc.array(anyText(), { maxLength: 4 }),
  budgetMinor: fc.oneof(fc.integer(), fc.double()),
  brief,
  rank: anyText(),
  meta: fc.dictionary(anyText(), fc.integer(), { maxKeys: 2, noNullPrototype: true }),
};

/** The fields of a plan: known ones of about the right type, and anything else. */
export const planFields: fc.Arbitrary<Record<string, Json>> = fc
  .tuple(
    fc.record(known, { requiredKeys: [] }),
    fc.dictionary(anyKey(), anyJson, { maxKeys: 3, noNullPrototype: true }),
  )
  .map(([fields, others]) => ({ ...others, ...fields }) as Record<string, Json>);

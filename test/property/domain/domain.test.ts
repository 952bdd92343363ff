import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseBrief } from '../../../shared/domain/brief';
import { canonicalJson, cleanJson, type Json, type JsonObject } from '../../../shared/domain/json';
import { isCivilDate, weeksOf } from '../../../shared/domain/dates';
import { fieldDiff } from '../../../shared/domain/diff';
import { digestOf, IMMATERIAL_FIELDS, materialOf } from '../../../shared/domain/plan';
import { hashOfEntry, type RecordEntry } from '../../../shared/domain/record';
import { isFault, NOTHING_SEEN, verifyChain } from '../../../shared/domain/verify/chain';
import { campaign, Log } from '../../unit/domain/support';
import { anyJson, anyText, brief, planFields } from './arbitraries';

const RUNS = { numRuns: 500 };
const digest = (fields: Record<string, Json>) => digestOf(materialOf({ ...fields, id: 'p' }));

/** RFC 8785 once more, by nobody's library. */
function independent(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(independent).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const sorted = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${independent(each)}`).join(',')}}`;
}

/** The same value with the keys of every object in another order. */
function reordered(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .reverse()
      .map(([key, each]) => [key, reordered(each)]),
  );
}

describe('digests', () => {
  it('[PLAN-6] are what anybody computes of the material', () => {
    fc.assert(
      fc.property(planFields, (fields) => {
        const material = materialOf({ ...fields, id: 'p' });
        expect(digestOf(material)).toBe(
          createHash('sha256').update(independent(material), 'utf8').digest('hex'),
        );
      }),
      RUNS,
    );
  });

  it('[PLAN-6] survive JSON, as it lies in the record', () => {
    fc.assert(
      fc.property(planFields, (fields) => {
        const material = materialOf({ ...fields, id: 'p' });
        const stored = JSON.parse(JSON.stringify(material)) as JsonObject;
        expect(digestOf(stored)).toBe(digestOf(material));
        expect(digestOf(materialOf({ ...stored, id: 'p' }))).toBe(digestOf(material));
        expect(fieldDiff(stored, material)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('[PLAN-2] [PLAN-3] do not see order, repetition, emptiness and bookkeeping', () => {
    const bookkeeping = fc.dictionary(fc.constantFrom(...IMMATERIAL_FIELDS), anyJson, { maxKeys: 4 });
    const empty = fc.constantFrom<Json>(null, '', [], {});
    fc.assert(
      fc.property(planFields, bookkeeping, empty, anyText(), (fields, other, nothing, unused) => {
        const plain: Record<string, Json> = { ...(reordered(fields) as JsonObject) };
        if (Array.isArray(plain['channels']))
          plain['channels'] = [...plain['channels'], ...plain['channels']].reverse() as Json;
        if (!(unused in plain) && unused !== 'id') plain[unused] = nothing;
        expect(digest({ ...plain, ...other })).toBe(digest(fields));
      }),
      RUNS,
    );
  });

  it('[PLAN-8] are equal exactly when the field diff is empty', () => {
    fc.assert(
      fc.property(planFields, planFields, fc.boolean(), (one, two, related) => {
        const [a, b] = [
          materialOf({ ...one, id: 'p' }),
          materialOf({ ...(related ? { ...one, ...two } : two), id: 'p' }),
        ];
        expect(fieldDiff(a, b).length === 0).toBe(digestOf(a) === digestOf(b));
        expect(fieldDiff(a, b).map(({ field }) => field)).toEqual(fieldDiff(b, a).map(({ field }) => field));
      }),
      RUNS,
    );
  });

  it('[PLAN-7] can be made of anything', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText(), fc.anything(), { maxKeys: 4 }), (fields) => {
        expect(digest(fields as Record<string, Json>)).toMatch(/^[0-9a-f]{64}$/);
        expect(digestOf(fields as JsonObject)).toMatch(/^[0-9a-f]{64}$/);
      }),
      RUNS,
    );
  });

  it('[PLAN-12] rest on RFC 8785', () => {
    fc.assert(
      fc.property(
        anyJson.map((json) => cleanJson(json)),
        (json) => {
          expect(canonicalJson(json)).toBe(independent(json));
        },
      ),
      RUNS,
    );
  });
});

describe('[PLAN-4] a brief', () => {
  it('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.oneof(brief, anyJson), (value) => {
        const form = normaliseBrief(value);
        expect(normaliseBrief(form)).toEqual(form);
      }),
      RUNS,
    );
  });

  it('is the same however its runs are cut', () => {
    const text = fc.constantFrom('a', 'äb', '\ud83d\ude00c', 'defg');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), fc.boolean(), (parts, bold) => {
        const marks: JsonObject = bold ? { marks: { bold: {} } } : {};
        const of = (texts: readonly string[]): Json => [
          { type: 'paragraph', children: texts.map((each) => ({ text: each, ...marks })) },
        ];
        expect(normaliseBrief(of(parts))).toEqual(normaliseBrief(of([parts.join('')])));
      }),
    );
  });
});

describe('[VERIFY-1] a chain', () => {
  const A = campaign();
  const { entries } = new Log()
    .append('board-created')
    .agree(A)
    .submit(campaign({ title: 'x' }))
    .decide('decline', A)
    .end('withdrawn', A);
  const last = entries[entries.length - 1];
  const known = { seq: last?.seq ?? 0, hash: last?.hash ?? '' };
  const position = fc.nat({ max: entries.length - 1 });
  /** Whether a reader who knows the head would take these entries for the record. */
  const passes = (changed: readonly RecordEntry[]) => {
    const head = verifyChain(NOTHING_SEEN, changed);
    return !isFault(head) && head.hash === known.hash;
  };

  it('passes as it is', () => {
    expect(passes(entries)).toBe(true);
  });

  it('shows any change of any field', () => {
    const fields = [
      'seq',
      'prev',
      'at',
      'kind',
      'board',
      'plan',
      'by',
      'device',
      'statement',
      'sig',
      'body',
      'hash',
    ] as const;
    fc.assert(
      fc.property(position, fc.constantFrom(...fields), anyJson, fc.boolean(), (at, field, value, rehash) => {
        const entry = entries[at];
        if (!entry) return;
        const { [field]: before, ...rest } = entry;
        fc.pre(JSON.stringify(before) !== JSON.stringify(value));
        const forged = { ...rest, ...(value === null ? {} : { [field]: value }) } as unknown as RecordEntry;
        fc.pre(!(value === null && before === undefined));
        const changed = rehash && field !== 'hash' ? rehashed(forged) : forged;
        expect(passes(entries.map((each, index) => (index === at ? changed : each)))).toBe(false);
      }),
      RUNS,
    );
  });

  it('shows deletion, repetition, exchange and truncation', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        const swapped = entries.map((entry, index) =>
          index === a ? entries[b] : index === b ? entries[a] : entry,
        );
        expect(passes(entries.filter((_, index) => index !== a))).toBe(false);
        expect(passes([...entries.slice(0, a + 1), ...entries.slice(b)])).toBe(b === a + 1);
        expect(passes(swapped as RecordEntry[])).toBe(a === b);
        expect(passes(entries.slice(0, a))).toBe(false);
      }),
    );
  });

  it('does not go on from a known head after being cut and written anew', () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 8 }), (kept, added) => {
        const forged = new Log();
        forged.entries.push(...entries.slice(0, kept));
        for (let i = 0; i < added; i++) forged.append('archived', { body: { i } });
        const answer = forged.entries.slice(known.seq);
        const head = verifyChain(known, answer);
        expect(isFault(head) || (answer.length === 0 && forged.head !== known.hash)).toBe(true);
      }),
    );
  });
});

/** An entry whose hash is right again after a change, as a careful forger leaves it. */
function rehashed(entry: RecordEntry): RecordEntry {
  try {
    return { ...entry, hash: hashOfEntry(entry) };
  } catch {
    return entry;
  }
}

it('[FOLLOWUP-2] the working days of the weeks of a span are those of the span', () => {
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.nat({ max: 400 }), (first, length) => {
      const days = Array.from(
        { length: length + 1 },
        (_, i) => new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate() + i)),
      );
      const workdays = days.filter((each) => each.getUTCDay() % 6 !== 0).length;
      const [start, end] = [days[0], days[days.length - 1]].map(
        (each) => each?.toISOString().slice(0, 10) ?? '',
      );
      const weeks = weeksOf(start ?? '', end ?? '');
      expect(weeks.reduce((sum, week) => sum + week.workdays, 0)).toBe(Math.max(1, workdays));
      expect(weeks.every(({ monday }) => new Date(monday).getUTCDay() === 1)).toBe(true);
    }),
    RUNS,
  );
});

it('[PLAN-11] a civil date is a day of the calendar', () => {
  const part = (max: number) => fc.nat({ max });
  fc.assert(
    fc.property(fc.integer({ min: 1890, max: 2210 }), part(14), part(33), (year, month, day) => {
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const date = new Date(`${text}T00:00:00Z`);
      const exists =
        !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && year >= 1900 && year <= 2199;
      expect(isCivilDate(text)).toBe(exists);
    }),
    RUNS,
  );
});

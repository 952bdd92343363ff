import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seal, type Opened } from '../../server/rounds/seal';
import { entryBody, entryIn, type Entry } from '../../shared/domain/rounds/entry';
import {
  joinedResult,
  medianOf,
  resultOf,
  splitResult,
  type Answer,
  type EstimateResult,
  type NotesResult,
  type PulseResult,
  type VotesResult,
} from '../../shared/domain/rounds/result';
import { ROUND_KINDS, type RoundKind, type RoundOptions } from '../../shared/domain/rounds/round';

const TARGETS = ['a', 'b', 'c', 'd'];
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((each) => entryBody.safeParse({ text: each }).success);
const number = fc.integer({ min: 0, max: 500 });

const OPTIONS: Readonly<Record<RoundKind, fc.Arbitrary<RoundOptions>>> = {
  notes: fc.record({
    kind: fc.constant('notes' as const),
    authors: fc.constantFrom('shown' as const, 'hidden' as const),
  }),
  votes: fc.record({
    kind: fc.constant('votes' as const),
    votesEach: fc.integer({ min: 1, max: 5 }),
    perTarget: fc.integer({ min: 1, max: 5 }),
    on: fc.subarray(TARGETS, { minLength: 1 }).map((ids) => ids.map((id) => ({ id }))),
  }),
  estimate: fc.constant({ kind: 'estimate' as const, plan: 'p' }),
  pulse: fc.record({ kind: fc.constant('pulse' as const), minAnswers: fc.integer({ min: 5, max: 7 }) }),
};

const BODIES: Readonly<Record<RoundKind, fc.Arbitrary<unknown>>> = {
  notes: fc.record({ texts: fc.array(text, { maxLength: 4 }) }),
  votes: fc.record({ picks: fc.array(fc.constantFrom(...TARGETS), { maxLength: 6 }) }),
  estimate: fc.record({ enquiries: number, closings: number }, { requiredKeys: ['enquiries'] }),
  pulse: fc.record({ grade: fc.integer({ min: 1, max: 6 }), sentence: text }, { requiredKeys: ['grade'] }),
};

/** A round of a kind with what up to nine people entered that may be entered in it. */
const playedAs = (kind: RoundKind) =>
  fc
    .record({
      options: OPTIONS[kind],
      bodies: fc.array(fc.tuple(BODIES[kind], fc.boolean()), { maxLength: 9 }),
    })
    .map(({ options, bodies }) => ({ options, answers: answersOf(options, bodies) }));
const played = fc.constantFrom(...ROUND_KINDS).chain(playedAs);

function answersOf(options: RoundOptions, bodies: readonly (readonly [unknown, boolean])[]): Answer[] {
  return bodies.flatMap(([body, isWalkIn], at) => {
    const entry = entryIn(options, entryBody.parse(body));
    const by = options.kind === 'pulse' ? null : `member-${at}`;
    return entry ? [{ entry, by, isWalkIn: isWalkIn && options.kind !== 'pulse' }] : [];
  });
}

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((all, each) => all + each, 0);
const byCodeUnits = (a: string, b: string) => Number(a > b) - Number(a < b);

describe('what comes of a round', () => {
  it('[ROUND-10] is the same in whatever order people have entered', () => {
    const shuffled = played.chain(({ options, answers }) =>
      fc.record({
        options: fc.constant(options),
        answers: fc.constant(answers),
        others: fc.shuffledSubarray(answers, { minLength: answers.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ options, answers, others }) => {
        expect(JSON.stringify(resultOf(options, others))).toBe(JSON.stringify(resultOf(options, answers)));
      }),
    );
  });

  it('[ROUND-10] names nobody but authors that are shown', () => {
    fc.assert(
      fc.property(played, ({ options, answers }) => {
        const isShown = options.kind === 'notes' && options.authors === 'shown';
        const named = answers.filter(({ entry }) => entry.kind === 'notes' && entry.texts.length > 0);
        const said = JSON.stringify(resultOf(options, answers));
        expect(new Set(said.match(/member-\d/g))).toEqual(new Set(isShown ? named.map(({ by }) => by) : []));
      }),
    );
  });

  it('[ROUND-10] has every note once, with its author where that is shown', () => {
    fc.assert(
      fc.property(playedAs('notes'), ({ options, answers }) => {
        const { notes } = resultOf(options, answers) as NotesResult;
        const isShown = options.kind === 'notes' && options.authors === 'shown';
        const written = answers.flatMap(({ entry, by }) =>
          entry.kind === 'notes'
            ? entry.texts.map((each) => (isShown ? { text: each, by } : { text: each }))
            : [],
        );
        const key = (note: unknown) => JSON.stringify(note);
        expect(notes.map(key).sort(byCodeUnits)).toEqual(written.map(key).sort(byCodeUnits));
        expect(notes.map((note) => note.text)).toEqual(notes.map((note) => note.text).sort(byCodeUnits));
      }),
    );
  });

  it('[ROUND-10] [ROUND-4] has every vote once, those of walk-ins apart', () => {
    fc.assert(
      fc.property(playedAs('votes'), ({ options, answers }) => {
        const { counts, walkIns } = resultOf(options, answers) as VotesResult;
        const votes = (isWalkIn: boolean) =>
          answers
            .filter((answer) => answer.isWalkIn === isWalkIn)
            .flatMap(({ entry }) => (entry.kind === 'votes' ? entry.picks : [])).length;
        expect([total(counts), total(walkIns)]).toEqual([votes(false), votes(true)]);
      }),
    );
  });

  it('[ROUND-10] [ROUND-4] has every estimate once and in order, those of walk-ins apart', () => {
    fc.assert(
      fc.property(playedAs('estimate'), ({ options, answers }) => {
        const { enquiries, walkIns, median } = resultOf(options, answers) as EstimateResult;
        const of = (isWalkIn: boolean) =>
          answers
            .filter((answer) => answer.isWalkIn === isWalkIn)
            .flatMap(({ entry }) => (entry.kind === 'estimate' ? entry.enquiries : []))
            .sort((one, other) => one - other);
        expect([enquiries, walkIns?.enquiries ?? []]).toEqual([of(false), of(true)]);
        expect(median).toBe(medianOf(enquiries));
      }),
    );
  });

  const pulses = fc
    .record({ options: OPTIONS.pulse, bodies: fc.array(BODIES.pulse, { maxLength: 12 }) })
    .map(({ options, bodies }) => ({
      least: options.kind === 'pulse' ? options.minAnswers : NaN,
      options,
      answers: answersOf(
        options,
        bodies.map((body) => [body, false] as const),
      ),
    }));

  it('[ROUND-11] of a pulse with too few answers is nothing at all', () => {
    fc.assert(
      fc.property(pulses, ({ least, options, answers }) => {
        const few = answers.slice(0, least - 1);
        expect(resultOf(options, few)).toEqual({ answers: 'too-few' });
      }),
    );
  });

  it('[ROUND-11] of a pulse is mean and spread from enough answers on', () => {
    fc.assert(
      fc.property(
        pulses.filter(({ least, answers }) => answers.length >= least),
        ({ options, answers }) => {
          const result = resultOf(options, answers) as Extract<PulseResult, { answers: number }>;
          const grades = answers.flatMap(({ entry }) => (entry.kind === 'pulse' ? entry.grade : []));
          const mean = grades.reduce((all, each) => all + each, 0) / grades.length;
          const squares = grades.reduce((all, each) => all + each * each, 0) / grades.length;
          expect(result.answers).toBe(grades.length);
          expect(result.mean).toBeCloseTo(mean, 2);
          expect(result.spread).toBeCloseTo(Math.sqrt(Math.max(0, squares - mean * mean)), 2);
          const sentences = answers.flatMap(({ entry }) =>
            entry.kind === 'pulse' ? (entry.sentence ?? []) : [],
          );
          expect(result.sentences).toEqual(sentences.sort(byCodeUnits));
        },
      ),
    );
  });

  it('[ROUND-13] comes apart into figures without a word and texts, and together again', () => {
    fc.assert(
      fc.property(played, ({ options, answers }) => {
        const result = resultOf(options, answers);
        let salts = 0;
        const { figures, texts } = splitResult(result, () => `salt-${++salts}`);
        const said = JSON.stringify(figures);
        expect(said).not.toContain('member-');
        expect(JSON.stringify(joinedResult(options, figures, texts.map(bare)))).toBe(JSON.stringify(result));
        const again = splitResult(result, () => `other-${++salts}`);
        // Without a text there is nothing to salt.
        expect(again.figures['digest'] === figures['digest']).toBe(texts.length === 0);
      }),
    );
  });

  it.each([
    [[], null],
    [[7], 7],
    [[1, 2], 1.5],
    [[1, 2, 30], 2],
    [[1, 2, 4, 30], 3],
  ])('[ROUND-10] the median of %j is %j', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });
});

function bare({ text: each, by }: { text: string; by?: string }) {
  return by === undefined ? { text: each } : { text: each, by };
}

describe('an entry at rest', () => {
  const random = (length: number) => globalThis.crypto.getRandomValues(new Uint8Array(length));
  const sealing = fc.record({
    kind: fc.constantFrom(...ROUND_KINDS),
    member: fc.string({ minLength: 1, maxLength: 20 }),
  });

  it('[ROUND-23] is as long as every other of its kind, and opens only where it was put', () => {
    fc.assert(
      fc.property(played, sealing, ({ options, answers }, { member }) => {
        const seal = new Seal(random(32), 'round', random);
        const lengths = answers.map(({ entry, isWalkIn }) => {
          const opened: Opened = { entry, by: options.kind === 'pulse' ? null : member, isWalkIn };
          const slot = seal.placeOf(member);
          const sealed = seal.close(opened, slot);
          expect(seal.open({ slot, sealed })).toEqual(opened);
          expect(() => seal.open({ slot: seal.placeOf(`${member}!`), sealed })).toThrow(/authenticate/);
          expect(() => new Seal(random(32), 'round', random).open({ slot, sealed })).toThrow(/authenticate/);
          return sealed.length;
        });
        expect(new Set(lengths).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  it('[ROUND-23] has room for the longest there can be', () => {
    const seal = new Seal(random(32), 'round', random);
    const longest = '\u0001'.repeat(1999);
    const texts = [`a${longest}`, `b${longest}`];
    const picks = Array.from({ length: 50 }, () => 'x'.repeat(64));
    const entries: Entry[] = [
      { kind: 'notes', texts },
      { kind: 'notes', texts: Array.from({ length: 20 }, () => `a${'\u0001'.repeat(199)}`) },
      { kind: 'votes', picks },
      { kind: 'estimate', enquiries: 10_000_000, closings: 10_000_000 },
      { kind: 'pulse', grade: 6, sentence: `a${longest}` },
    ];
    for (const entry of entries) {
      const opened: Opened = { entry, by: 'm'.repeat(64), isWalkIn: false };
      const sealed = seal.close(opened, 'slot');
      expect(seal.open({ slot: 'slot', sealed })).toEqual(opened);
    }
  });
});

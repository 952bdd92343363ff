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

/** A round with what up to nine people entered that may be entered in it. */
const played = fc.constantFrom(...ROUND_KINDS).chain((kind) =>
  fc.record({
    options: OPTIONS[kind],
    bodies: fc.array(fc.tuple(BODIES[kind], fc.boolean()), { maxLength: 9 }),
  }),
);

function answersOf(options: RoundOptions, bodies: readonly (readonly [unknown, boolean])[]): Answer[] {
  return bodies.flatMap(([body, isWalkIn], at) => {
    const entry = entryIn(options, entryBody.parse(body));
    const by = options.kind === 'pulse' ? null : `member-${at}`;
    return entry ? [{ entry, by, isWalkIn: isWalkIn && options.kind !== 'pulse' }] : [];
  });
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((all, each) => all + each, 0);

describe('what comes of a round', () => {
  it('[ROUND-10] is the same in whatever order people have entered', () => {
    fc.assert(
      fc.property(
        played.chain(({ options, bodies }) => {
          const answers = answersOf(options, bodies);
          return fc.tuple(
            fc.constant(options),
            fc.constant(answers),
            fc.shuffledSubarray(answers, { minLength: answers.length }),
          );
        }),
        ([options, answers, shuffled]) => {
          expect(JSON.stringify(resultOf(options, shuffled))).toBe(
            JSON.stringify(resultOf(options, answers)),
          );
        },
      ),
    );
  });

  it('[ROUND-10] names nobody but authors that are shown', () => {
    fc.assert(
      fc.property(played, ({ options, bodies }) => {
        const answers = answersOf(options, bodies);
        const said = JSON.stringify(resultOf(options, answers));
        const isShown = options.kind === 'notes' && options.authors === 'shown';
        if (!isShown) expect(said).not.toContain('member-');
        else
          for (const { by, entry } of answers)
            for (const each of entry.kind === 'notes' ? entry.texts : [])
              expect((resultOf(options, answers) as NotesResult).notes).toContainEqual({ text: each, by });
      }),
    );
  });

  it('[ROUND-10] [ROUND-4] loses nothing: every note, vote and estimate is in it once', () => {
    fc.assert(
      fc.property(played, ({ options, bodies }) => {
        const answers = answersOf(options, bodies);
        const result = resultOf(options, answers);
        const count = (isWalkIn: boolean, of: (entry: Entry) => number) =>
          answers
            .filter((answer) => answer.isWalkIn === isWalkIn)
            .reduce((all, { entry }) => all + of(entry), 0);
        if (options.kind === 'notes')
          expect((result as NotesResult).notes).toHaveLength(
            answers.flatMap(({ entry }) => (entry.kind === 'notes' ? entry.texts : [])).length,
          );
        if (options.kind === 'votes') {
          const votes = (entry: Entry) => (entry.kind === 'votes' ? entry.picks.length : 0);
          const { counts, walkIns } = result as VotesResult;
          expect([sum(counts), sum(walkIns)]).toEqual([count(false, votes), count(true, votes)]);
        }
        if (options.kind === 'estimate') {
          const { enquiries, walkIns, median } = result as EstimateResult;
          expect([enquiries.length, walkIns?.enquiries.length ?? 0]).toEqual([
            count(false, () => 1),
            count(true, () => 1),
          ]);
          expect(enquiries).toEqual([...enquiries].sort((a, b) => a - b));
          expect(median).toBe(medianOf(enquiries));
        }
      }),
    );
  });

  it('[ROUND-11] of a pulse tells mean and spread from enough answers on, and else nothing at all', () => {
    fc.assert(
      fc.property(
        OPTIONS.pulse,
        fc.array(fc.tuple(BODIES.pulse, fc.constant(false)), { maxLength: 12 }),
        (options, bodies) => {
          const answers = answersOf(options, bodies);
          const result = resultOf(options, answers) as PulseResult;
          const least = options.kind === 'pulse' ? options.minAnswers : NaN;
          if (answers.length < least) {
            expect(result).toEqual({ answers: 'too-few' });
            return;
          }
          if (result.answers === 'too-few') throw new Error('there were enough');
          const grades = answers.flatMap(({ entry }) => (entry.kind === 'pulse' ? entry.grade : []));
          expect(result.answers).toBe(grades.length);
          expect(result.mean).toBeCloseTo(
            sum(grades as unknown as Record<string, number>) / grades.length,
            1,
          );
          expect(result.mean).toBeGreaterThanOrEqual(Math.min(...grades));
          expect(result.spread).toBeLessThanOrEqual((Math.max(...grades) - Math.min(...grades)) / 2 + 0.005);
        },
      ),
    );
  });

  it('[ROUND-13] comes apart into figures without a word and texts, and together again', () => {
    fc.assert(
      fc.property(played, ({ options, bodies }) => {
        const result = resultOf(options, answersOf(options, bodies));
        let salts = 0;
        const { figures, texts } = splitResult(result, () => `salt-${++salts}`);
        const said = JSON.stringify(figures);
        expect(said).not.toContain('member-');
        expect(JSON.stringify(joinedResult(options, figures, texts.map(bare)))).toBe(JSON.stringify(result));
        const again = splitResult(result, () => `other-${++salts}`);
        if (texts.length > 0) expect(again.figures['digest']).not.toBe(figures['digest']);
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
      fc.property(played, sealing, ({ options, bodies }, { member }) => {
        const seal = new Seal(random(32), 'round', random);
        const lengths = answersOf(options, bodies).map(({ entry, isWalkIn }) => {
          const opened: Opened = { entry, by: options.kind === 'pulse' ? null : member, isWalkIn };
          const slot = seal.placeOf(member);
          const sealed = seal.close(opened, slot);
          expect(seal.open({ slot, sealed })).toEqual(opened);
          expect(() => seal.open({ slot: seal.placeOf(`${member}!`), sealed })).toThrow();
          expect(() => new Seal(random(32), 'round', random).open({ slot, sealed })).toThrow();
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

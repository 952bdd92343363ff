import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROOFS, soak, tableOf } from '../../../scripts/proofs/soak.mjs';

const TESTS = join(import.meta.dirname, '../..');

const proof = (name: string, over = {}) => ({
  name,
  kind: 'unit',
  filter: name,
  unit: 'cases',
  most: 50,
  each: 1,
  fixed: 5,
  env: (seed: number, amount: number) => ({ SEED: seed, CASES: amount }),
  ...over,
});
type Proof = ReturnType<typeof proof>;

/** A soak on a machine on which a case takes so many seconds. */
function soakAt(secondsOf: Record<string, number>, minutes: number, proofs = [proof('one'), proof('two')]) {
  let time = 0;
  const seen: string[] = [];
  const run = async ({ name }: Proof, env: Record<string, string>) => {
    time += 1000 * (5 + (secondsOf[name] ?? 1) * Number(env['CASES']));
    seen.push(`${name} ${env['SEED']}: ${env['CASES']}`);
    return { passed: 1, failed: 0, failures: [] };
  };
  const done = soak(proofs, { minutes, firstSeed: 7, run, now: () => time, say: () => undefined });
  return done.then((result) => ({ ...result, seen, time: time / 1000 }));
}

describe('soak', () => {
  it('gives every proof its share of the time, another seed in each turn, and no more than it takes', async () => {
    const { seen, time, totals, faults } = await soakAt({}, 2);
    expect(seen).toEqual(['one 7: 50', 'two 7: 50', 'two 8: 5']);
    expect(time).toBe(120);
    expect(totals.get('two')).toMatchObject({ rounds: 2, amount: 55, passed: 2, failed: 0 });
    expect(faults).toEqual([]);
  });

  it('shows every proof once, however short the time is, and the least of it', async () => {
    const { seen } = await soakAt({}, 0.01, [proof('one'), proof('two', { least: 3 })]);
    expect(seen).toEqual(['one 7: 1', 'two 7: 3']);
  });

  it('learns how slow the machine is', async () => {
    const { time, seen } = await soakAt({ one: 4, two: 4 }, 10);
    expect(seen.length).toBeGreaterThan(3);
    expect(time).toBeLessThanOrEqual(10 * 60);
    expect(time).toBeGreaterThan(9 * 60);
  });

  it('takes a round that failed, and one in which nothing ran, for a fault and says how to see it again', async () => {
    let time = 0;
    const lines: string[] = [];
    const result = await soak([proof('one'), proof('two')], {
      minutes: 1,
      firstSeed: 1,
      run: async ({ name }: Proof) => {
        time += 40_000;
        return name === 'one'
          ? { passed: 3, failed: 1, failures: [{ name: 'x', why: 'seed 3: lost\n  again: CASE=3 npm test' }] }
          : { passed: 0, failed: 0, failures: [] };
      },
      now: () => time,
      say: (line: string) => lines.push(line),
    });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('FAILED one, 25 cases, 40 s, 3 passed, 1 failed: SEED=1 CASES=25');
    expect(tableOf(result).split('\n')).toEqual([
      '        proof  rounds  work      passed  failed  time',
      'FAILED  one    1       25 cases  3       1       40 s',
      'FAILED  two    1       15 cases  0       0       40 s',
      'one, seed 1, again: CASE=3 npm test',
      'two, seed 1, again: SEED=1 CASES=15 npm test -- unit --only two',
    ]);
  });

  it.each(PROOFS)('has tests that it runs: $name', ({ kind, filter }) => {
    const files = readdirSync(join(TESTS, kind), { recursive: true }).map(
      (name) => `${kind}/${String(name)}`,
    );
    expect(files.filter((name) => name.includes(filter)).length).toBeGreaterThan(0);
    // The runner would take it for an option.
    expect(filter).not.toMatch(/^-/);
  });
});

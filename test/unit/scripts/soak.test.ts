import { describe, expect, it } from 'vitest';
import { soak } from '../../../scripts/lib/soak.mjs';

const proof = (name: string) => ({
  name,
  project: 'unit',
  filter: name,
  env: (seed: number) => ({ SEED: String(seed) }),
});

type Proof = ReturnType<typeof proof>;

describe('soak', () => {
  it('takes turns with another seed each, until the time is up, and ends what it began', async () => {
    let time = 0;
    const seen: string[] = [];
    const { totals, faults } = await soak([proof('one'), proof('two')], {
      minutes: 1,
      firstSeed: 7,
      run: async ({ name }: Proof, env: Record<string, string>) => {
        time += 25_000;
        seen.push(`${name} ${env['SEED']}`);
        return { passed: 1, failed: 0 };
      },
      now: () => time,
      say: () => undefined,
    });
    expect(seen).toEqual(['one 7', 'two 7', 'one 8']);
    expect(totals.get('one')).toEqual({ rounds: 2, passed: 2, failed: 0 });
    expect(faults).toEqual([]);
  });

  it('takes a round that failed, and one in which nothing ran, for a fault and says how to see it again', async () => {
    let time = 0;
    const lines: string[] = [];
    const { faults } = await soak([proof('one'), proof('two')], {
      minutes: 1,
      firstSeed: 1,
      run: async ({ name }: Proof) => {
        time += 40_000;
        return name === 'one' ? { passed: 3, failed: 1 } : { passed: 0, failed: 0 };
      },
      now: () => time,
      say: (line: string) => lines.push(line),
    });
    expect(faults).toEqual([
      'one: SEED=1 npm test -- unit --only one',
      'two: SEED=1 npm test -- unit --only two',
    ]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('FAILED one, 40 s, 3 passed, 1 failed: SEED=1');
  });
});

import { describe, expect, it } from 'vitest';
import { endure } from '../../power-loss/faulty';
import { cannotWatch, type DiskFault } from '../../power-loss/preload';
import { HANGS_MS } from '../../support/hangs';
import { seeded } from '../../support/random';

const ROUNDS = Number(process.env['HANDSCHLAG_DISK_FAULTS'] ?? 5);
const SEED = Number(process.env['HANDSCHLAG_DISK_FAULTS_SEED'] ?? 1);
const FAULTS: readonly DiskFault[] = ['full-everywhere', 'bad-sync', 'full', 'short-write', 'bad-write'];

if (cannotWatch !== null) process.stdout.write(`faults of a disk are not tested: ${cannotWatch}\n`);

describe.skipIf(cannotWatch !== null)('a disk that fails now and then', () => {
  it(
    `[STORAGE-22] says so, goes on when it works again, and loses nothing, ${ROUNDS} times and then power too`,
    async () => {
      const random = seeded(SEED);
      const failing = Array.from({ length: ROUNDS }, (_, round) => FAULTS[round] ?? random.pick(FAULTS));
      const { faults, said, promised } = await endure(SEED, failing, 10 * ROUNDS);
      expect(faults).toEqual([]);
      expect(said).toContain('storage-full');
      expect(said).toContain('storage-failing');
      expect(said.at(-1)).toBe('storage-ok');
      process.stdout.write(`disk faults: seed ${SEED}, ${ROUNDS} faults, ${promised} promises\n`);
    },
    (1 + ROUNDS) * HANGS_MS,
  );
});

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { memoryFolder } from '../support/host/memory-folder';
import { seeded, type Random } from '../support/random';
import { Disk, layOut } from './disk';
import { MANNERS } from './file';
import type { DiskCall } from './journal';
import type { Recording } from './recording';
import { revive } from './revive';

/**
 * Lets the power fail at many moments of a recording, each time in some manner, and looks at what is found.
 * @returns what is wrong, a line a moment
 */
export async function failPower(recording: Recording, seed: number, times: number): Promise<string[]> {
  const { root, calls, ledger, board } = recording;
  const random = seeded(seed);
  const moments = new Map<number, number>();
  for (const moment of chosen(calls, times, random)) moments.set(moment, (moments.get(moment) ?? 0) + 1);
  const disk = new Disk(root, seeded(seed + 1));
  const folder = memoryFolder('power');
  const faults: string[] = [];
  try {
    for (const [index, call] of calls.entries()) {
      disk.do(call);
      for (let left = moments.get(index) ?? 0; left > 0; left--) {
        const manner = random.pick(MANNERS);
        await layOut(disk.afterPowerLoss(manner, random), root, folder);
        const wrong = await revive(join(folder, 'data'), board, ledger, promisedUntil(calls, index));
        if (wrong.length > 0)
          faults.push(
            `seed ${seed}, call ${index} (${call.what}), ${manner}: ${wrong.slice(0, 3).join('; ')}`,
          );
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return faults;
}

/** Half of them right after something was sent, when most is promised; the others anywhere. */
function chosen(calls: readonly DiskCall[], times: number, random: Random): number[] {
  const sends = calls.flatMap(({ what }, index) => (what === 'send' ? [index] : []));
  return Array.from({ length: times }, (_, turn) =>
    turn % 2 === 0 && sends.length > 0
      ? (sends[random.below(sends.length)] ?? 0)
      : random.below(calls.length),
  );
}

/**
 * Until when promises count that were made before a call was through. A client notes how long the journal is when
 * it hears; what it heard was sent at the latest with what the journal has last before that.
 */
function promisedUntil(calls: readonly DiskCall[], index: number): number {
  const next = calls.slice(index + 1).find(({ what }) => what === 'send');
  return next ? next.end - 1 : Infinity;
}

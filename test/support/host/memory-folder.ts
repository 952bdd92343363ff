import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps this folder in memory: nothing waits for a disk there. */
const MEMORY = '/dev/shm';

/** A new folder for what need not outlive the process, in memory where there is such a place. */
export function memoryFolder(name: string): string {
  return mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), `handschlag-${name}-`));
}

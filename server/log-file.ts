import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { JsonLines } from './log';
import type { Clock, Log } from './ports';
import { makePrivate } from './storage/private-file';

/** Bytes of a log; a full one is kept aside, and the one before it is dropped. */
const LONGEST = 1024 * 1024;

/**
 * The log of a host to whom no service manager listens: `host.log` beside its data, for whoever is asked what happened.
 * What cannot be written is not: a full disk is told elsewhere.
 */
export function logFile(directory: string, clock: Clock): Log {
  const path = join(directory, 'host.log');
  const lines = new JsonLines((line) => {
    try {
      if (existsSync(path) && statSync(path).size + line.length > LONGEST) renameSync(path, `${path}.1`);
      if (!existsSync(path)) makePrivate(path);
      appendFileSync(path, line);
    } catch {
      // Nobody to tell.
    }
  }, clock);
  lines.flush();
  return lines.log;
}

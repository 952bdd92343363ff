import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { logFile } from '../../../../server/run/log';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'handschlag-log-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const events = (name = 'host.log') =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('[OPER-8] a host without a service manager keeps its log beside its data, for nobody else to read', () => {
  logFile(folder, { now: () => 0 })('stopping', { signal: 'x' });
  logFile(folder, { now: () => 1000 })('storage-full');
  expect(events().map(({ at, event }) => [at, event])).toEqual([
    ['1970-01-01T00:00:00.000Z', 'stopping'],
    ['1970-01-01T00:00:01.000Z', 'storage-full'],
  ]);
  expect(statSync(join(folder, 'host.log')).mode & 0o777).toBe(0o600);
});

it('[OPER-8] it does not grow for ever, and a disk that takes nothing stops nobody', () => {
  const log = logFile(folder, { now: () => 0 });
  for (let line = 0; line < 8000; line++) log('request-failed', { path: 'x'.repeat(250), line });
  expect(readdirSync(folder).toSorted()).toEqual(['host.log', 'host.log.1']);
  expect(statSync(join(folder, 'host.log.1')).size).toBeLessThanOrEqual(1024 * 1024);
  expect(events().at(-1)).toMatchObject({ line: 7999 });
  expect(() => logFile(join(folder, 'none', 'none'), { now: () => 0 })('stopping')).not.toThrow();
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { matchesLock } from '../../../scripts/setup/deps.mjs';
import { hasDisplay } from '../../../scripts/setup/display.mjs';
import { failedLately } from '../../../scripts/setup/electron-runtime.mjs';
import { packageFolder } from '../../../scripts/packaging/shipped-packages.mjs';
import { summarise } from '../../../scripts/proofs/summary.mjs';

describe('dependencies', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    },
  };
  test.each([
    ['are there', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['are of another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['are missing', {}, false],
    [
      'are there but an optional one is old',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/other-platform': { version: '0.9.0' } },
      false,
    ],
  ])('%s', (_case, packages, matches) => expect(matchesLock(lock, { packages })).toBe(matches));
});

describe('a display', () => {
  test.each([
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{ DISPLAY: '' }, 'linux', false],
    [{}, 'linux', false],
    [{}, 'darwin', true],
    [{}, 'win32', true],
  ] as const)('%j on %s: %s', (env, platform, has) => expect(hasDisplay(env, platform)).toBe(has));
});

describe('a failed download of Electron', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'handschlag-unit-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const hour = 3_600_000;

  test.each([
    ['an hour later it is not asked for again', '45.4.1', 1, true],
    ['two days later it is', '45.4.1', 48, false],
    ['for another version it is', '45.5.0', 1, false],
    ['with the clock set back it is', '45.4.1', -1, false],
  ])('%s', (_case, version, hours, lately) => {
    const file = path.join(folder, 'failed.json');
    writeFileSync(file, JSON.stringify({ version: '45.4.1', at: 100 * hour }));
    expect(failedLately(version, (100 + hours) * hour, file)).toBe(lately);
  });

  test('without a note it is asked for', () => {
    expect(failedLately('45.4.1', 0, path.join(folder, 'none.json'))).toBe(false);
  });
});

test.each([
  ['/p/node_modules/zod/v4/index.js', '/p/node_modules/zod'],
  ['\0/p/node_modules/@noble/hashes/sha2.js?commonjs', '/p/node_modules/@noble/hashes'],
  ['/p/node_modules/a/node_modules/b/x.js', '/p/node_modules/a/node_modules/b'],
  ['C:\\p\\node_modules\\zod\\index.js', 'C:/p/node_modules/zod'],
  ['/p/shared/domain/plan.ts', undefined],
])('the package of %j is %s', (id, folder) => expect(packageFolder(id)).toBe(folder));

test('a test file that would not load counts as a failure, and so does a suite that could not begin', () => {
  const ran = (state: string, errors: readonly object[] = []) => ({
    fullName: `a suite > is ${state}`,
    result: () => ({ state, errors }),
  });
  const module = (
    name: string,
    tests: readonly object[],
    suites: readonly object[],
    errors: object[] = [],
  ) => ({
    moduleId: `/${name}`,
    errors: () => errors,
    children: { allTests: () => tests, allSuites: () => suites },
  });
  const wrong = { message: '1 is not 2', diff: '- 2\n+ 1' };
  const hook = { fullName: 'a suite', errors: () => [{ message: 'no window' }] };
  const modules = [
    module('a.test.ts', [ran('passed'), ran('failed', [wrong]), ran('skipped')], [hook]),
    module('b.test.ts', [], [], [{ message: 'no such module' }]),
  ];
  expect(summarise(modules)).toMatchObject({
    passed: 1,
    failed: 3,
    skipped: 1,
    skippedNames: [expect.stringContaining('a.test.ts: a suite is skipped')],
    failures: [
      { name: expect.stringContaining('a.test.ts: a suite is failed'), why: '1 is not 2\n- 2\n+ 1' },
      { name: expect.stringContaining('a.test.ts: a suite'), why: 'no window' },
      { name: expect.stringMatching(/b\.test\.ts$/), why: 'no such module' },
    ],
  });
});

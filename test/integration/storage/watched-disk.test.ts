import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readJournal } from '../../power-loss/journal';
import { cannotWatch, watch } from '../../power-loss/preload';

/** Writes some files of the folder and closes them, then talks through sockets, which get the files' numbers. */
const PROGRAM = `
const { closeSync, openSync, writeSync } = require('node:fs');
const { connect, createServer } = require('node:net');
const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1', () => {
  const files = [1, 2, 3, 4].map((name) => openSync(process.argv[1] + '/' + name, 'w'));
  for (const file of files) writeSync(file, 'bytes');
  for (const file of files) closeSync(file);
  const socket = connect(server.address().port, '127.0.0.1');
  socket.once('data', (data) => { process.stdout.write(data.toString()); server.close(); });
});
`;

if (cannotWatch !== null) process.stdout.write(`watching a disk is not tested: ${cannotWatch}\n`);

describe.skipIf(cannotWatch !== null)('what watches a disk', () => {
  it('[STORAGE-21] [STORAGE-22] takes no socket for the file that had its number before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'handschlag-watched-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const root = join(folder, 'disk');
    await mkdir(root);
    const { env, journal } = await watch(folder, root);
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROGRAM, root], {
      env: { ...process.env, ...env },
    });
    expect(stdout).toBe('hello');
    const what = [...readJournal(await readFile(journal))].map((call) => call.what);
    const perFile = Array.from({ length: 4 }, () => 'create');
    expect(what.slice(0, 8)).toEqual([...perFile, ...perFile.map(() => 'write')]);
    expect(what.slice(8)).toContain('send');
  });
});

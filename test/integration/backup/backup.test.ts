import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkBackup } from '../../../server/backup/check';
import { openFile } from '../../../server/storage/sqlite';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { SYNC } from '../../../shared/sync/protocol';
import type { TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { hostCli, runHostProcess, startHostProcess } from '../../support/host/host';
import { RawClient } from '../../support/clients/raw-client';
import { backupOf } from '../../support/host/restoring';

let company: Company;
let folder: string;
beforeEach(async () => {
  company = await foundCompany();
  folder = await mkdtemp(join(tmpdir(), 'handschlag-backups-'));
});
afterEach(async () => {
  await company?.host.close();
  await rm(folder, { recursive: true, force: true });
});

const command = async (...args: string[]) =>
  promisify(execFile)(process.execPath, [await hostCli(), ...args], { encoding: 'utf8' });

/** Writes numbered notes as fast as the host answers. */
class Writer {
  readonly name: string;
  sent = 0;
  stopped = false;
  readonly #raw: RawClient;
  readonly #doc = openBoardDoc(new Y.Doc());

  constructor(name: string, raw: RawClient) {
    this.name = name;
    this.#raw = raw;
    this.#doc.on('update', (update: Uint8Array) => raw.sendSync(SYNC.update, update));
  }

  /** How many of its notes are known to be durable. */
  get acknowledged(): number {
    return this.#raw.settled;
  }

  async write(): Promise<void> {
    while (!this.stopped) {
      root(this.#doc, 'notes').set(`${this.name}-${++this.sent}`, this.sent);
      await this.#raw.until(() => this.sent - this.#raw.settled < 16);
    }
  }
}

/** The highest note of each writer in a backup, if it has all below it. */
async function prefixesIn(file: string, board: string, writers: readonly Writer[]): Promise<number[]> {
  await checkBackup(file, null);
  const storage = openFile(file);
  const doc = openBoardDoc(new Y.Doc());
  for (const update of (await storage.document(board)).updates) Y.applyUpdate(doc, update);
  await storage.close();
  const keys = new Set(root(doc, 'notes').keys());
  return writers.map(({ name }) => {
    const own = [...keys].filter((key) => key.startsWith(`${name}-`)).length;
    expect(own === 0 || keys.has(`${name}-${own}`)).toBe(true);
    return own;
  });
}

/** What others on this machine may do with a file. */
async function modeOf(file: string): Promise<number> {
  return process.platform === 'win32' ? 0o600 : (await stat(file)).mode & 0o777;
}

describe('[BACKUP-1] a backup', () => {
  it('[BACKUP-2] has everything that was acknowledged before it was asked for, and a beginning of the rest', async () => {
    const { owner, marketing, approver, sales, board } = company;
    const people: TestMember[] = [owner, marketing, approver, sales];
    const writers = await Promise.all(
      people.map(async (member, at) => new Writer(`w${at}`, await RawClient.open(member, `board:${board}`))),
    );
    const writing = writers.map((writer) => writer.write());
    const first = writers[0];
    await vi.waitFor(() => expect(first?.acknowledged).toBeGreaterThan(20));
    let meanwhile = 0;
    const modes: number[] = [];
    for (let round = 0; round < 8; round++) {
      const before = writers.map(({ acknowledged }) => acknowledged);
      const file = join(folder, `${round}.db`);
      if (round % 4 === 3) {
        await command('backup', '--data', company.host.data, '--to', file);
        modes.push(await modeOf(file));
      } else await writeFile(file, await backupOf(owner));
      const after = writers.map(({ sent }) => sent);
      meanwhile += writers.reduce((sum, { acknowledged }, at) => sum + acknowledged - (before[at] ?? 0), 0);
      const found = await prefixesIn(file, board, writers);
      found.forEach((count, at) => {
        expect(count).toBeGreaterThanOrEqual(before[at] ?? 0);
        expect(count).toBeLessThanOrEqual(after[at] ?? 0);
      });
    }
    expect(meanwhile).toBeGreaterThan(8);
    expect(modes).toEqual([0o600, 0o600]);
    for (const writer of writers) writer.stopped = true;
    await Promise.all(writing);
    expect(Math.min(...writers.map(({ acknowledged }) => acknowledged))).toBeGreaterThan(50);
  });
});

describe('[BACKUP-5] every day', () => {
  it('[BACKUP-4] there is a copy after the first change, for nobody else on this machine', async () => {
    const { owner, board, host } = company;
    await postPlan(owner, board, 'spring');
    const copies = join(host.data, 'copies');
    // While it is being made it has another name.
    const name = await vi.waitFor(async () => {
      const [first = ''] = await readdir(copies);
      expect(first).toMatch(/^daily-\d{4}-\d\d-\d\d\.db$/);
      return first;
    });
    expect(await modeOf(join(copies, name))).toBe(0o600);
    const { body } = await owner.ask<{ copies: { name: string }[] }>('GET', '/api/backups');
    expect(body).toMatchObject({ copies: [{ name, kind: 'daily' }], failed: null });
  });
});

describe('[RESTORE-8] by the command line', () => {
  it('goes into an empty directory, and people sign in there as ever', async () => {
    const { owner, approver, board, host } = company;
    await postPlan(owner, board, 'spring');
    const file = join(folder, 'backup.handschlag');
    await command('backup', '--data', host.data, '--to', file);
    const { mode } = await stat(file);
    expect(process.platform === 'win32' ? 0o600 : mode & 0o777).toBe(0o600);
    await host.kill();
    const data = join(folder, 'new');
    await command('restore', '--data', data, '--from', file);
    const again = await startHostProcess({ data, port: Number(new URL(host.url).port) });
    expect(again.ownerSecret).toBeNull();
    expect((await approver.plan(board, 'spring')).material).toMatchObject({ title: 'Frühjahrsaktion' });
    const { entries } = (
      await owner.ask<{ entries: { kind: string; by: string; statement?: unknown }[] }>('GET', '/api/record')
    ).body;
    expect(entries[entries.length - 1]).toMatchObject({ kind: 'restored', by: 'host' });
    expect(entries[entries.length - 1]?.statement).toBeUndefined();
    await again.close();
  });

  it('says in plain words what it does not do', async () => {
    const { host } = company;
    const file = join(folder, 'backup.handschlag');
    await command('backup', '--data', host.data, '--to', file);
    const refusal = async (...args: string[]) => (await runHostProcess(args)).stderr;
    expect(await refusal('restore', '--data', host.data, '--from', file)).toMatch(/Another host is running/);
    expect(await refusal('backup', '--data', host.data, '--to', file)).toMatch(/is there already/);
    expect(await refusal('backup', '--data', folder, '--to', join(folder, 'x'))).toMatch(/no workspace in/);
    expect(await refusal('backup', '--data', host.data, '--to', join(folder, 'no', 'x'))).toMatch(
      /no folder/,
    );
    const junk = join(folder, 'junk');
    await writeFile(junk, 'nothing');
    const empty = join(folder, 'empty');
    expect(await refusal('restore', '--data', empty, '--from', junk)).toMatch(/no backup of Handschlag/);
    const bytes = await readFile(file);
    // The version of the tables stands in the header: SQLite's user_version.
    bytes.writeUInt32BE(99, 60);
    await writeFile(junk, bytes);
    expect(await refusal('restore', '--data', empty, '--from', junk)).toMatch(/later version of Handschlag/);
  });
});

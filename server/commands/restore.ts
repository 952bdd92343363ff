import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fromBase64Url } from '../../shared/domain/ids';
import { checkBackup } from '../backup/check';
import { Copies } from '../backup/copies';
import { clearPassing, receiveFile } from '../backup/incoming';
import { replaceByBackup } from '../backup/restore';
import { signerOf } from '../crypto';
import { openSqlite } from '../storage/sqlite';
import type { Command } from './command';

const USAGE = `usage: npm run host -- restore --data DIR --from FILE

  --data DIR      an empty directory, or that of the same workspace; its host must not be running
  --from FILE     the backup

Boards, plans and decisions become what they are in the backup. Members and devices of a workspace that is there
stay as they are now. Every member is told that the administrator has restored a backup.`;

/** Brings a workspace back to a backup, by whoever runs the host's machine. */
export const restoreCommand: Command = {
  summary: 'bring a workspace back to a backup; the host must not be running',
  usage: USAGE,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, from: { type: 'string' } },
    });
    if (values.data === undefined || values.from === undefined)
      throw new Error(`Name the directory with --data and the backup with --from.\n${USAGE}`);
    if (!existsSync(values.from)) throw new Error(`There is no file ${values.from}.`);
    const boards = await restore(resolve(values.data), resolve(values.from));
    process.stdout.write(`Restored. Boards: ${boards}. Start the host as ever.\n`);
  },
};

/** @returns how many boards there are now */
async function restore(data: string, from: string): Promise<number> {
  const storage = openSqlite(data);
  try {
    await clearPassing(data);
    const facts = await storage.workspace();
    const seed = facts && fromBase64Url(facts.hostSeed);
    const file = await receiveFile(data, createReadStream(from), (await stat(from)).size);
    try {
      const backup = await checkBackup(file.path, seed ? signerOf(seed).publicKey : null);
      const ports = {
        clock: { now: Date.now },
        random: (length: number) => new Uint8Array(randomBytes(length)),
        log: () => undefined,
      };
      if (facts) await new Copies(storage, ports).beforeRestore();
      await replaceByBackup(storage, ports, backup, null);
      return backup.boards.length;
    } finally {
      await rm(file.path, { force: true });
    }
  } finally {
    await storage.close();
  }
}

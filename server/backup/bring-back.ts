import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { fromBase64Url } from '../../shared/domain/ids';
import { signerOf } from '../base/crypto';
import { openSqlite } from '../storage/sqlite';
import { checkBackup } from './check';
import { Copies } from './copies';
import { clearPassing, receiveFile } from './incoming';
import { replaceByBackup } from './restore';

/**
 * Makes a workspace of a backup in an empty directory, or takes that of the same workspace back to it: by whoever has
 * the machine, and recorded so. No host may run there.
 * @returns how many boards there are now
 * @throws ProblemError in words about the backup
 */
export async function bringBack(data: string, from: string): Promise<number> {
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

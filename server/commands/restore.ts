import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { bringBack } from '../backup/bring-back';
import { flagsOf, type Command } from './command';

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
    const values = flagsOf(args, { data: { type: 'string' }, from: { type: 'string' } }, USAGE);
    if (values.data === undefined || values.from === undefined)
      throw new Error(`Name the directory with --data and the backup with --from.\n${USAGE}`);
    if (!existsSync(values.from)) throw new Error(`There is no file ${values.from}.`);
    const boards = await bringBack(resolve(values.data), resolve(values.from));
    process.stdout.write(`Restored. Boards: ${boards}. Start the host as ever.\n`);
  },
};

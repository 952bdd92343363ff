import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyDatabase } from '../storage/copying';
import { DATABASE } from '../storage/sqlite';
import { flagsOf, placeOf, type Command } from './command';

const USAGE = `usage: npm run host -- backup --data DIR --to FILE

  --data DIR      the directory of the workspace; its host may be running
  --to FILE       the backup; refused if there is such a file

The backup holds the key of the host and what members sign in with: keep it like a password.`;

/** Saves a workspace into one file, while people work. */
export const backupCommand: Command = {
  summary: 'save a workspace into one file, while people work',
  usage: USAGE,
  async run(args) {
    const values = flagsOf(args, { data: { type: 'string' }, to: { type: 'string' } }, USAGE);
    if (values.data === undefined || values.to === undefined)
      throw new Error(`Name the directory with --data and the file with --to.\n${USAGE}`);
    const [from, to] = [join(resolve(values.data), DATABASE), placeOf(values.to)];
    if (!existsSync(from)) throw new Error(`There is no workspace in ${values.data}.`);
    if (existsSync(to)) throw new Error(`${values.to} is there already; name another file with --to.`);
    await copyDatabase(from, to, new Date().toISOString());
    process.stdout.write(`Saved to ${values.to}. Keep it like a password: it holds the key of the host.\n`);
  },
};

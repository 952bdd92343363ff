import { backupCommand } from './backup';
import type { Command } from './command';
import { exportCommand } from './export';
import { recoverOwnerCommand } from './recover-owner';
import { restoreCommand } from './restore';
import { serveCommand } from './serve';

/** What the command line can do, by the first word after `npm run host --`; no such word: `serve`. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  'recover-owner': recoverOwnerCommand,
  backup: backupCommand,
  restore: restoreCommand,
  export: exportCommand,
};

/** Runs what the arguments name. @throws Error in words for the person at the terminal */
export async function runCommand(args: readonly string[], say: (text: string) => void): Promise<void> {
  const [name, rest] = split(args);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  // Whoever names no command and asks for help may be looking for one.
  if (name === 'help' || (rest === args && rest.includes('--help'))) return say(overview());
  if (!command) throw new Error(`There is no command "${name}".\n\n${overview()}`);
  if (rest.includes('--help')) return say(command.usage);
  return command.run(rest);
}

/** The name of the command and what follows it. */
function split(args: readonly string[]): [name: string, rest: readonly string[]] {
  const [first] = args;
  return first === undefined || first.startsWith('-') ? ['serve', args] : [first, args.slice(1)];
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const list = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [serveCommand.usage, '', 'commands (npm run host -- COMMAND --help says more):', ...list].join('\n');
}

import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One thing the command line can do. */
export interface Command {
  /** One line for the list: what it does. */
  readonly summary: string;
  /** Everything there is to say for `--help`, from `usage:` on. */
  readonly usage: string;
  /**
   * Does it with the arguments after the command's name. A command that serves goes on after it has resolved.
   * @throws Error in words for the person at the terminal
   */
  run(args: readonly string[]): Promise<void>;
}

type Flags = NonNullable<ParseArgsConfig['options']>;
type ValuesOf<F extends Flags> = ReturnType<typeof parseArgs<{ args: string[]; options: F }>>['values'];

/**
 * What the arguments say of the flags there are. A value may begin with a dash, as one ID in 64 does.
 * @throws Error for a flag that is none, or lacks its value, with what there is
 */
export function flagsOf<const F extends Flags>(
  args: readonly string[],
  flags: F,
  usage: string,
): ValuesOf<F> {
  try {
    return parseArgs({ args: withValues(args, flags), options: flags }).values as ValuesOf<F>;
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw new Error(`${what}.\n\n${usage}`, { cause: error });
  }
}

/**
 * Where a file that was named lies in full.
 * @throws Error when there is no folder for it
 */
export function placeOf(file: string): string {
  const place = resolve(file);
  const folder = dirname(place);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`There is no folder ${folder}; make it, or name another file with --to.`);
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`${file} is a folder; name a file with --to.`);
  return place;
}

/** Each flag that takes a value in one with it. */
function withValues([arg, ...rest]: readonly string[], flags: Flags): string[] {
  if (arg === undefined) return [];
  const flag = (text: string) => (text.startsWith('--') ? flags[text.slice(2)] : undefined);
  const [value, ...others] = rest;
  if (flag(arg)?.type !== 'string' || value === undefined || flag(value))
    return [arg, ...withValues(rest, flags)];
  return [`${arg}=${value}`, ...withValues(others, flags)];
}

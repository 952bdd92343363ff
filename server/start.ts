import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from 'async-mutex';
import { startExample, type RunningExample } from './example/start';
import type { RunningHost, StartOptions } from './run/running';
import { serve, type ClosableHall } from './run/serve';

export type { RunningHost, StartOptions } from './run/running';

/** Opens the workspace in a data directory and serves it. @throws when another host has the directory */
export async function startHost(options: StartOptions): Promise<RunningHost> {
  if (!options.example) return serve(options);
  let home = '';
  const served = await serve(options, { example: exampleHall(options, () => home) });
  home = served.url;
  return served;
}

/**
 * The example of a host started with `--example`: beside it, on a port and in a directory of its own.
 * @param home where the host itself is
 */
function exampleHall({ data, rendererDir }: StartOptions, home: () => string): ClosableHall {
  const directory = join(data, 'example');
  let running: Promise<RunningExample> | null = null;
  /** One after the other: a new example must not be begun in a directory that is being removed. */
  const turns = new Mutex();
  const close = async () => {
    const open = running;
    running = null;
    await open?.then((example) => example.close()).catch(() => undefined);
  };
  const discard = () =>
    turns.runExclusive(async () => {
      await close();
      await rm(directory, { recursive: true, force: true });
    });
  return {
    open: () =>
      turns.runExclusive(async () => {
        running ??= startExample({ data: directory, rendererDir, itself: { home, discard } });
        const example = await running.catch((error: unknown) => {
          running = null;
          throw error;
        });
        return example.newLinks();
      }),
    discard,
    close,
  };
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startExample, type RunningExample } from './example/start';
import type { RunningHost, StartOptions } from './running';
import { serve, type ClosableHall } from './serve';

export type { RunningHost, StartOptions } from './running';

/** Opens the workspace in a data directory and serves it. @throws when another host has the directory */
export function startHost(options: StartOptions): Promise<RunningHost> {
  return serve(options, options.example ? exampleHall(options) : undefined);
}

/** The example of a host started with `--example`: beside it, on a port and in a directory of its own. */
function exampleHall({ data, rendererDir }: StartOptions): ClosableHall {
  const directory = join(data, 'example');
  let running: Promise<RunningExample> | null = null;
  const close = async () => {
    const open = running;
    running = null;
    await open?.then((example) => example.close()).catch(() => undefined);
  };
  return {
    open: async () => {
      running ??= startExample({ data: directory, rendererDir });
      const example = await running.catch((error: unknown) => {
        running = null;
        throw error;
      });
      return example.newLinks();
    },
    discard: async () => {
      await close();
      await rm(directory, { recursive: true, force: true });
    },
    close,
  };
}

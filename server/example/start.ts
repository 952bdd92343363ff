import type { ExamplePerson } from '../http/example-routes';
import type { RunningHost } from '../running';

export interface ExampleOptions {
  readonly data: string;
  readonly rendererDir?: string | undefined;
  readonly port?: number | undefined;
}

export type RunningExample = RunningHost & { readonly people: readonly ExamplePerson[] };

export async function startExample(options: ExampleOptions): Promise<RunningExample> {
  throw new Error(`no example yet in ${options.data}`);
}

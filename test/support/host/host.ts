import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { isBuilt } from '../../../scripts/setup/build.mjs';
import { HANGS_MS } from '../hangs';

const ROOT = resolve(import.meta.dirname, '../../..');
const BUILT = join(ROOT, 'out/main/cli.js');
const BUNDLED = join(ROOT, '.cache/test-host/cli.js');

/** A host in a process of its own, as people run it. */
export interface HostProcess {
  readonly url: string;
  /** Secret of the first owner's invite, while there is no owner. */
  readonly ownerSecret: string | null;
  readonly data: string;
  readonly process: ChildProcess;
  /** Every line of its log, parsed. */
  readonly events: readonly Record<string, unknown>[];
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM. @returns its exit code */
  stop(): Promise<number | null>;
  /** Kills it if it still runs, and removes its data if they were made for it. */
  close(): Promise<void>;
}

export interface HostOptions {
  /** An own temporary directory, if absent. */
  readonly data?: string;
  /** A free one, if absent. */
  readonly port?: number;
  readonly args?: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another program in place of `server/cli.ts`: an altered one. */
  readonly cli?: string;
}

/** Starts `server/cli.ts` and waits until it is ready. */
export async function startHostProcess(options: HostOptions = {}): Promise<HostProcess> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'handschlag-')));
  const child = await spawnHost(data, options);
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const events: Record<string, unknown>[] = [];
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));

  const ready = await new Promise<Record<string, unknown>>((done, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as Record<string, unknown>;
      events.push(event);
      if (event['event'] === 'ready') done(event);
    });
    void ended.then((code) => fail(new Error(`the host ended with ${code}: ${complaints}`)));
  });
  const finish = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    url: String(ready['url']),
    ownerSecret: typeof ready['ownerInvite'] === 'string' ? secretOf(ready['ownerInvite']) : null,
    data,
    process: child,
    events,
    kill: async () => void (await finish('SIGKILL')),
    stop: () => finish('SIGTERM'),
    close: async () => {
      await finish('SIGKILL');
      if (options.data === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

/** Starts a host on a directory and kills it (kill -9) after so many milliseconds, however far it has come. */
export async function killWhileStarting(data: string, milliseconds: number): Promise<void> {
  const child = await spawnHost(data, {});
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await ended;
}

async function spawnHost(data: string, { port, args, env, cli }: HostOptions) {
  const all = [cli ?? (await hostCli()), '--data', data, '--port', String(port ?? 0), ...(args ?? [])];
  return spawn(process.execPath, all, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

/** Runs the host until it ends by itself: for commands, and arguments it refuses. */
export async function runHostProcess(
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [await hostCli(), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A command that takes longer would outlive its test.
    timeout: HANGS_MS,
    killSignal: 'SIGKILL',
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, ...said };
}

/** The secret of an invite's or a device's link. */
export function secretOf(link: string): string {
  return /#(?:invite|device)=([^&]+)/.exec(link)?.[1] ?? '';
}

let found: Promise<string> | null = null;
let bundled: Promise<string> | null = null;

/** The CLI: the built one if it is of these sources, else {@link bundledCli}. */
export function hostCli(): Promise<string> {
  found ??= isBuilt() ? Promise.resolve(BUILT) : bundledCli();
  return found;
}

/** The CLI as one file, bundled once. */
function bundledCli(): Promise<string> {
  bundled ??= (async () => {
    if ((await changed(BUNDLED)) <= (await newestSource())) await bundle();
    return BUNDLED;
  })();
  return bundled;
}

async function newestSource(): Promise<number> {
  const folders = ['node', 'server', 'shared'];
  return Math.max(...(await Promise.all(folders.map((folder) => newest(join(ROOT, folder))))));
}

/** The CLI with one piece of its code replaced: a planted fault, to see whether a test finds it. */
export async function alteredCli(
  piece: string,
  by: string,
): Promise<{ readonly cli: string; readonly remove: () => Promise<void> }> {
  const code = await readFile(await bundledCli(), 'utf8');
  if (!code.includes(piece)) throw new Error(`the host has no ${piece}`);
  // Below the project, or it would not find its packages.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache/altered-'));
  const cli = join(folder, 'cli.js');
  await writeFile(cli, code.replaceAll(piece, by));
  return { cli, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Test files run in processes of their own, so the bundle is put in its place in one step. */
async function bundle(): Promise<void> {
  await mkdir(dirname(BUNDLED), { recursive: true });
  const outDir = await mkdtemp(join(dirname(BUNDLED), 'build-'));
  // Slow to load, and seldom needed: most who start a host find it built.
  const { build } = await import('vite');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['libsql'] },
    build: {
      ssr: join(ROOT, 'server/cli.ts'),
      target: 'node18',
      outDir,
      minify: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'cli.js', codeSplitting: false } },
    },
  });
  await rename(join(outDir, 'cli.js'), BUNDLED);
  await rm(outDir, { recursive: true, force: true });
}

async function changed(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0;
}

async function newest(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = files
    .filter((file) => file.isFile())
    .map((file) => changed(join(file.parentPath, file.name)));
  return Math.max(0, ...(await Promise.all(times)));
}

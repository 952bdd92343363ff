import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { JsonLines } from '../run/log';
import type { Log } from '../base/ports';
import type { RunningHost } from '../run/running';
import { startHost } from '../start';
import type { CertificateFiles } from '../tls/given-certificate';
import { flagsOf, type Command } from './command';
import { inPlainWords } from './plain-words';

const USAGE = `usage: npm run host -- --data DIR --port N [options]

  --data DIR      the directory of the workspace; made if it is not there
  --port N        the port to listen on; 0 takes a free one
  --bind ADDR     the address to listen on; without it, this machine only
  --tls-cert FILE, --tls-key FILE
                  the company's certificate (PEM, with those that vouch for it) and its key; read again on SIGHUP
  --name HOST     a name that people use for this host, as plans.example.com; may be given again
  --trusted-proxy ADDR[,ADDR]
                  the reverse proxies before this host, as 127.0.0.1 or 10.0.0.0/24: what they say of who asks
                  (X-Forwarded-For, -Proto, -Host) counts, and nobody else's word does
  --metrics-from ADDR[,ADDR]
                  who may read /metrics from other machines; this machine always may
  --example       offers an example workspace to whoever sits at this machine`;

interface Options {
  readonly data: string;
  readonly port: number;
  readonly bind?: string | undefined;
  readonly tls?: CertificateFiles | undefined;
  readonly names: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly metricsFrom: readonly string[];
  readonly example: boolean;
}

/** Runs a host until it is told to stop. */
export const serveCommand: Command = {
  summary: 'serve a workspace (what happens without a command)',
  usage: USAGE,
  async run(args) {
    const options = readOptions(args);
    const lines = new JsonLines((line) => process.stdout.write(line), { now: Date.now });
    const pages = resolve(__dirname, '../renderer');
    const host = await startHost({
      ...options,
      rendererDir: existsSync(pages) ? pages : undefined,
      onEvent: lines.log,
    }).catch((error: unknown) => {
      lines.flush();
      throw inPlainWords(error, options);
    });
    const pin = host.pin();
    lines.ready({
      url: host.url,
      ...(host.ownerInvite ? { ownerInvite: host.ownerInvite } : {}),
      ...(pin === null ? {} : { certificate: pin }),
    });
    stopOnSignals(host, lines.log);
    // Without one, a closed terminal ends the host as it ends everything else.
    if (options.tls) process.on('SIGHUP', () => renewCertificate(host, lines.log));
  },
};

/** Certificates run out every few months; whoever brings a new one need not stop the host for it. */
function renewCertificate(host: RunningHost, log: Log): void {
  try {
    host.renewCertificate();
    log('certificate-renewed');
  } catch (error) {
    log('certificate-not-renewed', { error: String(error) });
  }
}

/** The first signal lets everybody finish, a second one ends at once; either way nothing acknowledged is lost. */
function stopOnSignals(host: RunningHost, log: Log): void {
  let stopping = false;
  for (const [signal, number] of [
    ['SIGTERM', 15],
    ['SIGINT', 2],
  ] as const)
    process.on(signal, () => {
      if (stopping) process.exit(128 + number);
      stopping = true;
      log('stopping', { signal });
      void host.close().finally(() => process.exit(0));
    });
}

/** @throws Error in words for the person at the terminal */
function readOptions(args: readonly string[]): Options {
  const values = flagsOf(
    args,
    {
      data: { type: 'string' },
      port: { type: 'string' },
      bind: { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      name: { type: 'string', multiple: true, default: [] },
      'trusted-proxy': { type: 'string', multiple: true, default: [] },
      'metrics-from': { type: 'string', multiple: true, default: [] },
      database: { type: 'string' },
      example: { type: 'boolean', default: false },
    },
    USAGE,
  );
  if (values.database !== undefined)
    throw new Error(
      'This version keeps a workspace in one directory, served by one host; several hosts on one database come later. ' +
        'Leave out --database and name a directory with --data.',
    );
  if (values.data === undefined)
    throw new Error(`Name the directory of the workspace with --data.\n${USAGE}`);
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes 0 to 65535.\n${USAGE}`);
  return {
    data: resolve(values.data),
    port,
    bind: values.bind,
    tls: tlsOf(values['tls-cert'], values['tls-key']),
    names: listOf(values.name),
    trustedProxies: listOf(values['trusted-proxy']),
    metricsFrom: listOf(values['metrics-from']),
    example: values.example,
  };
}

function tlsOf(cert: string | undefined, key: string | undefined): CertificateFiles | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new Error(`--tls-cert and --tls-key belong together: a certificate and its key.\n${USAGE}`);
  return { cert: resolve(cert), key: resolve(key) };
}

/** What was given at once with commas, or one after the other. */
function listOf(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).map((value) => value.trim());
}

import { randomBytes } from 'node:crypto';
import { joinLink } from '../../shared/api/links';
import { Health } from './health';
import { Backups } from '../backup/backups';
import { Copies } from '../backup/copies';
import { clearPassing } from '../backup/incoming';
import { Host } from '../host';
import { Addresses } from '../net/addresses';
import { unreadable } from '../http/answers';
import { createApp } from '../http/app';
import type { ExampleHall, ExampleItself } from '../http/example-routes';
import { Limits } from '../net/limits';
import { isLoopback } from '../net/origins';
import { Peers } from '../net/proxies';
import { keysIn } from '../rounds/keys';
import { newOwnerInvite } from '../people/invites';
import { Listener } from '../net/listener';
import { Metrics } from '../metrics/metrics';
import type { Log } from '../base/ports';
import type { RunningHost, StartOptions } from './running';
import { stopInOrder } from './stop';
import { isReadOnly } from '../storage/guarded';
import { openSqlite } from '../storage/sqlite';
import { HostCertificate } from '../tls/host-certificate';
import { Traffic } from '../net/traffic';
import { SyncSockets } from '../net/sockets';

export type ClosableHall = ExampleHall & { close(): Promise<void> };
/** A running host with what runs in it. */
export type ServedHost = RunningHost & { readonly host: Host };

/** What a host has to do with an example. */
export interface Examples {
  /** Makes and discards the one beside it, if it offers one. */
  readonly example?: ClosableHall;
  /** Set when it is one itself, and can be thrown away from inside. */
  readonly itself?: ExampleItself | undefined;
}

/** How often the host looks after quiet connections and idle rooms. */
const TICK = 5_000;

/**
 * Opens the workspace in a data directory and serves it.
 * @param open opens what lies in the directory
 * @throws when another host has the directory
 */
export async function serve(
  options: StartOptions,
  { example, itself }: Examples = {},
  open: typeof openSqlite = openSqlite,
): Promise<ServedHost> {
  const { data, port, bind, tls, rendererDir, onEvent } = options;
  const log: Log = onEvent ?? (() => undefined);
  // First, as these refuse what is no address, and what is no certificate.
  const operators = new Addresses(options.metricsFrom ?? []);
  const peers = new Peers(new Addresses(options.trustedProxies ?? []));
  const clock = { now: Date.now };
  const certificate = new HostCertificate(data, typeof tls === 'object' ? tls : null, clock);
  const storage = open(data);
  await clearPassing(data);
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const metrics: Metrics = new Metrics({ data, sockets: () => sockets.open });
  const ports = { clock, random, log, observe: metrics.observe };
  const host = await Host.open(storage, ports, keysIn(data));
  await host.rounds.sweep();
  const copies = new Copies(storage, ports);
  const backups = new Backups(host, storage, copies);
  const given = [...(bind === undefined ? [] : [bind]), ...(options.names ?? []), ...certificate.names];
  const names = given.map((name) => name.toLowerCase());
  const limits = new Limits((limited) => metrics.limited(limited));
  const sockets = new SyncSockets({ host, names, peers, limits });
  const traffic = new Traffic();
  const health = new Health(host.workspace);
  const app = createApp({
    host,
    backups,
    names,
    traffic,
    peers,
    limits,
    metrics,
    health,
    operators,
    certificate,
    rendererDir,
    example,
    itself,
  });
  const opening = async () => {
    if (tls === 'own') await certificate.ensure();
    return Listener.open({
      app: { fetch: app.fetch, unreadable },
      sockets,
      traffic,
      certificate,
      address: bind,
      port,
    });
  };
  const listener = await opening().catch(async (error: unknown) => {
    metrics.close();
    traffic.close();
    await host.close();
    throw error;
  });
  const tick = async () => {
    try {
      await host.tick();
      if (await copies.tick()) host.tell({ what: 'backups' }, ({ role }) => role === 'owner');
    } catch (error) {
      log('tick-failed', { error: String(error) });
    }
  };
  const ticking = setInterval(() => void tick(), TICK);
  // On a full disk everything can be read; the link comes with the first start that has room.
  const secret = await newOwnerInvite(host.workspace).catch((error: unknown) => {
    if (isReadOnly(error)) return null;
    throw error;
  });
  return {
    host,
    url: listener.url,
    ...(secret ? { ownerInvite: ownerLink(listener.url, secret, certificate) } : {}),
    pin: () => certificate.current?.pin ?? null,
    renewCertificate: () => {
      certificate.renew();
      listener.showCertificate();
    },
    openToNetwork: () => listener.openToNetwork(),
    here: () => host.here(),
    close: async () => {
      clearInterval(ticking);
      await example?.close();
      await stopInOrder({ host, copies, sockets, traffic, listener, log });
      metrics.close();
    },
  };
}

/** The first owner mostly sits at this very machine, where nothing has to be encrypted. */
function ownerLink(url: string, secret: string, { current }: HostCertificate): string {
  const cert = isLoopback(new URL(url).hostname) ? null : (current?.pin ?? null);
  return joinLink({ origin: url, kind: 'invite', secret, cert });
}

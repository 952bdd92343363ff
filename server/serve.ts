import { randomBytes } from 'node:crypto';
import { Host } from './host';
import { createApp } from './http/app';
import type { ExampleHall } from './http/example-routes';
import { newOwnerInvite } from './invites';
import { Listener } from './listener';
import type { Log } from './ports';
import type { RunningHost, StartOptions } from './running';
import { openSqlite } from './storage/sqlite';
import { SyncSockets } from './ws';

export type ClosableHall = ExampleHall & { close(): Promise<void> };
/** A running host with what runs in it. */
export type ServedHost = RunningHost & { readonly host: Host };

/** How often the host looks after quiet connections and idle rooms. */
const TICK = 5_000;

/**
 * Opens the workspace in a data directory and serves it.
 * @param example what makes and discards the example beside it, if it offers one
 * @throws when another host has the directory
 */
export async function serve(options: StartOptions, example: ClosableHall | undefined): Promise<ServedHost> {
  const { data, port, bind, rendererDir, onEvent } = options;
  const log: Log = onEvent ?? (() => undefined);
  const storage = openSqlite(data);
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const host = await Host.open(storage, { clock: { now: Date.now }, random, log });
  const names = bind === undefined ? [] : [bind.toLowerCase()];
  const sockets = new SyncSockets(host, names);
  const listener = await Listener.open(
    createApp({ host, names, rendererDir, example }),
    sockets,
    bind,
    port,
  ).catch(async (error: unknown) => {
    await host.close();
    throw error;
  });
  const ticking = setInterval(() => void host.tick(), TICK);
  const secret = await newOwnerInvite(host.workspace);
  return {
    host,
    url: listener.url,
    ...(secret ? { ownerInvite: `${listener.url}/#invite=${secret}` } : {}),
    openToNetwork: () => listener.openToNetwork(),
    close: async () => {
      clearInterval(ticking);
      await example?.close();
      await host.close();
      sockets.close();
      await listener.close();
    },
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Copies } from '../backup/copies';
import type { Host } from '../host';
import type { Listener } from '../net/listener';
import type { Log } from '../base/ports';
import type { Traffic } from '../net/traffic';
import type { SyncSockets } from '../net/sockets';

/** Milliseconds in which a host has settled everything and answered everybody, or leaves the rest. */
const LONGEST = 9_000;
/** Milliseconds of these for the others' goodbyes: whoever does not answer knows by the end of his connection. */
const GOODBYES = 1_000;

interface Parts {
  readonly host: Host;
  readonly copies: Copies;
  readonly sockets: SyncSockets;
  readonly traffic: Traffic;
  readonly listener: Listener;
  readonly log: Log;
}

/**
 * Stops a host so that everybody knows where he stands: nothing new is begun, what was asked is answered, what was
 * received is committed and acknowledged, then everybody is told to come back. Nothing acknowledged depends on it: a
 * host that is killed has committed that as well.
 */
export async function stopInOrder({ host, copies, sockets, traffic, listener, log }: Parts): Promise<void> {
  const since = Date.now();
  traffic.stop();
  sockets.stop();
  const inTime = await within(LONGEST - GOODBYES, host.drain(traffic.answered()));
  await within(GOODBYES, sockets.emptied());
  sockets.close();
  await listener.close();
  traffic.close();
  await within(Math.max(0, since + LONGEST - Date.now()), copies.settled());
  await host.workspace.storage.close();
  log(inTime ? 'stopped' : 'stopped-early', { milliseconds: Date.now() - since });
}

/** Whether it was done in so many milliseconds. */
async function within(milliseconds: number, done: Promise<unknown>): Promise<boolean> {
  const giveUp = new AbortController();
  const late = pause(milliseconds, false, { signal: giveUp.signal }).catch(() => false);
  const inTime = await Promise.race([done.then(() => true), late]);
  giveUp.abort();
  return inTime;
}

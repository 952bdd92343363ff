import { randomBytes } from 'node:crypto';
import { Host } from '../host';
import { newOwnerRecovery, type MadeLink } from '../people/invites';
import { openSqlite } from '../storage/sqlite';

/** Makes the link for a new owner in a data directory whose host does not run, by whoever has the machine. */
export async function recoverOwner(data: string): Promise<MadeLink> {
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const ports = { clock: { now: Date.now }, random, log: () => undefined };
  const host = await Host.open(openSqlite(data), ports);
  try {
    return await newOwnerRecovery(host.workspace);
  } finally {
    await host.close();
  }
}

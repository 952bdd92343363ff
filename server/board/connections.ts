import { encodeHostMessage, LIMITS, MESSAGE } from '../../shared/sync/protocol';
import { isDue } from '../base/ports';
import type { StorageHealth } from '../storage/guarded';
import type { StoredMember } from '../storage/storage';
import type { Connection } from './connection';
import { NOTHING_TO_SAY } from './presence';

/** Everybody who is connected, and how each leaves the room he is in. */
export class Connections {
  readonly #leave = new Map<Connection, () => void>();

  /** @param leave nothing yet while he waits for his room */
  put(connection: Connection, leave: () => void = () => undefined): void {
    this.#leave.set(connection, leave);
  }

  has(connection: Connection): boolean {
    return this.#leave.has(connection);
  }

  /** The devices that are connected. */
  devices(): Set<string> {
    return new Set([...this.#leave.keys()].map(({ device }) => device));
  }

  /** Everybody who is connected, once. */
  members(): StoredMember[] {
    return [...new Map([...this.#leave.keys()].map(({ member }) => [member.id, member])).values()];
  }

  countOf(memberId: string): number {
    return [...this.#leave.keys()].filter(({ member }) => member.id === memberId).length;
  }

  /** Lets go of one that ended by itself. */
  drop(connection: Connection): void {
    connection.over = true;
    this.#leave.get(connection)?.();
    this.#leave.delete(connection);
  }

  /** Ends some, or all; what they still send is not taken, and what waits is not kept. */
  cut(code: number, reason: string, which: (connection: Connection) => boolean = () => true): void {
    for (const connection of this.#leave.keys()) {
      if (!which(connection)) continue;
      connection.cut = true;
      this.drop(connection);
      connection.close(code, reason);
    }
  }

  /** Takes nothing more from anybody who is connected. */
  hearNoMore(): void {
    for (const connection of this.#leave.keys()) connection.over = true;
  }

  /** Asks everybody to go. */
  dismiss(code: number, reason: string): void {
    for (const connection of this.#leave.keys()) connection.close(code, reason);
  }

  /** Sends to everybody, whichever room he is in. */
  send(message: Uint8Array, whom: (member: StoredMember) => boolean = () => true): void {
    for (const connection of this.#leave.keys()) if (whom(connection.member)) connection.send(message);
  }

  /** Says something on those that have been quiet. */
  keepAlive(now: number): void {
    for (const connection of this.#leave.keys())
      if (isDue(connection.sentAt, now, LIMITS.keepAlive / 2)) connection.send(NOTHING_TO_SAY);
  }
}

/** Whether the host can keep what it is sent, as everybody who is connected hears it. */
export function healthMessage(health: StorageHealth): Uint8Array {
  return encodeHostMessage({ type: MESSAGE.changed, value: { what: 'storage', health } });
}

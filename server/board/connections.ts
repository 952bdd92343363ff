import { LIMITS } from '../../shared/sync/protocol';
import type { Connection } from './connection';
import { isDue } from '../base/ports';
import { NOTHING_TO_SAY } from './presence';
import type { BoardRoom } from './room';
import type { StoredMember } from '../storage/storage';

/** Who is connected, and to which board's room; null: the workspace's, or not in his room yet. */
export class Connections {
  readonly #rooms = new Map<Connection, BoardRoom | null>();

  put(connection: Connection, room: BoardRoom | null): void {
    this.#rooms.set(connection, room);
  }

  has(connection: Connection): boolean {
    return this.#rooms.has(connection);
  }

  /** The devices that are connected. */
  devices(): Set<string> {
    return new Set([...this.#rooms.keys()].map(({ device }) => device));
  }

  countOf(memberId: string): number {
    return [...this.#rooms.keys()].filter(({ member }) => member.id === memberId).length;
  }

  /** Lets go of one that ended by itself. */
  drop(connection: Connection): void {
    this.#rooms.get(connection)?.leave(connection);
    this.#rooms.delete(connection);
  }

  /** Ends some, or all; what they still send is not taken, and what waits is not kept. */
  cut(code: number, reason: string, which: (connection: Connection) => boolean = () => true): void {
    for (const connection of this.#rooms.keys()) {
      if (!which(connection)) continue;
      connection.cut = true;
      this.drop(connection);
      connection.close(code, reason);
    }
  }

  /** Asks everybody to go, and takes what he still sends until he has gone. */
  dismiss(code: number, reason: string): void {
    for (const connection of this.#rooms.keys()) connection.close(code, reason);
  }

  send(message: Uint8Array, whom: (member: StoredMember) => boolean = () => true): void {
    for (const connection of this.#rooms.keys()) if (whom(connection.member)) connection.send(message);
  }

  /** To those in the workspace's room. */
  sendOutside(message: Uint8Array, whom: (member: StoredMember) => boolean): void {
    for (const [connection, room] of this.#rooms)
      if (room === null && whom(connection.member)) connection.send(message);
  }

  /** Says something on those that have been quiet. */
  keepAlive(now: number): void {
    for (const connection of this.#rooms.keys())
      if (isDue(connection.sentAt, now, LIMITS.keepAlive / 2)) connection.send(NOTHING_TO_SAY);
  }
}

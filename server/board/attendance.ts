import { CLOSE } from '../../shared/sync/close-codes';
import { Allowance } from '../base/allowance';
import type { Connection } from './connection';
import { isDue, type Ports } from '../base/ports';
import { isReadOnly } from '../storage/guarded';
import { Presence, type PresenceChange } from './presence';

/** Client IDs that one connection may claim by being heard; a window needs one or two. */
const CLAIMS_PER_CONNECTION = 64;
/** And one member on one board, as windows come and go. */
const CLAIMS_PER_HOUR = 256;

/**
 * Everybody on a board is told at most so often where the others are, in milliseconds: fifty people who each move ten times a
 * second would be 25,000 messages otherwise, and are 750.
 */
const RASTER = 66;

/** What the room does for those who are in it. */
export interface AttendancePorts {
  /** The member a client ID belongs to, if anybody. */
  owner(client: number): string | undefined;
  /** Makes those of the client IDs the member's that are nobody's; they are once this resolves, unless he was cut. */
  claim(connection: Connection, clients: readonly number[]): Promise<void>;
  has(connection: Connection): boolean;
  tell(message: Uint8Array): void;
}

/** Who is on a board: members as they say under client IDs of their own, guests as the host presents them. */
export class Attendance {
  readonly #room: AttendancePorts;
  readonly #ports: Ports;
  readonly #presence: Presence;
  /** The client IDs under which the host presents guests. */
  readonly #guests = new Map<Connection, number>();
  readonly #claimed = new WeakMap<Connection, Set<number>>();
  readonly #allowances = new Map<string, Allowance>();

  /** Client IDs of which nobody has been told since they changed. */
  readonly #untold = new Set<number>();
  #telling: ReturnType<typeof setTimeout> | null = null;
  #toldAt = -Infinity;

  constructor(room: AttendancePorts, ports: Ports) {
    this.#room = room;
    this.#ports = ports;
    this.#presence = new Presence(ports.clock);
  }

  /** The message that tells who is there. */
  message(): Uint8Array {
    return this.#presence.message();
  }

  presentGuest(connection: Connection): void {
    const bytes = this.#ports.random(4);
    const client = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    this.#guests.set(connection, client);
    this.#presence.set(connection, { client, clock: 1, state: {} });
    this.#tell([client]);
  }

  leave(connection: Connection): void {
    this.#guests.delete(connection);
    this.#tell(this.#presence.drop(connection));
  }

  /** Keeps the guests present and forgets who left long ago; call it more often than peers forget (30 s). */
  renew(): void {
    this.#presence.forget();
    this.#tell(this.#presence.renew(this.#guests.values()));
  }

  /** Takes over what a client says of where it is, under its own client IDs; the rest is echo and dropped. */
  hear(connection: Connection, changes: readonly PresenceChange[]): void {
    const unclaimed = changes.filter((change) => this.#isUnclaimed(change));
    this.#say(connection, changes);
    if (unclaimed.length > 0) this.#claim(connection, unclaimed);
  }

  /** Nobody's, not even a guest's; who says that it is gone claims nothing. */
  #isUnclaimed({ client, state }: PresenceChange): boolean {
    return state !== null && this.#room.owner(client) === undefined && !this.#presence.knows(client);
  }

  /** Client IDs belong to who is first heard under them. Kept before anybody hears of it, or a restart frees them. */
  #claim(connection: Connection, changes: readonly PresenceChange[]): void {
    const clients = changes.map(({ client }) => client);
    if (!this.#mayClaim(connection, clients)) {
      connection.close(CLOSE.tooMany, 'too many client IDs');
      return;
    }
    this.#room
      .claim(connection, clients)
      .then(() => this.#say(connection, changes))
      .catch((error: unknown) => {
        // He is not shown present until the host can save again, but he goes on reading.
        if (isReadOnly(error)) return;
        this.#ports.log('claim-failed', { error: String(error) });
        connection.close(CLOSE.failure, 'the host could not save');
      });
  }

  #mayClaim(connection: Connection, clients: readonly number[]): boolean {
    const claimed = this.#claimed.get(connection) ?? new Set();
    this.#claimed.set(connection, claimed);
    const more = new Set(clients.filter((client) => !claimed.has(client)));
    if (claimed.size + more.size > CLAIMS_PER_CONNECTION) return false;
    for (const client of more) claimed.add(client);
    return this.#allowanceOf(connection.member.id).take(more.size);
  }

  #allowanceOf(member: string): Allowance {
    const known = this.#allowances.get(member);
    if (known) return known;
    const allowance = new Allowance(this.#ports.clock, CLAIMS_PER_HOUR, CLAIMS_PER_HOUR / 3600);
    this.#allowances.set(member, allowance);
    return allowance;
  }

  #say(connection: Connection, changes: readonly PresenceChange[]): void {
    // Whoever left while his client ID was being kept is not there any more.
    if (!this.#room.has(connection)) return;
    const own = changes.filter(({ client }) => this.#room.owner(client) === connection.member.id);
    const news = own.filter((change) => this.#presence.set(connection, change));
    this.#tell(news.map(({ client }) => client));
  }

  /** Tells at once what comes alone; what comes close behind is told together, only as it is by then. */
  #tell(clients: Iterable<number>): void {
    for (const client of clients) this.#untold.add(client);
    if (this.#untold.size === 0 || this.#telling) return;
    if (isDue(this.#toldAt, this.#ports.clock.now(), RASTER)) return this.#tellNow();
    this.#telling = setTimeout(() => this.#tellLater(), RASTER);
    this.#telling.unref();
  }

  /** Nobody waits for this, so nobody would hear of what goes wrong. */
  #tellLater(): void {
    try {
      this.#tellNow();
    } catch (error) {
      this.#ports.log('presence-failed', { error: String(error) });
    }
  }

  #tellNow(): void {
    const clients = [...this.#untold];
    this.#untold.clear();
    this.#telling = null;
    this.#toldAt = this.#ports.clock.now();
    this.#room.tell(this.#presence.message(clients));
  }
}

import type { TicketAnswer } from '../../shared/api/contract';
import { newSecret } from '../../shared/domain/ids';
import type { Ports } from '../base/ports';
import type { Caller } from '../workspace';

const LIFETIME = 30_000;
/** Tickets of a device in a row that opened nothing, before the log says so. */
const UNUSED = 3;

interface Ticket {
  readonly room: string;
  readonly caller: Caller;
  readonly isOutdated: boolean;
  readonly expiresAt: number;
}

/** Single-use passes to one room: sockets cannot send headers, and a token must not stand in a URL. */
export class Tickets {
  readonly #tickets = new Map<string, Ticket>();
  /** By device: how many in a row nobody came with. */
  readonly #unused = new Map<string, number>();
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  issue(caller: Caller, room: string, epoch: string, isOutdated = false): TicketAnswer {
    this.#sweep();
    const ticket = newSecret(this.#ports.random);
    this.#tickets.set(ticket, { room, caller, isOutdated, expiresAt: this.#ports.clock.now() + LIFETIME });
    return { ticket, epoch };
  }

  /** Whose ticket it is; null for any other room, used ones and old ones. */
  redeem(secret: string, room: string): Pick<Ticket, 'caller' | 'isOutdated'> | null {
    const ticket = this.#tickets.get(secret);
    this.#tickets.delete(secret);
    const good = ticket !== undefined && ticket.room === room && ticket.expiresAt > this.#ports.clock.now();
    if (!good) return null;
    this.#unused.delete(ticket.caller.device.id);
    return ticket;
  }

  /** None of those that are out lets anybody in any more. */
  clear(): void {
    this.#tickets.clear();
  }

  #sweep(): void {
    const now = this.#ports.clock.now();
    for (const [secret, { expiresAt, caller }] of this.#tickets) {
      if (expiresAt > now) continue;
      this.#tickets.delete(secret);
      this.#countUnused(caller);
    }
  }

  /** Whoever asks again and again and never comes is kept out by something on the way: mostly a proxy. */
  #countUnused({ member, device }: Caller): void {
    const count = (this.#unused.get(device.id) ?? 0) + 1;
    this.#unused.set(device.id, count);
    if (count === UNUSED) this.#ports.log('sockets-blocked', { member: member.id, device: device.id });
  }
}

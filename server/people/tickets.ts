import type { TicketAnswer } from '../../shared/api/contract';
import { newSecret } from '../../shared/domain/ids';
import type { Ports } from '../base/ports';
import type { Caller } from '../workspace';

const LIFETIME = 30_000;

interface Ticket {
  readonly room: string;
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** Single-use passes to one room: sockets cannot send headers, and a token must not stand in a URL. */
export class Tickets {
  readonly #tickets = new Map<string, Ticket>();
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  issue(caller: Caller, room: string, epoch: string): TicketAnswer {
    this.#sweep();
    const ticket = newSecret(this.#ports.random);
    this.#tickets.set(ticket, { room, caller, expiresAt: this.#ports.clock.now() + LIFETIME });
    return { ticket, epoch };
  }

  /** Whose ticket it is; null for any other room, used ones and old ones. */
  redeem(secret: string, room: string): Caller | null {
    const ticket = this.#tickets.get(secret);
    this.#tickets.delete(secret);
    const good = ticket !== undefined && ticket.room === room && ticket.expiresAt > this.#ports.clock.now();
    return good ? ticket.caller : null;
  }

  /** None of those that are out lets anybody in any more. */
  clear(): void {
    this.#tickets.clear();
  }

  #sweep(): void {
    const now = this.#ports.clock.now();
    for (const [secret, { expiresAt }] of this.#tickets) if (expiresAt <= now) this.#tickets.delete(secret);
  }
}

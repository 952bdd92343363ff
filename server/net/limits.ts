import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../base/problem';
import { visitorOf } from './addresses';

/** So many in so many seconds. */
interface Rate {
  readonly points: number;
  readonly duration: number;
}

/**
 * How much is too much. An office of fifty people may be one address, and all of them come at nine o'clock: what
 * counts by address allows for that. docs/host.md lists these for whoever runs a host.
 */
export const RATES = {
  /** Joins from one address. */
  joins: { points: 60, duration: 60 },
  /** Looks at invites from one address. */
  looks: { points: 120, duration: 60 },
  /** Requests from one address of whoever shows no member's token: pages, above all, some ten files a window. */
  strangers: { points: 2000, duration: 10 },
  /** Tokens that are none, from one address. */
  badTokens: { points: 300, duration: 60 },
  /** Requests of one member, for pages too: 50 a second, however unevenly they come. */
  requests: { points: 60, duration: 1 },
  /** Tickets of one member: all his windows after a night without the host. */
  tickets: { points: 300, duration: 60 },
  /** Sockets opened from one address. */
  sockets: { points: 1500, duration: 60 },
} as const satisfies Record<string, Rate>;

/** `crowd`: sockets that are open at once. */
export type Limited = keyof typeof RATES | 'crowd';

/** Counts what one address or member asks for. */
export class Limits {
  readonly #rates = new Map<string, RateLimiterMemory>();
  readonly #onRefusal: (limited: Limited) => void;

  /** @param onRefusal told of everything that was too much */
  constructor(onRefusal: (limited: Limited) => void = () => undefined) {
    this.#onRefusal = onRefusal;
    for (const [name, rate] of Object.entries(RATES)) this.#rates.set(name, new RateLimiterMemory(rate));
  }

  /** @throws ProblemError with `retryAfter` */
  join(address: string): Promise<void> {
    return this.#take('joins', visitorOf(address));
  }
  look(address: string): Promise<void> {
    return this.#take('looks', visitorOf(address));
  }
  stranger(address: string): Promise<void> {
    return this.#take('strangers', visitorOf(address));
  }
  badToken(address: string): Promise<void> {
    return this.#take('badTokens', visitorOf(address));
  }
  request(memberId: string): Promise<void> {
    return this.#take('requests', memberId);
  }
  ticket(memberId: string): Promise<void> {
    return this.#take('tickets', memberId);
  }
  socket(address: string): Promise<void> {
    return this.#take('sockets', visitorOf(address));
  }

  /** As many are there as may be; whoever asks says so himself. */
  crowded(): void {
    this.#onRefusal('crowd');
  }

  async #take(limited: keyof typeof RATES, key: string): Promise<void> {
    try {
      await this.#rates.get(limited)?.consume(key);
    } catch (error) {
      this.#onRefusal(limited);
      const wait = error instanceof RateLimiterRes ? error.msBeforeNext : 1000;
      throw new ProblemError('too-many', 'too many requests', {
        retryAfter: Math.max(1, Math.ceil(wait / 1000)),
      });
    }
  }
}

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../problem';

/** Counts what one address or member asks for. */
export class Limits {
  readonly #joins = new RateLimiterMemory({ points: 60, duration: 60 });
  readonly #looks = new RateLimiterMemory({ points: 120, duration: 60 });
  readonly #requests = new RateLimiterMemory({ points: 50, duration: 1 });

  /** @throws ProblemError with `retryAfter` */
  join(address: string): Promise<void> {
    return take(this.#joins, address);
  }
  look(address: string): Promise<void> {
    return take(this.#looks, address);
  }
  request(memberId: string): Promise<void> {
    return take(this.#requests, memberId);
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    const wait = error instanceof RateLimiterRes ? error.msBeforeNext : 1000;
    throw new ProblemError('too-many', 'too many requests', {
      retryAfter: Math.max(1, Math.ceil(wait / 1000)),
    });
  }
}

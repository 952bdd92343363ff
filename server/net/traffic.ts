import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** How slowly a request may come in. */
export interface LeastRate {
  /** Milliseconds for its head. */
  readonly head: number;
  /** Milliseconds in which its body need not come at any pace yet. */
  readonly grace: number;
  /** Bytes a second of the body on the average, after that. */
  readonly bytesPerSecond: number;
}

/** What a bad mobile line does; a long body may take its time at that. */
const LEAST_RATE: LeastRate = { head: 10_000, grace: 15_000, bytesPerSecond: 8 * 1024 };
/** How often it is looked after those that are too slow. */
const LOOK_EVERY = 1_000;

/** A request that is not wholly here yet. */
interface Underway {
  readonly since: number;
  /** Bytes its connection had brought before. */
  readonly bytesBefore: number;
}

/**
 * The requests of a host on their way, through whatever server they come: whoever drips is cut, whoever is in is
 * waited for.
 */
export class Traffic {
  readonly #least: LeastRate;
  readonly #asked = new Set<ServerResponse>();
  readonly #underway = new Map<IncomingMessage, Underway>();
  readonly #looking: ReturnType<typeof setInterval>;
  #waiting: (() => void)[] = [];
  #stopping = false;

  constructor(least: LeastRate = LEAST_RATE) {
    this.#least = least;
    this.#looking = setInterval(() => this.#cutTheSlow(Date.now()), LOOK_EVERY);
    this.#looking.unref();
  }

  /** What every HTTP server of the host is made with. */
  get serverOptions() {
    return {
      headersTimeout: this.#least.head,
      // Bodies have a least rate instead.
      requestTimeout: 0,
      connectionsCheckingInterval: LOOK_EVERY,
    };
  }

  /** The host takes no new requests any more. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Takes a server's requests into account. */
  watch(server: Server): void {
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.#begin(request, response),
    );
  }

  stop(): void {
    this.#stopping = true;
  }

  /** Resolves once every request has its answer. */
  answered(): Promise<void> {
    if (this.#asked.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    clearInterval(this.#looking);
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    this.#asked.add(response);
    this.#underway.set(request, { since: Date.now(), bytesBefore: request.socket.bytesRead });
    request.once('close', () => this.#underway.delete(request));
    response.once('close', () => {
      this.#asked.delete(response);
      if (this.#asked.size > 0) return;
      for (const resolve of this.#waiting) resolve();
      this.#waiting = [];
    });
  }

  #cutTheSlow(now: number): void {
    const { grace, bytesPerSecond } = this.#least;
    for (const [request, { since, bytesBefore }] of this.#underway) {
      const due = ((now - since - grace) / 1000) * bytesPerSecond;
      if (request.complete) this.#underway.delete(request);
      else if (request.socket.bytesRead - bytesBefore < due) request.socket.destroy();
    }
  }
}

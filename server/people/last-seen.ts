import { isDue, type Ports } from '../base/ports';
import type { Storage } from '../storage/storage';

/** What is kept in memory goes to the disk this often: a request more must not cost a write. */
const WRITTEN_EVERY = 5 * 60_000;

/** When each device was last heard of. A crash loses the last few minutes of it and nothing else. */
export class LastSeen {
  readonly #storage: Storage;
  readonly #ports: Ports;
  /** Heard of since the last write: device ID to milliseconds since 1970. */
  #fresh = new Map<string, number>();
  #writtenAt: number;

  constructor(storage: Storage, ports: Ports) {
    this.#storage = storage;
    this.#ports = ports;
    this.#writtenAt = ports.clock.now();
  }

  touch(device: string): void {
    this.#fresh.set(device, this.#ports.clock.now());
  }

  /** Device ID to milliseconds since 1970. */
  async all(): Promise<ReadonlyMap<string, number>> {
    return new Map([...(await this.#storage.seen()), ...this.#fresh]);
  }

  /** Writes down what is new, if the last time is long enough ago. */
  async keep(): Promise<void> {
    if (isDue(this.#writtenAt, this.#ports.clock.now(), WRITTEN_EVERY)) await this.flush();
  }

  /** Writes down what is new. A host that cannot write has graver trouble than this: it is tried again later. */
  async flush(): Promise<void> {
    const fresh = this.#fresh;
    this.#writtenAt = this.#ports.clock.now();
    if (fresh.size === 0) return;
    this.#fresh = new Map();
    try {
      await this.#storage.write({ seen: [...fresh].map(([device, at]) => ({ device, at })) });
    } catch (error) {
      this.#ports.log('last-seen-failed', { error: String(error) });
      this.#fresh = new Map([...fresh, ...this.#fresh]);
    }
  }
}

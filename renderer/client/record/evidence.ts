import type { RecordEntry } from '../../../shared/domain/record';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import type { LocalStore } from '../device/local-store';

/** What was there when a record turned out not to be true: as this device had it, and as it was shown it. */
export interface Evidence {
  readonly at: string;
  readonly fault: RecordFault;
  readonly kept: readonly RecordEntry[];
  readonly shown: readonly RecordEntry[];
  /** A person has looked into it, and the record was in order again. */
  readonly settled: boolean;
}

/** As many cases as one record keeps: the first ones, which say how it began, and the last. */
const MOST = 6;

/** The cases of one record; they stay on this device whatever the host shows later. */
export class EvidenceBox {
  readonly #store: LocalStore;
  readonly #key: string;

  constructor(store: LocalStore, record: string) {
    this.#store = store;
    this.#key = `evidence/${record}`;
  }

  async cases(): Promise<readonly Evidence[]> {
    return (await this.#store.get<readonly Evidence[]>(this.#key).catch(() => undefined)) ?? [];
  }

  /** The case that is still to be looked into. */
  async open(): Promise<Evidence | null> {
    const last = (await this.cases()).at(-1);
    return last && !last.settled ? last : null;
  }

  async keep(found: Evidence): Promise<void> {
    const cases = await this.cases();
    const last = cases.at(-1);
    if (last && !last.settled && isSame(last, found)) return;
    const kept = cases.length < MOST ? cases : cases.slice(0, MOST - 1);
    await this.#store.set(this.#key, [...kept, found]).catch(() => undefined);
  }

  async settle(): Promise<void> {
    const settled = (await this.cases()).map((each) => ({ ...each, settled: true }));
    await this.#store.set(this.#key, settled);
  }
}

function isSame(one: Evidence, other: Evidence): boolean {
  const marks = ({ fault, kept, shown }: Evidence) =>
    JSON.stringify([fault, kept.at(-1)?.hash, shown.at(-1)?.hash]);
  return marks(one) === marks(other);
}

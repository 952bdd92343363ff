import type { DaysAnswer, FrameBody, PeriodBody } from '../../shared/api/days';
import { maySeeFrames, maySetPeriod, type PeriodKind } from '../../shared/domain/days/periods';
import { newId } from '../../shared/domain/ids';
import { instantOf, type Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import type { VersionOf } from '../record/derived';
import type { Storage, StoredMember } from '../storage/storage';
import { PlannedIndex } from './planned';

export interface DaysPorts {
  readonly storage: Pick<Storage, 'boards' | 'entries' | 'periods' | 'period' | 'frames' | 'write'>;
  readonly ports: Pick<Ports, 'clock' | 'random'>;
  readonly versionOf: VersionOf;
  /** Everybody is told to ask again. */
  readonly changed: () => void;
}

/** So many periods a workspace may have. */
const MOST = 2_000;

/** Days that matter to everybody's plans: periods that departments set, and the frames of quarters that owners set. */
export class Days {
  readonly planned: PlannedIndex;
  readonly #ports: DaysPorts;

  constructor(ports: DaysPorts) {
    this.#ports = ports;
    this.planned = new PlannedIndex(ports.storage, ports.versionOf);
  }

  /** What a member is told of them. */
  async of(member: StoredMember): Promise<DaysAnswer> {
    const { storage } = this.#ports;
    const frames = maySeeFrames(member) ? await this.planned.use(await storage.frames()) : [];
    return {
      periods: (await storage.periods()).map((each) => ({ ...each, regions: [...each.regions] })),
      frames,
    };
  }

  /** Sets periods, all or none. @returns their IDs @throws ProblemError */
  async set(member: StoredMember, periods: readonly PeriodBody[]): Promise<string[]> {
    const { storage, ports, changed } = this.#ports;
    for (const { kind } of periods) check(member, kind);
    if ((await storage.periods()).length + periods.length > MOST)
      throw new ProblemError('not-allowed', 'there are too many periods', { reason: 'too-many' });
    const [by, at] = [member.id, instantOf(ports.clock)];
    const made = periods.map((period) => ({ ...period, id: newId(ports.random), by, at }));
    await storage.write({ periods: made });
    changed();
    return made.map(({ id }) => id);
  }

  /** Sets one anew. @throws ProblemError */
  async change(member: StoredMember, id: string, period: PeriodBody): Promise<void> {
    const { storage, ports, changed } = this.#ports;
    check(member, (await this.#period(id)).kind);
    check(member, period.kind);
    await storage.write({ periods: [{ ...period, id, by: member.id, at: instantOf(ports.clock) }] });
    changed();
  }

  /** @throws ProblemError */
  async end(member: StoredMember, id: string): Promise<void> {
    check(member, (await this.#period(id)).kind);
    await this.#ports.storage.write({ endPeriod: id });
    this.#ports.changed();
  }

  /** The caller is an owner. */
  async setFrame(frame: FrameBody): Promise<void> {
    await this.#ports.storage.write({ frame });
    this.#ports.changed();
  }

  async #period(id: string) {
    const period = await this.#ports.storage.period(id);
    if (!period) throw new ProblemError('not-found', 'there is no such period');
    return period;
  }
}

function check(member: StoredMember, kind: PeriodKind): void {
  const reason = maySetPeriod(member, kind);
  if (reason) throw new ProblemError('not-allowed', 'another department sets this', { reason });
}

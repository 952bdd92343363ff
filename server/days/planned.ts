import type { Planned } from '../../shared/api/days';
import type { Frame, FrameUse } from '../../shared/domain/days/periods';
import { budgetIn, meet, quarterFrom, spanOfPlan } from '../../shared/domain/days/spread';
import { groupByPlan } from '../../shared/domain/history';
import type { Span } from '../../shared/domain/timeline/span';
import type { Material } from '../../shared/domain/plan';
import type { RecordEntry } from '../../shared/domain/record';
import { planStatus } from '../../shared/domain/status';
import { slicesOf } from '../base/slices';
import { mayRead } from '../board/boards';
import { Derived, type VersionOf } from '../record/derived';
import type { Storage, StoredMember } from '../storage/storage';

/** A plan as the record of its board has it. */
interface OfRecord {
  readonly plan: string;
  readonly material: Material;
  readonly span: Span;
  readonly isAgreed: boolean;
  /** It stands in nobody's way any more; what it costs stays spent. */
  readonly isClosed: boolean;
}

/** What is agreed or in review on all boards, by their records alone: what nobody has submitted yet is its board's. */
export class PlannedIndex {
  readonly #storage: Pick<Storage, 'boards'>;
  readonly #plans: Derived<readonly OfRecord[]>;

  constructor(storage: Pick<Storage, 'boards' | 'entries'>, versionOf: VersionOf) {
    this.#storage = storage;
    this.#plans = new Derived(storage, versionOf, plansIn);
  }

  /** What runs on days of a span, on boards that a member may read. */
  async of(member: StoredMember, span: Span): Promise<Planned[]> {
    const found: Planned[] = [];
    for (const { id: board } of await this.#storage.boards()) {
      if (!mayRead(member, board)) continue;
      for (const { plan, material, span: own, isAgreed, isClosed } of await this.#plans.of(board))
        if (!isClosed && meet(own, span)) found.push({ board, plan, ...shown(material), ...own, isAgreed });
    }
    return found;
  }

  /** Frames with what the agreed plans of all boards take of them; of no plan is anything told. */
  async use(frames: readonly Frame[]): Promise<FrameUse[]> {
    const agreed: Material[] = [];
    if (frames.length > 0)
      for (const { id } of await this.#storage.boards())
        for (const each of await this.#plans.of(id)) if (each.isAgreed) agreed.push(each.material);
    return frames.map((frame) => {
      const quarter = quarterFrom(frame.from);
      const parts = agreed.map((material) => budgetIn(material, quarter, frame.currency));
      return { ...frame, agreedMinor: parts.reduce((sum, part) => sum + part, 0) };
    });
  }
}

async function plansIn(record: readonly RecordEntry[]): Promise<readonly OfRecord[]> {
  const plans: OfRecord[] = [];
  const breathe = slicesOf();
  for (const [plan, entries] of groupByPlan(record)) {
    // What the record says does not depend on the day.
    const status = planStatus(plan, null, entries, entries[0]?.at.slice(0, 10) ?? '');
    const material =
      status.agreement?.snapshot ?? (status.state === 'in-review' ? status.submission?.snapshot : undefined);
    const span = material && status.state !== 'withdrawn' ? spanOfPlan(material) : null;
    const [isAgreed, isClosed] = [status.agreement !== null, status.state === 'closed'];
    if (material && span) plans.push({ plan, material, span, isAgreed, isClosed });
    await breathe();
  }
  return plans;
}

function shown({ title, audience, regions }: Material): Pick<Planned, 'title' | 'audience' | 'regions'> {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const all = Array.isArray(regions) ? regions : [];
  return {
    title: text(title),
    audience: text(audience),
    regions: all.map(text).filter((each) => each !== ''),
  };
}

import type { Planned } from '../../shared/api/days';
import { groupByPlan } from '../../shared/domain/calendar/calendar';
import type { Frame, FrameUse } from '../../shared/domain/days/periods';
import { budgetIn, meet, quarterFrom, spanOfPlan } from '../../shared/domain/days/spread';
import type { Span } from '../../shared/domain/timeline/span';
import type { Material } from '../../shared/domain/plan';
import { planStatus } from '../../shared/domain/status';
import { slicesOf } from '../base/slices';
import { mayRead } from '../board/boards';
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

/**
 * What is agreed or in review on all boards, by their records alone: what nobody has submitted yet is its board's. Read
 * when it is first asked for, and of a board again once its record grew.
 */
export class PlannedIndex {
  readonly #storage: Pick<Storage, 'boards' | 'entries'>;
  readonly #boards = new Map<string, readonly OfRecord[]>();
  /** How often each record grew, so that what was read before counts no more. */
  readonly #grown = new Map<string, number>();

  constructor(storage: Pick<Storage, 'boards' | 'entries'>) {
    this.#storage = storage;
  }

  /** What runs on days of a span, on boards that a member may read. */
  async of(member: StoredMember, span: Span): Promise<Planned[]> {
    const found: Planned[] = [];
    for (const { id: board } of await this.#storage.boards()) {
      if (!mayRead(member, board)) continue;
      for (const { plan, material, span: own, isAgreed, isClosed } of await this.#of(board))
        if (!isClosed && meet(own, span)) found.push({ board, plan, ...shown(material), ...own, isAgreed });
    }
    return found;
  }

  /** Frames with what the agreed plans of all boards take of them; of no plan is anything told. */
  async use(frames: readonly Frame[]): Promise<FrameUse[]> {
    const agreed: Material[] = [];
    if (frames.length > 0)
      for (const { id } of await this.#storage.boards())
        for (const each of await this.#of(id)) if (each.isAgreed) agreed.push(each.material);
    return frames.map((frame) => {
      const quarter = quarterFrom(frame.from);
      const parts = agreed.map((material) => budgetIn(material, quarter, frame.currency));
      return { ...frame, agreedMinor: parts.reduce((sum, part) => sum + part, 0) };
    });
  }

  /** The record of a board has new entries. */
  grew(board: string): void {
    this.#boards.delete(board);
    this.#grown.set(board, (this.#grown.get(board) ?? 0) + 1);
  }

  /** After a restore: nothing that is known holds. */
  forget(): void {
    for (const board of this.#boards.keys()) this.grew(board);
  }

  async #of(board: string): Promise<readonly OfRecord[]> {
    const known = this.#boards.get(board);
    if (known) return known;
    const grown = this.#grown.get(board);
    const plans: OfRecord[] = [];
    const breathe = slicesOf();
    for (const [plan, entries] of groupByPlan(await this.#storage.entries(board, 0))) {
      // What the record says does not depend on the day.
      const status = planStatus(plan, null, entries, entries[0]?.at.slice(0, 10) ?? '');
      const material =
        status.agreement?.snapshot ??
        (status.state === 'in-review' ? status.submission?.snapshot : undefined);
      const span = material && status.state !== 'withdrawn' ? spanOfPlan(material) : null;
      const [isAgreed, isClosed] = [status.agreement !== null, status.state === 'closed'];
      if (material && span) plans.push({ plan, material, span, isAgreed, isClosed });
      await breathe();
    }
    if (this.#grown.get(board) === grown) this.#boards.set(board, plans);
    return plans;
  }
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

import type { GoingOn } from '../../shared/api/contract';
import { isCivilDate, type CivilDate } from '../../shared/domain/dates';
import { groupByPlan, readHistory } from '../../shared/domain/history';
import type { RecordEntry } from '../../shared/domain/record';
import { statusFrom, type PlanState } from '../../shared/domain/status';
import { slicesOf } from '../base/slices';
import { Derived, type VersionOf } from '../record/derived';
import type { Storage } from '../storage/storage';

/** A start that is agreed and has not come when it was agreed. */
interface Start {
  readonly plan: string;
  readonly title: string;
  readonly start: CivilDate;
}

/** What a board's record says of it, whatever the day, without what lies in its bin. */
interface Known {
  readonly states: Readonly<Partial<Record<PlanState, number>>>;
  /** Of what is agreed and not launched, the earliest first. */
  readonly starts: readonly Start[];
  readonly last: GoingOn['last'];
}

/**
 * What is going on on each board, by its record and its bin, so that no board needs to be open for it: the same choice as
 * with what waits for whom (decision 0026).
 */
export class GoingOnIndex {
  readonly #known: Derived<Known>;

  constructor(storage: Pick<Storage, 'entries' | 'gone'>, versionOf: VersionOf) {
    this.#known = new Derived(storage, versionOf, async (entries, board) =>
      knownOf(entries, await storage.gone(board)),
    );
  }

  /** @param today the day from which on a start is still to come */
  async of(board: string, today: CivilDate): Promise<GoingOn> {
    const { states, starts, last } = await this.#known.of(board);
    return { states, next: starts.find(({ start }) => start >= today) ?? null, last };
  }
}

async function knownOf(
  entries: readonly RecordEntry[],
  gone: { readonly has: (plan: string) => boolean },
): Promise<Known> {
  const states: Partial<Record<PlanState, number>> = {};
  const starts: Start[] = [];
  const breathe = slicesOf();
  for (const [plan, own] of groupByPlan(entries)) {
    const history = readHistory(plan, own);
    const { submission, agreement } = history;
    if (submission && !gone.has(plan)) {
      // As if the plan still stood as it was submitted: what became of it since, the board alone knows.
      const { digest, snapshot, at } = submission;
      const { state } = statusFrom(history, { digest, material: snapshot }, at.slice(0, 10));
      states[state] = (states[state] ?? 0) + 1;
      const { start, title } = agreement?.snapshot ?? {};
      if (agreement && history.ended === null && isCivilDate(start))
        starts.push({ plan, title: typeof title === 'string' ? title : '', start });
    }
    await breathe();
  }
  starts.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const act = entries.findLast(({ by }) => by !== 'host');
  return { states, starts, last: act ? { by: act.by, at: act.at } : null };
}

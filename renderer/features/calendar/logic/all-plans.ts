import type { CivilDate } from '../../../../shared/domain/dates';
import { promisedBy } from '../../../../shared/domain/followup';
import { fieldDiff } from '../../../../shared/domain/diff';
import { fieldsOf, type TimelineItem, type TimelinePlan } from '../../../../shared/domain/timeline/items';
import { isAmong } from '../../../../shared/domain/warnings/accepted';
import { asOther, isOff } from '../../../../shared/domain/warnings/warnings';
import type { ExportedCalendar, ExportedItem } from '../../../../shared/export/json';
import type { Marked } from '../../../client';

/** The plans of a calendar that the host made, as a timeline shows them. */
export function plansOfCalendar({ items }: ExportedCalendar, today: CivilDate): TimelinePlan[] {
  return [...byPlan(items)].map(([key, own]) => planOf(key, own, today));
}

/** The same plans as far as they have to do with warnings; each as it stands now. */
export function markedOfCalendar({ items }: ExportedCalendar): Marked[] {
  return [...byPlan(items)].flatMap(([key, own]) => {
    const agreed = own.find((item) => item.agreed);
    const now = own.find((item) => !item.agreed) ?? agreed;
    if (!now || now.deleted) return [];
    const { board, plan, material, state, submittedAt, accepted = [] } = now;
    return [
      {
        key,
        board,
        plan,
        material,
        status: {
          state,
          agreement: agreed ? { snapshot: agreed.material } : null,
          submission: submittedAt === undefined ? null : { at: submittedAt, snapshot: material },
        },
        other: asOther(board, plan, material),
        isOff: isOff(state),
        promisedBy: promisedBy(agreed?.agreement ?? null),
        isAccepted: (warning) => isAmong(accepted, warning),
      },
    ];
  });
}

function byPlan(items: readonly ExportedItem[]): ReadonlyMap<string, readonly ExportedItem[]> {
  const plans = new Map<string, ExportedItem[]>();
  for (const item of items) {
    const key = `${item.board}/${item.plan}`;
    const known = plans.get(key);
    if (known) known.push(item);
    else plans.set(key, [item]);
  }
  return plans;
}

function planOf(key: string, own: readonly ExportedItem[], today: CivilDate): TimelinePlan {
  const agreed = own.find((item) => item.agreed);
  const open = own.find((item) => !item.agreed);
  const shown = [agreed, open].filter((item) => item !== undefined);
  const { board = '', plan = '' } = own[0] ?? {};
  const changes = agreed && open ? fieldDiff(agreed.material, open.material).length : 0;
  const items = shown.map((item) => itemOf(item, key, agreed, changes, today));
  return {
    board,
    planId: plan,
    title: items.at(-1)?.title ?? '',
    state: open?.state ?? agreed?.state ?? 'draft',
    approvedBy: agreed?.agreement?.approvals.map(({ by }) => by) ?? [],
    items,
    undated: false,
  };
}

function itemOf(
  { board, plan, start, end, state, agreed, deleted, material }: ExportedItem,
  key: string,
  agreement: ExportedItem | undefined,
  changes: number,
  today: CivilDate,
): TimelineItem {
  const besideAgreement = !agreed && agreement !== undefined;
  const isUnderWay = agreement?.state === 'launched' || agreement?.state === 'closed';
  return {
    ...fieldsOf(material),
    key: besideAgreement ? `${key}~` : key,
    board,
    planId: plan,
    start,
    end,
    agreed,
    state,
    besideAgreement,
    startedUnagreed: !agreed && !isUnderWay && state !== 'withdrawn' && start <= today,
    deleted,
    changes,
    // Marks are a board's own; a calendar that leaves it has none.
    tags: [],
    color: '',
  };
}

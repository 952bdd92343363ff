import type { CalendarItem, CalendarScope } from '../domain/calendar';
import type { Material } from '../domain/plan';
import { digestOf } from '../domain/plan';
import type { FollowUpPromise, ReturnPromise } from '../domain/record';
import type { PlanState } from '../domain/status';
import type { ExportContext } from './context';

/** One bar with everything somebody needs to check it himself: `digest` = SHA-256 of the RFC 8785 JSON of `material`. */
export interface ExportedItem {
  readonly plan: string;
  readonly start: string;
  /** Inclusive. */
  readonly end: string;
  readonly state: PlanState;
  readonly agreed: boolean;
  readonly deleted: boolean;
  readonly digest: string;
  readonly material: Material;
  /** Where the board's record says so; absent for what is not agreed. */
  readonly agreement?: {
    readonly seq: number;
    readonly at: string;
    readonly submittedBy: string;
    readonly approvals: readonly {
      readonly seq: number;
      readonly by: string;
      readonly promise?: FollowUpPromise;
    }[];
    readonly returnPromises: readonly ReturnPromise[];
  };
}

export interface ExportedCalendar {
  readonly company: string;
  readonly board: { readonly id: string; readonly title: string };
  readonly scope: CalendarScope;
  readonly exportedAt: string;
  /** Names of every member whose ID appears. */
  readonly members: Readonly<Record<string, string>>;
  readonly items: readonly ExportedItem[];
}

/** The calendar as plain data, IDs and instants as in the record. */
export function calendarJson(items: readonly CalendarItem[], ctx: ExportContext): ExportedCalendar {
  const exported = items.map(exportedItem);
  const ids = new Set(exported.flatMap(membersOf));
  return {
    company: ctx.company,
    board: { id: ctx.board.id, title: ctx.board.title },
    scope: ctx.scope,
    exportedAt: ctx.now,
    members: Object.fromEntries([...ids].sort().map((id) => [id, ctx.memberName(id)])),
    items: exported,
  };
}

function exportedItem(item: CalendarItem): ExportedItem {
  const { agreement, deleted } = item.status;
  return {
    plan: item.planId,
    start: item.start,
    end: item.end,
    state: item.state,
    agreed: item.agreed,
    deleted,
    digest: digestOf(item.material),
    material: item.material,
    ...(item.agreed && agreement
      ? {
          agreement: {
            seq: agreement.seq,
            at: agreement.at,
            submittedBy: agreement.submittedBy,
            approvals: agreement.approvals.map(({ seq, by, promise }) => ({
              seq,
              by,
              ...(promise ? { promise } : {}),
            })),
            returnPromises: agreement.returnPromises,
          },
        }
      : {}),
  };
}

function membersOf({ material, agreement }: ExportedItem): string[] {
  const owner = material['ownerId'];
  const approvals = agreement?.approvals ?? [];
  return [
    ...(typeof owner === 'string' ? [owner] : []),
    ...(agreement ? [agreement.submittedBy] : []),
    ...approvals.flatMap(({ by, promise }) => (promise ? [by, promise.ownerId] : [by])),
  ];
}

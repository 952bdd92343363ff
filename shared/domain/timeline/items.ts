import { itemsOf, stateOfItem } from '../calendar/calendar';
import type { CivilDate } from '../dates';
import type { Json } from '../json';
import type { Department } from '../people';
import { currencyOf, departmentOf, type Material, type PlanJson } from '../plan';
import type { PlanState, PlanStatus } from '../status';

/** One bar with everything that is drawn, filtered and added up of it. */
export interface TimelineItem {
  /** Unique over all boards: board and plan, and `~` for what the document has beside an agreement. */
  readonly key: string;
  readonly board: string;
  readonly planId: string;
  readonly title: string;
  readonly department: Department;
  readonly start: CivilDate;
  /** Inclusive, never before the start. */
  readonly end: CivilDate;
  /** An agreement in force, from its snapshot. Anything else must not look like one. */
  readonly agreed: boolean;
  readonly state: PlanState;
  /** The current version of a plan whose agreed one is shown too. */
  readonly besideAgreement: boolean;
  /** The start has come without an agreement. */
  readonly startedUnagreed: boolean;
  /** Agreed, but gone from the board. */
  readonly deleted: boolean;
  /** How many fields differ from what was agreed. */
  readonly changes: number;
  readonly ownerId: string;
  readonly audience: string;
  readonly channels: readonly string[];
  readonly regions: readonly string[];
  readonly budgetMinor: number | null;
  readonly currency: string;
  /** How people of the board mark it now; no part of what is agreed. */
  readonly tags: readonly string[];
  readonly color: string;
}

/** What a timeline needs of a plan. The same object as long as nothing of it changes that a timeline shows. */
export interface TimelinePlan {
  readonly board: string;
  readonly planId: string;
  readonly title: string;
  readonly state: PlanState;
  /** Who approved the agreement in force. */
  readonly approvedBy: readonly string[];
  /** At most two: what is agreed, and what the document has beside that. Empty without a start. */
  readonly items: readonly TimelineItem[];
  /** It has no start and could be given one. */
  readonly undated: boolean;
}

/** A plan of which somebody else worked out the status; `json` has its fields as the document has them. */
export interface PlanToShow {
  readonly id: string;
  readonly json: PlanJson;
  readonly digest: string;
  readonly status: PlanStatus;
}

/** A plan as a timeline shows it. Only the digest is asked for beyond what is drawn, and only where something was agreed. */
export function timelinePlan(board: string, plan: PlanToShow): TimelinePlan {
  const { id, json, status } = plan;
  const current = status.deleted
    ? null
    : { material: json as Material, digest: status.agreement ? plan.digest : '' };
  const items = itemsOf(id, current, status, 'all');
  const hasAgreement = items.some((item) => item.agreed);
  const title = text(json['title']);
  return {
    board,
    planId: id,
    title,
    state: status.state,
    approvedBy: status.agreement?.approvals.map(({ by }) => by) ?? NONE,
    undated: items.length === 0 && status.state !== 'withdrawn' && !status.deleted,
    items: items.map(({ material, agreed, start, end, state }) => {
      const besideAgreement = !agreed && hasAgreement;
      const item = fieldsOf(material) as Mutable<TimelineItem>;
      item.key = `${board}/${id}${besideAgreement ? '~' : ''}`;
      item.board = board;
      item.planId = id;
      item.start = start;
      item.end = end;
      item.agreed = agreed;
      item.state = stateOfItem({ state, agreed });
      item.besideAgreement = besideAgreement;
      item.startedUnagreed = !agreed && status.startedUnagreed;
      item.deleted = status.deleted;
      item.changes = status.changesSinceAgreed.length;
      item.tags = texts(json['tags']);
      item.color = text(json['color']);
      return item;
    }),
  };
}

/** While an item is made: copying it field by field for thousands of plans would take longer than drawing them. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What of a plan's material fields a bar shows. */
export function fieldsOf(
  material: Material,
): Pick<
  TimelineItem,
  'title' | 'department' | 'ownerId' | 'audience' | 'channels' | 'regions' | 'budgetMinor' | 'currency'
> {
  const budget = material['budgetMinor'];
  return {
    title: text(material['title']),
    department: departmentOf(material['kind']),
    ownerId: text(material['ownerId']),
    audience: text(material['audience']),
    channels: texts(material['channels']),
    regions: texts(material['regions']),
    budgetMinor: typeof budget === 'number' && Number.isSafeInteger(budget) ? budget : null,
    currency: currencyOf(material),
  };
}

/** Whether two versions of a plan are drawn alike: then the old one is kept, and nothing is laid out anew. */
export function drawnAlike(a: TimelinePlan, b: TimelinePlan): boolean {
  return (
    a.title === b.title &&
    a.state === b.state &&
    a.undated === b.undated &&
    sameTexts(a.approvedBy, b.approvedBy) &&
    a.items.length === b.items.length &&
    a.items.every((item, at) => sameItem(item, b.items[at] as TimelineItem))
  );
}

function sameItem(a: TimelineItem, b: TimelineItem): boolean {
  return (Object.keys(a) as (keyof TimelineItem)[]).every((field) => {
    const [one, other] = [a[field], b[field]];
    return one === other || (Array.isArray(one) && Array.isArray(other) && sameTexts(one, other));
  });
}

function sameTexts(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Unique and without blanks, as they are put into lanes. */
function texts(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return NONE;
  const found = value.map((each) => text(each)).filter((each) => each !== '');
  return found.length > 1 ? [...new Set(found)] : found;
}

const NONE: readonly string[] = [];

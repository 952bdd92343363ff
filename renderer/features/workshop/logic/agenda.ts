import type { AgendaTemplate } from '../../../../shared/api/sessions';
import type { CivilDate } from '../../../../shared/domain/dates';
import { CLOSING, proposeAgenda, type Proposal } from '../../../../shared/domain/session/agenda';
import type { AgendaItem, Task } from '../../../../shared/domain/session/minutes';
import type { BoardState } from '../../../client';

/** Minutes that an item starts with, by what it is about. */
const USUAL = { plan: 15, task: 5, promise: 5, topic: 10 } as const;

/** What a new item of an agenda starts with, from a proposal. */
export function itemFrom(proposal: Proposal): {
  readonly kind: Proposal['kind'];
  readonly ref: string;
  readonly title: string;
  readonly minutes: number;
} {
  const { kind, ref, title } = proposal;
  return { kind, ref, title, minutes: USUAL[kind] };
}

/** How long an agenda takes, and what of the time there is remains; below zero it is too long. */
export function timeOf(
  items: readonly Pick<AgendaItem, 'minutes'>[],
  minutes: number,
): { readonly sum: number; readonly left: number } {
  const sum = items.reduce((all, item) => all + item.minutes, 0);
  return { sum, left: minutes - sum };
}

/** What the board offers for an agenda and is neither on it nor left out. */
export function proposalsFor(
  board: Pick<BoardState, 'plans' | 'threads' | 'tasks' | 'agenda'>,
  about: {
    readonly session: string;
    /** Items that the last workshop put off or did not reach. */
    readonly open: readonly string[];
    readonly left: ReadonlySet<string>;
    readonly today: CivilDate;
  },
): Proposal[] {
  const plans = new Map(
    [...board.plans].map(([id, { json, status }]) => [id, { title: titleOf(json.title), status }]),
  );
  const openThreads = new Map<string, string>();
  for (const [plan, threads] of board.threads) {
    const oldest = threads
      .filter(({ resolved }) => !resolved)
      .map(({ at }) => at)
      .sort()[0];
    if (oldest !== undefined) openThreads.set(plan, oldest);
  }
  const parked = board.agenda.flatMap(({ id, title, ref, kind }) =>
    about.open.includes(id) ? [{ item: id, title, ref, kind }] : [],
  );
  const taken = new Set(
    board.agenda
      .filter(({ session }) => session === about.session)
      .map(({ kind, ref }) => nameOf({ kind, ref })),
  );
  return proposeAgenda({ plans, openThreads, tasks: board.tasks, parked, today: about.today }).filter(
    (each) => !taken.has(nameOf(each)) && !about.left.has(nameOf(each)),
  );
}

/** One name for what a proposal or an item is about. */
export function nameOf({ kind, ref }: { readonly kind: string; readonly ref: string }): string {
  return `${kind} ${ref}`;
}

/** Behind which item one stands after a step up or down; undefined where there is no further to go. */
export function behindAfter(
  items: readonly { readonly id: string }[],
  item: string,
  step: -1 | 1,
): string | null | undefined {
  const at = items.findIndex(({ id }) => id === item);
  const to = at + step;
  if (at < 0 || to < 0 || to >= items.length) return undefined;
  return (step === 1 ? items[to] : items[to - 1])?.id ?? null;
}

/** The item before or after one; from nowhere the first. */
export function neighbour<I extends { readonly id: string }>(
  items: readonly I[],
  item: string | null,
  step: -1 | 1,
): I | null {
  const at = items.findIndex(({ id }) => id === item);
  if (at < 0) return step === 1 ? (items[0] ?? null) : null;
  return items[at + step] ?? null;
}

/** Open tasks first, the one that is due first before the others; what is done last. */
export function tasksInOrder(tasks: readonly Task[]): Task[] {
  return [...tasks.filter(({ doneOn }) => doneOn === null), ...tasks.filter(({ doneOn }) => doneOn !== null)];
}

/** Ready agendas, as keys of the catalogue with minutes each; the last of each closes the workshop. */
export const TEMPLATES = {
  first: { welcome: 10, market: 30, plans: 30, promises: 10, next: 10 },
  quarter: { promises: 10, numbers: 15, plans: 45, capacity: 10, next: 10 },
  launch: { goal: 10, audience: 20, plan: 30, followUp: 15, next: 5 },
  back: { kept: 15, numbers: 15, learned: 20, pulse: 5, next: 5 },
} as const;
export type TemplateName = keyof typeof TEMPLATES;

/** What a workshop planned by a template starts with: the last item of a template, also of one's own, closes it. */
export function itemsOfTemplate(
  items: AgendaTemplate['items'],
): { readonly kind: string; readonly title: string; readonly minutes: number }[] {
  return items.map((item, at) => ({ ...item, kind: at === items.length - 1 ? CLOSING : 'topic' }));
}

/** A plan's title; whatever else somebody put there is none. */
export function titleOf(title: unknown): string {
  return typeof title === 'string' ? title : '';
}

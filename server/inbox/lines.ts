import type { InboxItem, InboxPlan } from '../../shared/api/inbox';
import type { NumberedItem } from '../storage/storage';
import { NO_BOARD } from '../storage/tables/told/inbox';

/**
 * Items as a member is shown them: those of one line together, the newest line first.
 * @param changed with it, only lines that one of these is of; those that nothing is open of any more are done
 */
export function itemsOf(open: readonly NumberedItem[], changed?: readonly NumberedItem[]): InboxItem[] {
  const lines = new Map<string, NumberedItem[]>();
  for (const item of open) {
    const line = lines.get(item.line);
    if (line) line.push(item);
    else lines.set(item.line, [item]);
  }
  if (!changed) return sorted([...lines.values()].map(viewOf));
  const asked = new Map(
    changed.flatMap((item) =>
      [...(item.facts.left ?? []), item.line].map((line) => [line, { ...item, line }] as const),
    ),
  );
  const views = [...asked].map(([line, left]): InboxItem => {
    const items = lines.get(line);
    return items ? viewOf(items) : { ...viewOf([left]), state: 'done' };
  });
  return sorted(views);
}

function viewOf(items: readonly NumberedItem[]): InboxItem {
  const [first, ...rest] = [...items].sort((a, b) =>
    a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1,
  );
  if (!first) throw new TypeError('a line of nothing');
  const { left: _left, ...facts } = first.facts;
  const plans = plansOf([first, ...rest]);
  const due = plans.length > 1 ? (plans.find((each) => each.due !== undefined)?.due ?? null) : first.due;
  const isComment = first.why === 'mention' || first.why === 'answer';
  return {
    id: first.line,
    why: first.why,
    ...(first.board === NO_BOARD ? {} : { board: first.board }),
    ...(first.plan === null ? {} : { plan: first.plan }),
    ...(first.thread === null ? {} : { thread: first.thread }),
    ...(isComment ? { comment: first.of } : {}),
    at: first.at,
    ...(due === null ? {} : { due }),
    state: stateOf(items),
    facts,
    ...(plans.length > 1 ? { plans } : {}),
  };
}

/** Each once, what is due first before the others. */
function plansOf(items: readonly NumberedItem[]): InboxPlan[] {
  const plans = new Map<string, InboxPlan>();
  for (const { board, plan, due, facts } of items) {
    if (plan === null || plans.has(`${board}/${plan}`)) continue;
    const { title = '' } = facts;
    plans.set(`${board}/${plan}`, { board, plan, title, ...(due === null ? {} : { due }) });
  }
  const dueOf = ({ due = '9999' }: InboxPlan) => due;
  return [...plans.values()].sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
}

function stateOf(items: readonly NumberedItem[]): InboxItem['state'] {
  if (items.some(({ state }) => state === 'new')) return 'new';
  return items.every(({ state }) => state === 'later')
    ? 'later'
    : (items.find(({ state }) => state !== 'later')?.state ?? 'seen');
}

function sorted(items: InboxItem[]): InboxItem[] {
  return items.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1));
}

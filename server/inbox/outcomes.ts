import type { PlanOutcome } from '../../shared/api/inbox';
import { PlanLog, readHistory, statementOf, type History } from '../../shared/domain/history';
import type { RecordEntry } from '../../shared/domain/record';
import { readTasks } from '../../shared/doc/tasks';
import type { StoredItem, StoredTouch } from '../storage/storage';
import { alterationStands } from './alterations';
import { concernedBy, daysBefore, excerpt, titleOf, type Ground, type Told } from './causes';

/** Days before what is due at which whoever took it upon himself is reminded of it. */
export const AHEAD_DAYS = 2;

/** Whom new entries of a board's record concern, in their order. */
export function toldByEntries(ground: Ground, since: number): Told[] {
  const { entries } = ground.room.record;
  const fresh = entries.slice(since);
  const plans = new Set(fresh.flatMap(({ plan }) => plan ?? []));
  return [...plans].flatMap((plan) => {
    const log = new PlanLog();
    let before = log.history();
    return entries
      .filter((entry) => entry.plan === plan)
      .flatMap((entry) => {
        log.add(entry);
        const after = log.history();
        const told = entry.seq > since ? toldByEntry(ground, plan, entry, before, after) : [];
        before = after;
        return told;
      });
  });
}

function toldByEntry(
  { readers }: Ground,
  plan: string,
  entry: RecordEntry,
  before: History,
  after: History,
): Told[] {
  const submission = entry.kind === 'recalled' ? before.submission : (after.submission ?? before.submission);
  const outcome = outcomeOf(entry, before, after);
  const told: Told[] = [];
  if (submission && outcome) {
    const { note = '' } = statementOf(entry) ?? {};
    const facts = {
      by: entry.by,
      title: titleOf(submission),
      outcome,
      ...(note ? { text: excerpt(note) } : {}),
    };
    for (const member of concernedBy(submission))
      if (member !== entry.by && readers.has(member))
        told.push({ member, why: 'outcome', plan, of: entry.hash, at: entry.at, facts, isBulk: true });
  }
  if (outcome === 'agreed')
    told.push(...promisesOf(plan, entry, after).filter(({ member }) => readers.has(member)));
  return told;
}

/** What became of a plan by this entry; null while nothing did, or what it asks for waits for somebody anyway. */
function outcomeOf(entry: RecordEntry, before: History, after: History): PlanOutcome | null {
  switch (entry.kind) {
    case 'decision':
      return outcomeOfDecision(entry, before, after);
    case 'recalled':
      return before.submission?.seq === after.submission?.seq ? null : 'recalled';
    case 'launched':
    case 'closed':
    case 'withdrawn':
      return before.ended === after.ended ? null : entry.kind;
    default:
      return null;
  }
}

function outcomeOfDecision({ seq }: RecordEntry, before: History, after: History): PlanOutcome | null {
  if (after.agreement?.seq === seq) return 'agreed';
  if (before.agreement && before.agreement.seq !== after.agreement?.seq) return 'retracted';
  return after.decisions.at(-1)?.seq === seq && after.decisions.at(-1)?.verdict === 'decline'
    ? 'declined'
    : null;
}

/** What the two sides promised each other, for those who are to keep it. */
function promisesOf(plan: string, { hash, by: decider, at }: RecordEntry, { agreement }: History): Told[] {
  if (!agreement) return [];
  const title = titleOf(agreement);
  const told: Told[] = [];
  for (const { promise, by, seq } of agreement.approvals)
    // Whoever promised it himself knows.
    if (promise && promise.ownerId !== by)
      told.push({
        member: promise.ownerId,
        why: 'promise',
        plan,
        of: `${hash} ${seq}`,
        at,
        facts: { by, title },
        isBulk: true,
      });
  const owner = agreement.snapshot['ownerId'];
  if (typeof owner !== 'string') return told;
  agreement.returnPromises.forEach(({ text, dueOn }, index) => {
    const isOwn = owner === agreement.submittedBy;
    told.push({
      member: owner,
      why: 'promise',
      plan,
      of: `${hash} return ${index}`,
      at: isOwn ? instantBefore(dueOn) : at,
      due: dueOn,
      ...(isOwn ? { from: daysBefore(dueOn, AHEAD_DAYS) } : {}),
      facts: { by: isOwn ? decider : agreement.submittedBy, title, text: excerpt(text) },
    });
  });
  return told;
}

/** Tasks that were given to somebody, by what a commit touched. One's own are told of when they are due. */
export function toldByTasks({ room, readers }: Ground, touches: readonly StoredTouch[]): Told[] {
  const touched = touches.filter(({ kind }) => kind === 'task');
  if (touched.length === 0) return [];
  const tasks = new Map(readTasks(room.document.doc).map((task) => [task.id, task]));
  return touched.flatMap(({ id, by, at }): Told[] => {
    const task = tasks.get(id);
    if (!task || task.doneOn !== null || !readers.has(task.ownerId)) return [];
    const isOwn = task.ownerId === by;
    const due = isDay(task.dueOn) ? task.dueOn : null;
    if (isOwn && due === null) return [];
    return [
      {
        member: task.ownerId,
        why: 'task',
        of: id,
        at: isOwn && due ? instantBefore(due) : at,
        ...(due ? { due } : {}),
        ...(isOwn && due ? { from: daysBefore(due, AHEAD_DAYS) } : {}),
        facts: { ...(isOwn ? {} : { by }), text: excerpt(task.text) },
      },
    ];
  });
}

/** A task that somebody else touches: who gave it to its owner, and so from when on it is shown, is as it was told first. */
export function asGiven(known: StoredItem, told: StoredItem): StoredItem {
  const { by: _by, ...facts } = told.facts;
  const { by } = known.facts;
  if (by !== undefined) return { ...told, facts: { by, ...facts }, from: null };
  return { ...told, facts, from: told.due === null ? null : daysBefore(told.due, AHEAD_DAYS) };
}

/** Whether what was told still stands, by record and document as they are now. */
export function planItemStands(ground: Ground, item: StoredItem): boolean {
  const { room } = ground;
  if (item.why === 'task') {
    const task = readTasks(room.document.doc).find(({ id }) => id === item.of);
    return task !== undefined && task.doneOn === null && task.ownerId === item.member;
  }
  const plan = item.plan ?? '';
  const history = readHistory(plan, room.record.entries);
  if (item.why === 'changed' || item.why === 'deleted') return alterationStands(ground, history, item);
  const [hash] = item.of.split(' ');
  const entry = room.record.entries.findLast((each) => each.hash === hash);
  if (!entry) return false;
  if (item.why === 'reminder')
    return (
      history.submission !== null &&
      history.submission.hash === hash &&
      room.document.standsAs(plan, history.submission.digest) &&
      isUndecided(history) &&
      !hasDecided(history, item.member)
    );
  const isEnded = history.ended === 'withdrawn' || history.ended === 'closed';
  if (item.why === 'promise') return history.agreement?.seq === entry.seq && !isEnded;
  // What was submitted anew, or ended since, has an outcome of its own.
  const isNewer = (history.submission?.seq ?? 0) > entry.seq;
  const isUndone = item.facts.outcome === 'agreed' && history.agreement?.seq !== entry.seq;
  return !isNewer && !isUndone && (!isEnded || entry.kind === history.ended);
}

/** Neither agreed, nor declined, nor sent back, nor called off. */
function isUndecided({ submission, agreement, decisions, ended }: History): boolean {
  const isAgreed = agreement !== null && agreement.seq > (submission?.seq ?? 0);
  const isRefused = decisions.some(({ verdict }) => verdict === 'decline' || verdict === 'request-changes');
  return !isAgreed && !isRefused && ended !== 'withdrawn' && ended !== 'closed';
}

function hasDecided({ decisions }: History, member: string): boolean {
  return decisions.some(({ by }) => by === member);
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day);
}

/** The morning from which on something that is due is shown. */
function instantBefore(due: string): string {
  return `${daysBefore(due, AHEAD_DAYS)}T00:00:00.000Z`;
}

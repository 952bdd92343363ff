import { addDays, type CivilDate } from '../dates';
import { dayAt } from '../days/zones';
import type { Rights } from '../people';
import { mayEdit, type Refusal } from '../policy';
import type { PlanStatus } from '../status';
import type { Awaited, Turn } from './turn';

/**
 * Reminders of a decision that is asked for until some day. Which one is due follows from the record, the day and what was
 * given before, so a host that slept gives the last one only, and a clock that was set back brings none again.
 */

/** In their order, and on which day each is due: so many days after the deadline. */
const STEPS = [
  { step: 'two-days-before', days: -2 },
  { step: 'due-today', days: 0 },
  { step: 'overdue', days: 1 },
] as const;
export type ReminderStep = (typeof STEPS)[number]['step'];

export interface Reminder {
  readonly step: ReminderStep;
  /** Members, each once. */
  readonly to: readonly string[];
}

/**
 * The reminder that is due about a plan in review; null for none. It ends with the decision, as nobody is awaited then.
 *
 * @param turn whose turn it is
 * @param zone the workspace's time zone: a deadline ends with its day there
 * @param given which ones were given about this submission
 */
export function reminderDue(
  { submission }: Pick<PlanStatus, 'submission'>,
  turn: Turn | null,
  { owners, today, zone }: { owners: readonly string[]; today: CivilDate; zone: string },
  given: ReadonlySet<string>,
): Reminder | null {
  if (turn?.does !== 'decide' || turn.by === null || !submission) return null;
  const deadline = turn.by;
  // What was due before the plan was submitted would only repeat that it was.
  const since = dayAt(submission.at, zone);
  const dayOf = ({ days }: { days: number }) => addDays(deadline, days);
  const last = STEPS.findLastIndex((step) => dayOf(step) <= today && dayOf(step) > since);
  const step = STEPS[last]?.step;
  if (!step || STEPS.some((each, index) => index >= last && given.has(each.step))) return null;
  return { step, to: [...new Set(recipients(step, turn.who, owners))] };
}

/** Those who decide, or a deputy of who is away; the day after also every deputy and the owners, who can name somebody. */
function recipients(step: ReminderStep, who: readonly Awaited[], owners: readonly string[]): string[] {
  if (step !== 'overdue')
    return who.map((each) => (each.awayUntil ? (each.standsIn ?? each.member) : each.member));
  return [...who.flatMap(({ member, standsIn }) => [member, ...(standsIn ? [standsIn] : [])]), ...owners];
}

/** Whether a member may remind those who decide by hand: who submitted the plan, who owns it, an owner of the workspace. */
export function mayRemind(member: Rights, { submission }: PlanStatus, turn: Turn | null): Refusal | null {
  const refusal = mayEdit(member) ?? (member.walkIn ? 'walk-in' : null);
  if (refusal) return refusal;
  const isTheirs = submission?.by === member.id || submission?.snapshot['ownerId'] === member.id;
  if (!isTheirs && member.role !== 'owner') return 'not-plan-owner';
  return turn?.does === 'decide' && turn.who.length > 0 ? null : 'not-in-review';
}

/** Whom a reminder by hand goes to. */
export function remindedByHand({ who }: Turn): string[] {
  return [...new Set(recipients('due-today', who, []))];
}

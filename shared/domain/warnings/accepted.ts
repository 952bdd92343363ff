import { z } from 'zod';
import { isJsonObject, type Json } from '../json';
import type { PlanJson } from '../plan';
import { isVisible } from '../text/typed-text';
import type { Extent, Warning } from './warnings';

const extentSchema = z.object({
  of: z.string().optional(),
  amount: z.number().optional(),
  days: z.object({ from: z.string(), to: z.string() }).optional(),
  ground: z.array(z.string()).optional(),
});

const PREFIX = 'accepted ';
/** A plan keeps so many reasons; what they were about is mostly over by then. */
export const REASON_LIMIT = 500;

/** Where in a plan's `meta` the reason lies for which a warning was accepted. */
export function acceptedKey(warning: Pick<Warning, 'key'>): string {
  return `${PREFIX}${warning.key}`;
}

/** What is noted of a warning that somebody accepts as it is now. */
export function acceptance(warning: Pick<Warning, 'extent'>, reason: string): Json {
  const { extent } = warning;
  return extent ? { reason, extent: { ...extent } as Json } : reason;
}

type Noted = Pick<PlanJson, 'id'> & { readonly meta?: Json };

/** Why a warning of a plan was accepted; null while it was not, or not as far as it goes now. Any writer can write anything there. */
export function acceptedReason(plan: Noted, warning: Pick<Warning, 'key' | 'extent'>): string | null {
  const noted = notedOf(plan, warning);
  const reason = reasonIn(noted);
  return reason !== null && covers(noted, warning.extent) ? reason : null;
}

/** Why a warning was accepted that goes further now; null where that is not so. */
export function formerReason(plan: Noted, warning: Pick<Warning, 'key' | 'extent'>): string | null {
  const noted = notedOf(plan, warning);
  return covers(noted, warning.extent) ? null : reasonIn(noted);
}

function notedOf({ meta }: Noted, warning: Pick<Warning, 'key'>): Json | undefined {
  return isJsonObject(meta) ? meta[acceptedKey(warning)] : undefined;
}

/** Whether what was accepted goes as far as the warning does now. A bare reason is of a time when nothing else was noted: it holds. */
function covers(noted: Json | undefined, now: Extent = {}): boolean {
  if (!isJsonObject(noted)) return true;
  const { success, data } = extentSchema.safeParse(noted['extent']);
  if (!success) return false;
  const { of, amount, days, ground } = data;
  if (now.of !== of) return false;
  if (now.amount !== undefined && !(amount !== undefined && now.amount <= amount)) return false;
  if (now.days && !(days && days.from <= now.days.from && now.days.to <= days.to)) return false;
  return !now.ground || (ground !== undefined && isWithin(now.ground, ground));
}

function isWithin(now: readonly string[], accepted: readonly string[]): boolean {
  if (accepted.length === 0) return true;
  return now.length > 0 && now.every((part) => accepted.includes(part));
}

/** What of a warning was accepted, without the reason: its cause, and how far it went where the cause does not say that. */
export type AcceptedWarning = string | { readonly cause: string; readonly extent: Json };

/** All that was accepted of the warnings about a plan with this `meta`, by cause. */
export function acceptedIn(meta: Json | undefined): AcceptedWarning[] {
  if (!isJsonObject(meta)) return [];
  return Object.entries(meta)
    .filter(([key, noted]) => key.startsWith(PREFIX) && reasonIn(noted) !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, noted]) => {
      const cause = key.slice(PREFIX.length);
      return isJsonObject(noted) ? { cause, extent: noted['extent'] ?? null } : cause;
    });
}

/** Whether a warning as it is now is among those that were accepted. */
export function isAmong(
  accepted: readonly AcceptedWarning[],
  warning: Pick<Warning, 'key' | 'extent'>,
): boolean {
  return accepted.some((each) =>
    typeof each === 'string'
      ? each === warning.key
      : each.cause === warning.key && covers({ extent: each.extent }, warning.extent),
  );
}

function reasonIn(value: Json | undefined): string | null {
  const reason = isJsonObject(value) ? value['reason'] : value;
  return typeof reason === 'string' && isVisible(reason) ? reason.slice(0, REASON_LIMIT) : null;
}

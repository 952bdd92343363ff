import type { FollowUpPromise, ReturnPromise } from '../../../../shared/domain/record';
import { isCivilDate } from '../../../../shared/domain/dates';
import type { Language } from '../../../i18n';
import { readCount, writeCount } from './typed-values';

/** A follow-up promise as it is being typed. */
export interface PromiseDraft {
  readonly ownerId: string | null;
  readonly days: string;
  /** Percent. */
  readonly share: string;
  readonly capacity: string;
}

/** The largest value of each number, as in the contract. */
export const PROMISE_LIMITS = { days: 365, share: 100, capacity: 100_000 } as const;
export type PromiseNumber = keyof typeof PROMISE_LIMITS;

export function draftOf(defaults: PromiseDefaults, ownerId: string | null, language: Language): PromiseDraft {
  return {
    ownerId,
    days: writeCount(defaults.days, language),
    share: writeCount(Math.round(defaults.callShare * 100), language),
    capacity: writeCount(defaults.capacityPerWeek, language),
  };
}

/** A number of the draft, or null when it is none or out of bounds. */
export function promiseNumber(draft: PromiseDraft, field: PromiseNumber, language: Language): number | null {
  const value = readCount(draft[field], language);
  return typeof value === 'number' && value >= 0 && value <= PROMISE_LIMITS[field] ? value : null;
}

/** The promise that is signed, once everything can be read. */
export function promiseOf(draft: PromiseDraft, language: Language): FollowUpPromise | null {
  const days = promiseNumber(draft, 'days', language);
  const share = promiseNumber(draft, 'share', language);
  const capacityPerWeek = promiseNumber(draft, 'capacity', language);
  if (draft.ownerId === null || days === null || share === null || capacityPerWeek === null) return null;
  return { ownerId: draft.ownerId, days, callShare: share / 100, capacityPerWeek };
}

/** A return promise as it is being typed; `dueOn` holds the typed text until it is a day. */
export interface ReturnDraft extends Omit<ReturnPromise, 'dueOn'> {
  readonly key: number;
  readonly dueOn: string | null;
}

/** The return promises that are signed, or null while one of them is incomplete. */
export function returnPromisesOf(drafts: readonly ReturnDraft[]): ReturnPromise[] | null {
  const promises = drafts.flatMap(({ what, text, dueOn }): ReturnPromise[] => {
    const isComplete = isCivilDate(dueOn) && (what !== 'other' || text.trim() !== '');
    return isComplete ? [{ what, text: text.trim(), dueOn }] : [];
  });
  return promises.length === drafts.length ? promises : null;
}

/** What the approve dialog starts with: what this person promised last, else a sensible default. */
export interface PromiseDefaults extends Omit<FollowUpPromise, 'ownerId'> {
  readonly ownerId: string | null;
}

const DECENT: PromiseDefaults = { ownerId: null, days: 3, callShare: 0.8, capacityPerWeek: 40 };

/** Reads what this device kept; anything unreadable counts as never kept. */
export function promiseDefaults(kept: unknown): PromiseDefaults {
  if (typeof kept !== 'object' || kept === null) return DECENT;
  const { ownerId, days, callShare, capacityPerWeek } = kept as Record<string, unknown>;
  return {
    ownerId: typeof ownerId === 'string' ? ownerId : DECENT.ownerId,
    days: isWithin(days, 0, 365) ? Math.round(days) : DECENT.days,
    callShare: isWithin(callShare, 0, 1) ? callShare : DECENT.callShare,
    capacityPerWeek: isWithin(capacityPerWeek, 0, 100_000)
      ? Math.round(capacityPerWeek)
      : DECENT.capacityPerWeek,
  };
}

function isWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && value >= low && value <= high;
}

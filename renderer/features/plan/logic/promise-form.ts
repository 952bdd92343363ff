import { isVisible } from '../../../../shared/domain/text/typed-text';
import { promiseSchema, type FollowUpPromise, type ReturnPromise } from '../../../../shared/domain/record';
import { isCivilDate } from '../../../../shared/domain/dates';
import type { Rights } from '../../../../shared/domain/people';
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

/** Nothing is filled in beforehand: what is promised is what somebody typed or took over ([PLANUI-20]). */
export const NOTHING_PROMISED: PromiseDraft = { ownerId: null, days: '', share: '', capacity: '' };

export function draftOf(promise: FollowUpPromise, language: Language): PromiseDraft {
  return {
    ownerId: promise.ownerId,
    days: writeCount(promise.days, language),
    share: writeCount(Math.round(promise.callShare * 100), language),
    capacity: writeCount(promise.capacityPerWeek, language),
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

/** Whether somebody can be named to keep a promise: whoever works in sales. */
export function mayKeepPromise(member: Rights | undefined): boolean {
  return member !== undefined && member.active && member.role !== 'guest' && member.department === 'sales';
}

/** A return promise as it is being typed; `dueOn` holds the typed text until it is a day. */
export interface ReturnDraft extends Omit<ReturnPromise, 'dueOn'> {
  readonly key: number;
  readonly dueOn: string | null;
}

/** The return promises that are signed, or null while one of them is incomplete. */
export function returnPromisesOf(drafts: readonly ReturnDraft[]): ReturnPromise[] | null {
  const promises = drafts.flatMap(({ what, text, dueOn }): ReturnPromise[] => {
    const isComplete = isCivilDate(dueOn) && (what !== 'other' || isVisible(text));
    return isComplete ? [{ what, text: text.trim(), dueOn }] : [];
  });
  return promises.length === drafts.length ? promises : null;
}

/** What this person promised last on this device, to be offered; null when nothing readable was kept. */
export function lastPromise(kept: unknown): FollowUpPromise | null {
  return promiseSchema.safeParse(kept).data ?? null;
}

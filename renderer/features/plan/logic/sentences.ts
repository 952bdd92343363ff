import type { FollowUpPromise, RecordEntry, ReturnPromise } from '../../../../shared/domain/record';
import type { Format, useT } from '../../../i18n';

export type DecisionText = ReturnType<typeof useT<'decision'>>;

/** What a sentence needs: its catalogue, names of members, and the language's numbers and dates. */
export interface Speech {
  readonly t: DecisionText;
  readonly format: Format;
  readonly nameOf: (memberId: string) => string;
}

/** What somebody is about to sign, as far as it has been filled in. */
export type Stated =
  | { readonly kind: 'plan-submitted'; readonly returnPromise: readonly ReturnPromise[] }
  | { readonly kind: 'decision'; readonly verdict: 'approve'; readonly promise?: FollowUpPromise }
  | {
      readonly kind: 'decision';
      readonly verdict: 'request-changes' | 'decline' | 'retract';
      readonly note: string;
    }
  | { readonly kind: 'recalled' | 'launched' | 'closed' | 'withdrawn' };

/** The one sentence that is signed, as it stands in the dialog before anything is pressed. */
export function statementSentence(speech: Speech, title: string, stated: Stated): string {
  const { t } = speech;
  switch (stated.kind) {
    case 'plan-submitted':
      return stated.returnPromise.length === 0
        ? t('sentence.submit', { title })
        : t('sentence.submitPromising', { title, promises: returnPromises(speech, stated.returnPromise) });
    case 'decision':
      return decisionSentence(speech, title, stated);
    default:
      return t(`sentence.${stated.kind}`, { title });
  }
}

/** "Ben sends information within 3 working days, calls 80 % …": the promise alone, with the name of its owner. */
export function promiseSentence({ t, format, nameOf }: Speech, promise: FollowUpPromise): string {
  return t('promise', {
    owner: nameOf(promise.ownerId),
    days: promise.days,
    share: format.percent(promise.callShare),
    capacity: format.number(promise.capacityPerWeek),
  });
}

/** "a presentation by 1 Mar 2027 and a customer letter by …". */
export function returnPromises(speech: Speech, promises: readonly ReturnPromise[]): string {
  return speech.format.list(promises.map((promise) => returnPromise(speech, promise)));
}

/** What an entry of a plan's record says, in the past tense. */
export function historySentence({ t, nameOf }: Speech, entry: RecordEntry, again: boolean): string | null {
  const name = nameOf(entry.by);
  switch (entry.kind) {
    case 'plan-submitted':
      return t(again ? 'history.plan-submitted-again' : 'history.plan-submitted', { name });
    case 'decision':
      return t(`history.${entry.statement?.verdict ?? 'request-changes'}`, { name });
    case 'recalled':
    case 'launched':
    case 'closed':
    case 'withdrawn':
      return t(`history.${entry.kind}`, { name });
    default:
      return null;
  }
}

function decisionSentence(speech: Speech, title: string, stated: Stated & { kind: 'decision' }): string {
  const { t } = speech;
  if (stated.verdict !== 'approve') {
    const note = stated.note.trim();
    return t(`sentence.${stated.verdict}`, { title, note: note === '' ? t('sentence.reasonMissing') : note });
  }
  return stated.promise
    ? t('sentence.approvePromising', { title, promise: promiseSentence(speech, stated.promise) })
    : t('sentence.approve', { title });
}

function returnPromise({ t, format }: Speech, { what, text, dueOn }: ReturnPromise): string {
  const promise = t(`returnPromise.${what}`, { date: format.date(dueOn), text });
  return what === 'other' || text.trim() === ''
    ? promise
    : t('returnPromise.detail', { promise, text: text.trim() });
}

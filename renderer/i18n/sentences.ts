import type { useTranslations } from 'use-intl';
import { departmentOf, type Material } from '../../shared/domain/plan';
import type { FollowUpPromise, RecordEntry, ReturnPromise, Statement } from '../../shared/domain/record';
import type { Version } from '../../shared/domain/versions';
import type { Format } from './format';

/** What a sentence needs: its catalogue, names of members, and the language's numbers and dates. */
export interface Speech {
  readonly t: ReturnType<typeof useTranslations<'decision'>>;
  readonly format: Format;
  readonly nameOf: (memberId: string) => string;
}

/** Stands where something is still to be filled in. */
export const MISSING = '…';

/** The words of a statement, as signed or as far as they are filled in. */
export interface Stated extends Pick<Statement, 'kind' | 'verdict'> {
  readonly promise?: FollowUpPromise | typeof MISSING | undefined;
  readonly returnPromise?: readonly ReturnPromise[] | typeof MISSING | undefined;
  readonly decideBy?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * What somebody signs, in words, and nothing else: the dialog before it is pressed, the plan's history, the record and its
 * export all show this very sentence. Parts are put behind one another instead of into one another, so that what people
 * typed is isolated once.
 *
 * @param by whose statement it is
 * @param plan the version it is about
 */
export function signedSentence(speech: Speech, by: string, plan: Material, stated: Stated): string {
  const { t } = speech;
  const isNoted = takesNote(plan);
  const title = titleOf(plan) || t('untitled');
  const values = { name: speech.nameOf(by), title };
  const promised = promisedIn(speech, stated);
  const note = stated.note?.trim() ?? '';
  const because = stated.verdict === 'approve' || stated.kind !== 'decision' ? '' : note;
  const words =
    stated.kind === 'decision'
      ? t(`sentence.${verdictWord(stated, plan)}`, {
          ...values,
          because: because === '' ? 'no' : 'yes',
          note: because,
        })
      : stated.kind === 'plan-submitted'
        ? t(isNoted ? 'sentence.submit-note' : 'sentence.submit', values)
        : t(
            stated.kind === 'launched' && isNoted ? 'sentence.launched-note' : `sentence.${stated.kind}`,
            values,
          );
  const { decideBy, onBehalfOf } = stated;
  const behalf =
    onBehalfOf === undefined
      ? ''
      : t(isNoted ? 'sentence.onBehalf-note' : 'sentence.onBehalf', { name: speech.nameOf(onBehalfOf) });
  const due =
    decideBy === undefined
      ? ''
      : t(isNoted ? 'sentence.decideBy-note' : 'sentence.decideBy', { date: speech.format.date(decideBy) });
  const more = [behalf, promised, due, note !== '' && because === '' ? t('sentence.note', { note }) : ''];
  return [words, ...more].filter((part) => part !== '').join(' ');
}

/** "Ben sends information within 3 working days, calls 80 % …": the promise alone, with the name of its owner. */
export function promiseWords({ t, format, nameOf }: Speech, promise: FollowUpPromise): string {
  return t('promise', {
    owner: nameOf(promise.ownerId),
    days: promise.days,
    share: format.percent(promise.callShare),
    capacity: promise.capacityPerWeek,
  });
}

/** "a presentation by 1 Mar 2027 and a customer letter by ….". */
export function returnPromiseWords({ t, format }: Speech, promises: readonly ReturnPromise[]): string {
  const words = promises.map(({ what, text, dueOn }) => {
    const values = { date: format.date(dueOn), text: text.trim() };
    if (what === 'other' || values.text === '') return t(`returnPromise.${what}`, values);
    return t(`returnPromise.${what}-detail`, values);
  });
  return `${format.list(words)}.`;
}

/** An entry of a plan's record, and what it is about. */
export interface Told {
  readonly entry: RecordEntry;
  readonly version: Version;
  /** It says no to a new version, and what was agreed before still holds. */
  readonly isOfNewVersion?: boolean;
}

/** Who declined what, and what still holds: in the plan's state as in its course. */
export function declinedSentence(
  { t }: Pick<Speech, 't'>,
  name: string,
  plan: Material,
  isOfNewVersion: boolean,
): string {
  if (!isOfNewVersion) return t('history.decline', { name });
  return t(takesNote(plan) ? 'history.decline-new-note' : 'history.decline-new', { name });
}

/** What an entry of a plan's record says, in the past tense; what was signed stands below it. */
export function historySentence(
  speech: Speech,
  { entry, version, isOfNewVersion = false }: Told,
): string | null {
  const { t, nameOf } = speech;
  const name = nameOf(entry.by);
  const behalfOf = ({ statement }: RecordEntry) =>
    statement?.onBehalfOf ? t('history.onBehalf', { name: nameOf(statement.onBehalfOf) }) : '';
  const { snapshot } = version;
  const decided = (stated: Pick<Stated, 'verdict'>) =>
    stated.verdict === 'decline'
      ? declinedSentence(speech, name, snapshot, isOfNewVersion)
      : t(`history.${verdictWord(stated, snapshot)}`, { name });
  switch (entry.kind) {
    case 'plan-submitted':
      if (version.number > 1) return t('history.plan-submitted-again', { name });
      return t(takesNote(snapshot) ? 'history.plan-submitted-note' : 'history.plan-submitted', { name });
    case 'decision':
      return [decided(entry.statement ?? {}), behalfOf(entry)].filter((part) => part !== '').join(' ');
    case 'recalled':
    case 'launched':
    case 'closed':
    case 'withdrawn':
      return t(`history.${entry.kind}`, { name });
    default:
      return null;
  }
}

/** Whether marketing takes note of it instead of approving it: sales' own activities (DESIGN section 2). */
export function takesNote(plan: Material): boolean {
  return departmentOf(plan['kind']) === 'sales';
}

/** The key of a verdict about a plan; of what marketing takes note of, approving and taking back are other words. */
function verdictWord({ verdict = 'request-changes' }: Pick<Stated, 'verdict'>, plan: Material) {
  const isNoted = takesNote(plan) && (verdict === 'approve' || verdict === 'retract');
  return isNoted ? (`${verdict}-note` as const) : verdict;
}

function promisedIn(speech: Speech, { promise, returnPromise }: Stated): string {
  const parts: string[] = [];
  const add = (key: 'sentence.promising' | 'sentence.promisingInReturn', words: string) =>
    parts.push(speech.t(key), words);
  if (promise !== undefined)
    add('sentence.promising', promise === MISSING ? MISSING : promiseWords(speech, promise));
  if (returnPromise === MISSING) add('sentence.promisingInReturn', MISSING);
  else if (returnPromise && returnPromise.length > 0)
    add('sentence.promisingInReturn', returnPromiseWords(speech, returnPromise));
  return parts.join(' ');
}

function titleOf({ title }: Material): string {
  return typeof title === 'string' ? title.trim() : '';
}

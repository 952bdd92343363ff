import type { useTranslations } from 'use-intl';
import { daysBetween, type CivilDate } from '../../shared/domain/dates';
import type { Awaited, Turn } from '../../shared/domain/turn/turn';
import type { Format } from './format';

/** What a sentence about whose turn it is needs. */
interface TurnSpeech {
  readonly t: ReturnType<typeof useTranslations<'turn'>>;
  readonly format: Format;
  readonly nameOf: (memberId: string) => string;
  /** Who reads it: called "you". */
  readonly me: string;
  readonly today: CivilDate;
}

/** More people than these are called by their department. */
const MOST_NAMES = 2;

/**
 * Whose turn it is, in words: "Wartet auf Jana Weiß (Vertrieb), Frist Freitag", and who of them is away and who stands in.
 * Plans, cards, rows, the inbox and messages all say this very sentence.
 *
 * @param length `full` also says of what is missing how it comes, and that there is no deadline
 */
export function turnSentence(speech: TurnSpeech, turn: Turn, length: 'short' | 'full' = 'short'): string {
  const { t } = speech;
  const main = [
    whoWords(speech, turn),
    deadlineWords(speech, turn, length),
    promiseWords(speech, turn, length),
  ]
    .filter((part) => part !== '')
    .join(', ');
  const isSaid = turn.who.length > MOST_NAMES || absentFor(speech, turn) !== null;
  const apart = isSaid ? [] : turn.who.map((each) => absenceWords(speech, turn, each));
  const isMissing = length === 'full' && !isDecided(turn);
  const missing = isMissing
    ? turn.missing.flatMap((each) => (each === 'objection' ? [] : t(`missing.${each}`)))
    : [];
  const objection = objectionWords(speech, turn.objections, length);
  const parts = [main, ...apart, ...missing, objection].filter((part) => part !== '');
  // The last one stands without its full stop where nothing else is said; a day may end with one of its own.
  return parts.map((part, at) => (at < parts.length - 1 ? withStop(part) : part)).join(' ');
}

/** Whose objections still stand, and where there is room how they end; '' where there is none. */
export function objectionWords(
  { t, format, nameOf, me }: TurnSpeech,
  objections: readonly string[],
  length: 'short' | 'full' = 'short',
): string {
  const count = objections.length;
  if (count === 0) return '';
  const others = objections.filter((member) => member !== me).map(nameOf);
  if (others.length === 0) return t(length === 'full' ? 'yourObjectionEnds' : 'yourObjection');
  const names = format.list(others.length < count ? [t('byYou'), ...others] : others);
  return t(length === 'full' ? 'objectionEnds' : 'objection', {
    count,
    names,
    many: count > MOST_NAMES ? 'many' : 'few',
  });
}

/** The promise goes with a decision that somebody is awaited for. */
function promiseWords({ t }: TurnSpeech, { does, who, missing }: Turn, length: 'short' | 'full'): string {
  const isAwaited = does === 'decide' && who.length > 0 && missing.includes('promise');
  return isAwaited && length === 'short' ? t('promiseMissing') : '';
}

/** Nobody is awaited although there are people who may decide: they have, as by taking an approval back. */
function isDecided({ does, who, missing }: Turn): boolean {
  return does === 'decide' && who.length === 0 && !missing.includes('approver');
}

/** Until when; where there is room, also that nobody has set a day for a decision. */
function deadlineWords(
  speech: TurnSpeech,
  { does, by, isOverdue, who }: Turn,
  length: 'short' | 'full',
): string {
  if (by !== null) return speech.t(isOverdue ? 'overdue' : 'due', { day: dayWords(speech, by) });
  const isAwaited = does === 'decide' && who.length > 0;
  return isAwaited && length === 'full' ? speech.t('noDeadline') : '';
}

function withStop(part: string): string {
  return part.endsWith('.') ? part : `${part}.`;
}

/** Those who are there; somebody who is away is named here only where nobody else is. */
function named({ who }: Turn): readonly Awaited[] {
  const here = who.filter(({ awayUntil }) => awayUntil === null);
  return here.length > 0 && who.length <= MOST_NAMES ? here : who;
}

/** The one who is waited for, if he is away and whoever reads it is all there is in his place. */
function absentFor({ me }: TurnSpeech, { does, who }: Turn): { member: string; awayUntil: CivilDate } | null {
  const [first, ...others] = who;
  if (does !== 'decide' || !first || others.length > 0) return null;
  const { member, awayUntil, standsIn } = first;
  return awayUntil !== null && standsIn === me && member !== me ? { member, awayUntil } : null;
}

function whoWords(speech: TurnSpeech, turn: Turn): string {
  const { t, format, nameOf, me } = speech;
  const { does, who, department } = turn;
  const absent = absentFor(speech, turn);
  if (absent)
    return t('decideYouFor', { name: nameOf(absent.member), day: dayWords(speech, absent.awayUntil) });
  const members = named(turn).map(({ member }) => member);
  const others = members.filter((member) => member !== me).map(nameOf);
  const isMine = others.length < members.length;
  const namesWith = (you: string) => format.either(isMine ? [you, ...others] : others);
  if (does !== 'decide') return who.length === 0 ? t('nobody') : t(does, { names: namesWith(t('youFirst')) });
  if (who.length === 0) return t(isDecided(turn) ? 'decideAll' : 'decideNobody', { department });
  if (isMine && others.length === 0) return t('decideYou');
  if (who.length > MOST_NAMES) return t(isMine ? 'decideYouAny' : 'decideAny', { department });
  return t('decide', { names: namesWith(t('you')), department });
}

function absenceWords(speech: TurnSpeech, turn: Turn, { member, awayUntil, standsIn }: Awaited): string {
  const { t, nameOf, me } = speech;
  const name = { name: nameOf(member), who: member === me ? 'you' : 'other' };
  // Right behind his name, where nobody else is waited for, it is not said again.
  const inBrief = { ...name, who: turn.who.length === 1 ? 'alone' : name.who };
  // Whoever is waited for anyway need not be named again.
  const isNamed = named(turn).some((each) => each.member === standsIn);
  const deputy =
    standsIn === null || isNamed
      ? null
      : { deputy: nameOf(standsIn), stands: standsIn === me ? 'you' : 'other' };
  if (awayUntil === null) return deputy === null ? '' : t('standsIn', { ...name, ...deputy });
  const day = dayWords(speech, awayUntil);
  return deputy === null ? t('away', { ...inBrief, day }) : t('awayDeputy', { ...inBrief, day, ...deputy });
}

/** A day near by as people say it: today, tomorrow, Friday. */
function dayWords({ t, format, today }: TurnSpeech, day: CivilDate): string {
  const days = daysBetween(today, day);
  if (days === 0) return t('today');
  if (days === 1) return t('tomorrow');
  if (days === -1) return t('yesterday');
  if (days > 0 && days < 7) return format.weekday(day);
  // A day is not torn apart where a card is narrow.
  return format.shortDate(day, Number(today.slice(0, 4))).replaceAll(' ', '\u00a0');
}

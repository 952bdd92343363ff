import { isCivilDate } from '../domain/dates';
import { roundsOf, type Minutes, type MinutesDecision, type MinutesItem } from '../domain/session/minutes';
import type { RoundResult } from '../domain/rounds/result';
import type { RoundKind, RoundState } from '../domain/rounds/round';
import type { FollowUpPromise, ReturnPromise, Statement } from '../domain/record';
import { byName, isolated } from '../domain/text/typed-text';
import type { ExportLanguage } from './context';
import { labelsOf } from './labels';
import { localeOf } from './values';

interface MinutesContext {
  readonly lang: ExportLanguage;
  /** A member's name; empty for one who was erased, or nobody. */
  memberName(id: string): string;
  /** What came of the rounds that the minutes name, and of those that were open at the end. */
  readonly outcomes: readonly RoundOutcome[];
  /** Names of those who were there without a device, by their IDs in the minutes. */
  readonly seated: Readonly<Record<string, string>>;
}

/** A round as it is told: what was erased of its texts is missing, and everything as long as it is open. */
export interface RoundOutcome {
  readonly id: string;
  readonly state: RoundState;
  readonly kind: RoundKind;
  readonly title: string;
  readonly on?: readonly { readonly id: string; readonly label?: string | undefined }[] | undefined;
  readonly answers?: number | undefined;
  readonly result?: RoundResult | undefined;
}

interface Words {
  readonly minutes: string;
  readonly began: string;
  readonly begun: (time: string) => string;
  readonly led: string;
  readonly present: string;
  readonly nobody: string;
  readonly walkIn: string;
  readonly noDevice: string;
  readonly before: string;
  readonly parked: string;
  readonly notReached: string;
  readonly touched: string;
  readonly commented: string;
  readonly kinds: Readonly<Record<RoundKind, string>>;
  readonly answers: (count: number) => string;
  readonly visiting: (count: string) => string;
  readonly hands: (count: number) => string;
  readonly enquiries: string;
  readonly closings: string;
  readonly median: string;
  readonly grade: string;
  readonly spread: string;
  readonly tooFew: string;
  readonly unrevealed: string;
  readonly lost: string;
  readonly leftRounds: string;
  readonly task: string;
  readonly until: string;
  readonly done: string;
  readonly open: string;
  readonly someone: string;
  readonly untitled: string;
  readonly entry: string;
  readonly behalf: string;
  readonly note: string;
  readonly reopened: (times: number) => string;
  readonly deeds: Readonly<Record<Statement['kind'] | NonNullable<Statement['verdict']>, string>>;
}

const DE: Words = {
  minutes: 'Niederschrift',
  began: 'Begonnen',
  begun: (time) => `ab ${time}`,
  led: 'Moderation',
  present: 'Anwesend',
  nobody: 'niemand',
  walkIn: 'neu dazugekommen',
  noDevice: 'ohne Gerät',
  before: 'Vor dem ersten Punkt',
  parked: 'vertagt',
  notReached: 'nicht erreicht',
  touched: 'Bearbeitet',
  commented: 'Kommentiert',
  kinds: { notes: 'Notizen', votes: 'Abstimmung', estimate: 'Schätzung', pulse: 'Stimmungsnote' },
  answers: (count) => (count === 1 ? 'eine Antwort' : `${count} Antworten`),
  visiting: (count) => `dazu ${count} von Gästen`,
  hands: (count) => `dazu ${count} Handzeichen`,
  enquiries: 'Anfragen',
  closings: 'Abschlüsse',
  median: 'mittlerer Wert',
  grade: 'Note',
  spread: 'Streuung',
  tooFew: 'zu wenige Antworten, nichts wird gezeigt',
  unrevealed: 'noch nicht aufgedeckt',
  lost: 'beim Wiederherstellen verloren',
  leftRounds: 'Runden, die am Ende noch offen waren',
  task: 'Aufgabe',
  until: 'bis',
  done: 'erledigt',
  open: 'Offen für das nächste Mal',
  someone: 'Unbekannt',
  untitled: 'Ohne Titel',
  entry: 'Protokoll Nr.',
  behalf: 'in Vertretung von',
  note: 'Dazu',
  reopened: (times) => (times === 1 ? 'Einmal wieder geöffnet.' : `${times}-mal wieder geöffnet.`),
  deeds: {
    'plan-submitted': 'eingereicht',
    recalled: 'zurückgenommen',
    decision: 'entschieden',
    launched: 'gestartet',
    closed: 'abgeschlossen',
    withdrawn: 'zurückgezogen',
    approve: 'freigegeben',
    'request-changes': 'Änderungen erbeten',
    decline: 'abgelehnt',
    retract: 'Freigabe zurückgenommen',
  },
};

const EN: Words = {
  minutes: 'Minutes',
  began: 'Began',
  begun: (time) => `from ${time}`,
  led: 'Facilitator',
  present: 'Present',
  nobody: 'nobody',
  walkIn: 'newcomer',
  noDevice: 'without a device',
  before: 'Before the first item',
  parked: 'put off',
  notReached: 'not reached',
  touched: 'Edited',
  commented: 'Commented',
  kinds: { notes: 'Notes', votes: 'Votes', estimate: 'Estimate', pulse: 'Pulse' },
  answers: (count) => (count === 1 ? 'one answer' : `${count} answers`),
  visiting: (count) => `and ${count} by visitors`,
  hands: (count) => (count === 1 ? 'and one hand shown' : `and ${count} hands shown`),
  enquiries: 'Enquiries',
  closings: 'Closings',
  median: 'median',
  grade: 'Grade',
  spread: 'spread',
  tooFew: 'too few answers, nothing is shown',
  unrevealed: 'not revealed yet',
  lost: 'lost in a restore',
  leftRounds: 'Rounds that were still open at the end',
  task: 'Task',
  until: 'by',
  done: 'done',
  open: 'Open for next time',
  someone: 'Unknown',
  untitled: 'Untitled',
  entry: 'record no.',
  behalf: 'on behalf of',
  note: 'On this',
  reopened: (times) => (times === 1 ? 'Reopened once.' : `Reopened ${times} times.`),
  deeds: {
    'plan-submitted': 'submitted',
    recalled: 'taken back',
    decision: 'decided',
    launched: 'launched',
    closed: 'closed',
    withdrawn: 'withdrawn',
    approve: 'approved',
    'request-changes': 'changes requested',
    decline: 'declined',
    retract: 'approval retracted',
  },
};

/** Minutes as Markdown, for mail and wiki. Names are looked up now, so that an erased person is in no later copy. */
export function minutesMarkdown(minutes: Minutes, context: MinutesContext): string {
  const words = context.lang === 'de' ? DE : EN;
  const name = (id: string) => plain(context.memberName(id)) || words.someone;
  const present = byName(
    minutes.present.map(({ member, walkIn }) => name(member) + (walkIn ? ` (${words.walkIn})` : '')),
    context.lang,
  );
  const seated = minutes.seated.map(
    (id) => `${plain(context.seated[id] ?? '') || words.someone} (${words.noDevice})`,
  );
  const facts = [
    ...(minutes.startedAt === null ? [] : [`${words.began}: ${timeOf(minutes.startedAt, context.lang)}`]),
    `${words.led}: ${minutes.facilitators.map(name).join(', ')}`,
    `${words.present}: ${[...present, ...seated].join(', ') || words.nobody}`,
    ...(minutes.reopened > 0 ? [words.reopened(minutes.reopened)] : []),
  ];
  const told = new Set(roundsOf(minutes));
  return [
    `# ${words.minutes}: ${plain(minutes.title)}`,
    facts.map((line) => `- ${line}`).join('\n'),
    ...minutes.items.map((item) => itemText(item, words, name, context)),
    ...section(
      words.leftRounds,
      context.outcomes
        .filter(({ id }) => !told.has(id))
        .map((outcome) => outcomeText(outcome, null, words, name, context.lang)),
    ),
    ...section(
      words.open,
      minutes.open.map(
        ({ title, parked }) =>
          `${plain(title) || words.untitled} (${parked ? words.parked : words.notReached})`,
      ),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function itemText(
  item: MinutesItem,
  words: Words,
  name: (id: string) => string,
  { lang, outcomes }: MinutesContext,
): string {
  const title = item.item === null ? words.before : plain(item.title) || words.untitled;
  const titles = (list: readonly { readonly title: string }[]) =>
    [...new Set(list.map((each) => plain(each.title) || words.untitled))].join(', ');
  const lines = [
    [words.begun(clockOf(item.begun, lang)), ...(item.parked ? [words.parked] : [])].join(', '),
    ...item.decisions.map((decision) => decisionText(decision, words, name, lang)),
    ...(item.promised ? [returnLine(item.promised.by, item.promised.promise, name, lang)] : []),
    ...item.rounds.flatMap(({ seq, body }) => {
      const outcome = outcomes.find(({ id }) => id === body['round']);
      return outcome ? [outcomeText(outcome, seq, words, name, lang)] : [];
    }),
    ...item.tasks.map(({ text, ownerId, dueOn, doneOn, outcome }) => {
      const due = dueOn === '' ? '' : `, ${words.until} ${dayOf(dueOn, lang)}`;
      const done =
        doneOn === null ? '' : `, ${[words.done, ...(outcome === '' ? [] : [plain(outcome)])].join(': ')}`;
      return `${words.task}: ${plain(text)} (${name(ownerId)}${due}${done})`;
    }),
    ...(item.plans.length > 0 ? [`${words.touched}: ${titles(item.plans)}`] : []),
    ...(item.comments.length > 0 ? [`${words.commented}: ${titles(item.comments)}`] : []),
  ];
  const list = lines.map((line) => `- ${line}`).join('\n');
  const remarks = item.remarks
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `> ${plain(line)}`)
    .join('\n');
  return [`## ${title}`, list, remarks].filter((part) => part !== '').join('\n\n');
}

/** A decision, and below it what was noted and promised with it. */
function decisionText(
  { seq, title, by, kind, verdict, onBehalfOf, note, promise, returnPromise = [], inReturn }: MinutesDecision,
  words: Words,
  name: (id: string) => string,
  lang: ExportLanguage,
): string {
  const deed = words.deeds[verdict ?? kind];
  const behalf = onBehalfOf === undefined ? '' : ` ${words.behalf} ${name(onBehalfOf)}`;
  return withDetails(
    `**${plain(title) || words.untitled}**: ${deed}, ${name(by)}${behalf} (${words.entry} ${seq})`,
    [
      ...(note === undefined ? [] : [`${words.note}: ${plain(note)}`]),
      ...(promise ? [promiseLine(promise, name, lang)] : []),
      ...returnPromise.map((promised) => returnLine(by, promised, name, lang)),
      ...(inReturn?.promises ?? []).map((promised) => returnLine(inReturn?.by ?? '', promised, name, lang)),
    ],
  );
}

/** A line of a list, and the list below it. */
const withDetails = (line: string, details: readonly string[]) =>
  [line, ...details.map((detail) => `  - ${detail}`)].join('\n');

function returnLine(
  by: string,
  { what, text, dueOn }: ReturnPromise,
  name: (id: string) => string,
  lang: ExportLanguage,
): string {
  const labels = labelsOf(lang);
  const promised = labels.returnSentence(labels.returnKinds[what], plain(text), dayOf(dueOn, lang));
  return `${labels.columns.returnPromise} (${name(by)}): ${promised}`;
}

function promiseLine(
  { ownerId, days, callShare, capacityPerWeek }: FollowUpPromise,
  name: (id: string) => string,
  lang: ExportLanguage,
): string {
  const share = new Intl.NumberFormat(lang, { style: 'percent' }).format(callShare);
  return labelsOf(lang).promiseSentence(name(ownerId), days, share, capacityPerWeek);
}

function outcomeText(
  { state, kind, title, answers, result, on = [] }: RoundOutcome,
  seq: number | null,
  words: Words,
  name: (id: string) => string,
  lang: ExportLanguage,
): string {
  const facts = [
    ...(state === 'closed' ? [] : [state === 'open' ? words.unrevealed : words.lost]),
    ...(answers === undefined ? [] : [words.answers(answers)]),
    ...(seq === null ? [] : [`${words.entry} ${seq}`]),
  ].join(', ');
  const head = [words.kinds[kind], ...(title === '' ? [] : [plain(title)])].join(': ');
  const lines = result ? resultLines(result, on, words, name, lang) : [];
  return withDetails(`**${head}**${facts === '' ? '' : ` (${facts})`}`, lines);
}

function resultLines(
  result: RoundResult,
  on: NonNullable<RoundOutcome['on']>,
  words: Words,
  name: (id: string) => string,
  lang: ExportLanguage,
): string[] {
  const number = (value: number) => new Intl.NumberFormat(lang).format(value);
  const numbers = (values: readonly number[]) => values.map(number).join(' · ');
  if ('notes' in result)
    return result.notes.map(({ text, by }) => plain(text) + (by === undefined ? '' : ` (${name(by)})`));
  if ('counts' in result)
    return [...on]
      .sort((one, other) => (result.counts[other.id] ?? 0) - (result.counts[one.id] ?? 0))
      .map(({ id, label }) => {
        const guests = result.walkIns[id];
        const hands = result.hands?.[id];
        const beside = [
          ...(guests === undefined ? [] : [words.visiting(number(guests))]),
          ...(hands === undefined ? [] : [words.hands(hands)]),
        ];
        const apart = beside.length === 0 ? '' : ` (${beside.join(', ')})`;
        return `${plain(label ?? '') || words.untitled}: ${number(result.counts[id] ?? 0)}${apart}`;
      });
  if ('median' in result) {
    const { enquiries, closings, median, walkIns } = result;
    const apart = (visiting: readonly number[] = []) =>
      visiting.length === 0 ? '' : ` (${words.visiting(numbers(visiting))})`;
    return [
      `${words.enquiries}: ${numbers(enquiries)}${median === null ? '' : `, ${words.median} ${number(median)}`}${apart(walkIns?.enquiries)}`,
      ...(closings.length + (walkIns?.closings.length ?? 0) === 0
        ? []
        : [`${words.closings}: ${numbers(closings)}${apart(walkIns?.closings)}`]),
    ];
  }
  if (result.answers === 'too-few') return [words.tooFew];
  const { mean, spread, sentences } = result;
  return [
    `${words.grade} ${number(mean)}, ${words.spread} ${number(spread)}, ${words.answers(result.answers)}`,
    ...sentences.map(plain),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
}

/** Text of people is text: nothing in it becomes a heading, a link or a list, or turns the words around it. */
function plain(text: string): string {
  return isolated(text.replaceAll(/\s+/g, ' ').trim()).replaceAll(
    /[\\`*_{}[\]<>#|!]/g,
    (sign) => `\\${sign}`,
  );
}

/** A civil date; whatever else somebody wrote there stays as it is. */
function dayOf(date: string, lang: ExportLanguage): string {
  if (!isCivilDate(date)) return plain(date);
  const day = new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'long', timeZone: 'UTC' });
  return day.format(Date.parse(date));
}

/** The instant in the office's own words; the host's clock stands where the company does. */
function timeOf(instant: string, lang: ExportLanguage): string {
  return new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

/** The time of day by the host's clock, likewise. */
function clockOf(instant: string, lang: ExportLanguage): string {
  return new Intl.DateTimeFormat(localeOf(lang), { timeStyle: 'short' }).format(new Date(instant));
}

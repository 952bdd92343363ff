import { isJsonObject, type Json } from '../domain/json';
import type { Minutes, MinutesDecision, MinutesItem } from '../domain/session/minutes';
import type { FollowUpPromise, Statement } from '../domain/record';
import type { ExportLanguage } from './context';
import { labelsOf } from './labels';

interface MinutesContext {
  readonly lang: ExportLanguage;
  /** A member's name; empty for one who was erased, or nobody. */
  memberName(id: string): string;
}

interface Words {
  readonly minutes: string;
  readonly began: string;
  readonly led: string;
  readonly present: string;
  readonly walkIn: string;
  readonly before: string;
  readonly parked: string;
  readonly touched: string;
  readonly commented: string;
  readonly rounds: string;
  readonly tasks: string;
  readonly until: string;
  readonly done: string;
  readonly open: string;
  readonly someone: string;
  readonly untitled: string;
  readonly entry: string;
  readonly reopened: (times: number) => string;
  readonly deeds: Readonly<Record<Statement['kind'] | NonNullable<Statement['verdict']>, string>>;
}

const DE: Words = {
  minutes: 'Ergebnisprotokoll',
  began: 'Beginn',
  led: 'Moderation',
  present: 'Dabei',
  walkIn: 'zu Gast',
  before: 'Vor dem ersten Punkt',
  parked: 'Vertagt',
  touched: 'Bearbeitet',
  commented: 'Kommentiert',
  rounds: 'Runden',
  tasks: 'Aufgaben',
  until: 'bis',
  done: 'erledigt',
  open: 'Offen geblieben',
  someone: 'Unbekannt',
  untitled: 'Ohne Titel',
  entry: 'Eintrag',
  reopened: (times) => (times === 1 ? 'Einmal wieder geöffnet.' : `${times}-mal wieder geöffnet.`),
  deeds: {
    'plan-submitted': 'eingereicht',
    recalled: 'zurückgenommen',
    decision: 'entschieden',
    launched: 'gestartet',
    closed: 'abgeschlossen',
    withdrawn: 'zurückgezogen',
    approve: 'zugestimmt',
    'request-changes': 'um Änderungen gebeten',
    decline: 'abgelehnt',
    retract: 'Zustimmung zurückgezogen',
  },
};

const EN: Words = {
  minutes: 'Minutes',
  began: 'Began',
  led: 'Led by',
  present: 'Present',
  walkIn: 'visiting',
  before: 'Before the first item',
  parked: 'Put off',
  touched: 'Worked on',
  commented: 'Commented',
  rounds: 'Rounds',
  tasks: 'Tasks',
  until: 'by',
  done: 'done',
  open: 'Left open',
  someone: 'Unknown',
  untitled: 'Untitled',
  entry: 'entry',
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
  const present = minutes.present.map(
    ({ member, walkIn }) => name(member) + (walkIn ? ` (${words.walkIn})` : ''),
  );
  const facts = [
    ...(minutes.startedAt === null ? [] : [`${words.began}: ${timeOf(minutes.startedAt, context.lang)}`]),
    `${words.led}: ${minutes.facilitators.map(name).join(', ')}`,
    `${words.present}: ${present.join(', ')}`,
    ...(minutes.reopened > 0 ? [words.reopened(minutes.reopened)] : []),
  ];
  return [
    `# ${words.minutes}: ${plain(minutes.title)}`,
    facts.map((line) => `- ${line}`).join('\n'),
    ...minutes.items.map((item) => itemText(item, words, name, context.lang)),
    ...section(
      words.open,
      minutes.open.map(({ title }) => plain(title) || words.untitled),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function itemText(
  item: MinutesItem,
  words: Words,
  name: (id: string) => string,
  lang: ExportLanguage,
): string {
  const title = item.item === null ? words.before : plain(item.title) || words.untitled;
  const titles = (list: readonly { readonly title: string }[]) =>
    [...new Set(list.map((each) => plain(each.title) || words.untitled))].join(', ');
  const lines = [
    ...(item.parked ? [words.parked] : []),
    ...(item.plans.length > 0 ? [`${words.touched}: ${titles(item.plans)}`] : []),
    ...(item.comments.length > 0 ? [`${words.commented}: ${titles(item.comments)}`] : []),
    ...item.decisions.flatMap((decision) => decisionLines(decision, words, name, lang)),
    ...item.rounds.map(({ seq, body }) => `${words.rounds} (${words.entry} ${seq}): ${resultText(body)}`),
    ...item.tasks.map(({ text, ownerId, dueOn, doneOn }) => {
      const due = dueOn === '' ? '' : `, ${words.until} ${dueOn}`;
      return `${words.tasks}: ${plain(text)} (${name(ownerId)}${due}${doneOn === null ? '' : `, ${words.done}`})`;
    }),
  ];
  const list = lines.map((line) => `- ${line}`).join('\n');
  const remarks = item.remarks
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `> ${plain(line)}`)
    .join('\n');
  return [`## ${title}`, list, remarks].filter((part) => part !== '').join('\n\n');
}

function decisionLines(
  { seq, title, by, kind, verdict, promise, returnPromise }: MinutesDecision,
  words: Words,
  name: (id: string) => string,
  lang: ExportLanguage,
): string[] {
  const labels = labelsOf(lang);
  const deed = words.deeds[verdict ?? kind];
  return [
    `**${plain(title) || words.untitled}**: ${deed}, ${name(by)} (${words.entry} ${seq})`,
    ...(promise ? [promiseLine(promise, name, lang)] : []),
    ...(returnPromise ?? []).map(({ what, text, dueOn }) =>
      labels.returnSentence(labels.returnKinds[what], plain(text), dueOn),
    ),
  ];
}

function promiseLine(
  { ownerId, days, callShare, capacityPerWeek }: FollowUpPromise,
  name: (id: string) => string,
  lang: ExportLanguage,
): string {
  const share = new Intl.NumberFormat(lang, { style: 'percent' }).format(callShare);
  return labelsOf(lang).promiseSentence(name(ownerId), days, share, capacityPerWeek);
}

function resultText(body: Json): string {
  const { result, kind } = isJsonObject(body) ? body : {};
  return `${typeof kind === 'string' ? kind : ''} \`${JSON.stringify(result ?? null).replaceAll('`', "'")}\``;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
}

/** Text of people is text: nothing in it becomes a heading, a link or a list. */
function plain(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|!]/g, (sign) => `\\${sign}`)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The instant in the office's own words; the host's clock stands where the company does. */
function timeOf(instant: string, lang: ExportLanguage): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
}

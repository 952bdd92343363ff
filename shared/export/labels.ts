import type { DepartedItem } from '../domain/calendar/calendar';
import type { Department } from '../domain/people';
import type { PlanKind } from '../domain/plan';
import type { ReturnPromise } from '../domain/record';
import type { PlanState } from '../domain/status';
import type { ExportLanguage } from './context';

/** The words of one language that exports need; files leave the app, so they don't hang on its catalogues. */
export interface ExportLabels {
  readonly notAgreed: string;
  readonly states: Readonly<Record<PlanState, string>>;
  readonly kinds: Readonly<Record<PlanKind, string>>;
  readonly departments: Readonly<Record<Department, string>>;
  /** Why something left the calendar: `replaced` is an event of a plan that takes other ones since it was agreed anew. */
  readonly left: Readonly<Record<DepartedItem['left'] | 'replaced', string>>;
  readonly columns: {
    readonly board: string;
    readonly plan: string;
    readonly title: string;
    readonly kind: string;
    readonly state: string;
    readonly agreed: string;
    readonly start: string;
    readonly end: string;
    readonly goal: string;
    readonly audience: string;
    readonly message: string;
    readonly channels: string;
    readonly regions: string;
    readonly budget: string;
    readonly currency: string;
    readonly expectedEnquiries: string;
    readonly owner: string;
    readonly promise: string;
    readonly promiseOwner: string;
    readonly promiseDays: string;
    readonly promiseCallShare: string;
    readonly promiseCapacity: string;
    readonly returnPromise: string;
    readonly dueOn: string;
    readonly remark: string;
    readonly brief: string;
  };
  readonly yes: string;
  readonly no: string;
  readonly returnKinds: Readonly<Record<ReturnPromise['what'], string>>;
  /** In the very words of what was signed ([PLANUI-19]). */
  promiseSentence(owner: string, days: number, share: string, capacity: number): string;
  readonly returnSentence: (what: string, text: string, dueOn: string) => string;
  readonly deleted: string;
  readonly changed: string;
  changedSince(changes: number): string;
  /** In a picture: before the numbers of weeks. */
  readonly week: string;
  /** Of a lane that began on the page before. */
  readonly continued: string;
  readonly nothing: string;
  /** Facts of a head that it has no room for. */
  moreFacts(count: number): string;
  /** Of the days that matter: how many have no room on a sheet. */
  moreDays(count: number): string;
  plans(agreed: number): string;
  open(plans: number): string;
  /** Names of a workbook's sheets. */
  readonly sheets: { readonly plans: string; readonly promises: string };
}

const DE: ExportLabels = {
  notAgreed: 'nicht vereinbart',
  states: {
    draft: 'Entwurf',
    'in-review': 'In Prüfung',
    'changes-requested': 'Änderungen erbeten',
    declined: 'Abgelehnt',
    agreed: 'Vereinbart',
    'changed-since-agreed': 'Seit Vereinbarung geändert',
    launched: 'Gestartet',
    closed: 'Abgeschlossen',
    withdrawn: 'Zurückgezogen',
  },
  kinds: { campaign: 'Kampagnenplan', 'sales-activity': 'Vertriebsaktion' },
  departments: { marketing: 'Marketing', sales: 'Vertrieb', other: 'Andere' },
  left: { withdrawn: 'Zurückgezogen', retracted: 'Nicht mehr vereinbart', replaced: 'Ersetzt' },
  columns: {
    board: 'Board',
    plan: 'Plan-ID',
    title: 'Plan',
    kind: 'Art',
    state: 'Status',
    agreed: 'Vereinbart',
    start: 'Beginn',
    end: 'Ende',
    goal: 'Ziel',
    audience: 'Zielgruppe',
    message: 'Botschaft',
    channels: 'Kanäle',
    regions: 'Regionen',
    budget: 'Budget',
    currency: 'Währung',
    expectedEnquiries: 'Erwartete Anfragen',
    owner: 'Verantwortlich',
    promise: 'Nachfass-Zusage',
    promiseOwner: 'Nachfass-Zusage: wer',
    promiseDays: 'Nachfass-Zusage: Arbeitstage bis Unterlagen',
    promiseCallShare: 'Nachfass-Zusage: Anteil mit Anruf (%)',
    promiseCapacity: 'Nachfass-Zusage: Anrufe pro Woche',
    returnPromise: 'Gegenleistung',
    dueOn: 'Bis',
    remark: 'Hinweis',
    brief: 'Briefing',
  },
  yes: 'ja',
  no: 'nein',
  returnKinds: { presentation: 'Präsentation', 'customer-letter': 'Kundenbrief', other: 'Sonstiges' },
  promiseSentence: (owner, days, share, capacity) =>
    `${owner} verschickt die Unterlagen ${days === 0 ? 'noch am selben Arbeitstag' : days === 1 ? 'innerhalb eines Arbeitstags' : `innerhalb von ${days.toLocaleString('de')} Arbeitstagen`}, ` +
    `ruft ${share} der Interessenten an und schafft bis zu ${capacity === 1 ? 'einen Anruf' : `${capacity.toLocaleString('de')} Anrufe`} pro Woche`,
  returnSentence: (what, text, dueOn) => `${what}${text ? `: ${text}` : ''} (bis ${dueOn})`,
  deleted: 'Auf dem Board gelöscht, aber weiterhin vereinbart',
  week: 'KW',
  continued: '(Fortsetzung)',
  nothing: 'In diesem Zeitraum ist nichts zu zeigen.',
  moreFacts: (count) => `und ${count} weitere; die gedruckte Liste des Kalenders nennt alle`,
  moreDays: (count) => (count === 1 ? 'und ein weiterer' : `und ${count} weitere`),
  plans: (agreed) => `${agreed} vereinbart`,
  open: (plans) => `${plans} offen`,
  sheets: { plans: 'Kalender', promises: 'Zusagen' },
  changed: 'Auf dem Board seither geändert; das ist nicht vereinbart',
  changedSince: (changes) =>
    `Auf dem Board seither geändert (${changes === 1 ? '1 Änderung' : `${changes} Änderungen`}); das ist nicht vereinbart`,
};

const EN: ExportLabels = {
  notAgreed: 'not agreed',
  states: {
    draft: 'Draft',
    'in-review': 'In review',
    'changes-requested': 'Changes requested',
    declined: 'Declined',
    agreed: 'Agreed',
    'changed-since-agreed': 'Changed since agreed',
    launched: 'Launched',
    closed: 'Closed',
    withdrawn: 'Withdrawn',
  },
  kinds: { campaign: 'Campaign plan', 'sales-activity': 'Sales activity' },
  departments: { marketing: 'Marketing', sales: 'Sales', other: 'Others' },
  left: { withdrawn: 'Withdrawn', retracted: 'No longer agreed', replaced: 'Replaced' },
  columns: {
    board: 'Board',
    plan: 'Plan ID',
    title: 'Plan',
    kind: 'Kind',
    state: 'Status',
    agreed: 'Agreed',
    start: 'Start',
    end: 'End',
    goal: 'Goal',
    audience: 'Audience',
    message: 'Message',
    channels: 'Channels',
    regions: 'Regions',
    budget: 'Budget',
    currency: 'Currency',
    expectedEnquiries: 'Expected enquiries',
    owner: 'Owner',
    promise: 'Follow-up promise',
    promiseOwner: 'Follow-up promise: who',
    promiseDays: 'Follow-up promise: working days until information',
    promiseCallShare: 'Follow-up promise: share called (%)',
    promiseCapacity: 'Follow-up promise: calls a week',
    returnPromise: 'Return promise',
    dueOn: 'By',
    remark: 'Remark',
    brief: 'Brief',
  },
  yes: 'yes',
  no: 'no',
  returnKinds: { presentation: 'Presentation', 'customer-letter': 'Customer letter', other: 'Other' },
  promiseSentence: (owner, days, share, capacity) =>
    `${owner} sends information ${days === 0 ? 'on the same working day' : `within ${days === 1 ? 'one working day' : `${days.toLocaleString('en')} working days`}`}, ` +
    `calls ${share} of those who enquire and manages up to ${capacity === 1 ? 'one call' : `${capacity.toLocaleString('en')} calls`} a week`,
  returnSentence: (what, text, dueOn) => `${what}${text ? `: ${text}` : ''} (by ${dueOn})`,
  deleted: 'Deleted on the board, but still agreed',
  week: 'Week',
  continued: '(continued)',
  nothing: 'There is nothing to show in this time.',
  moreFacts: (count) => `and ${count} more; the calendar printed as a list names all`,
  moreDays: (count) => `and ${count} more`,
  plans: (agreed) => `${agreed} agreed`,
  open: (plans) => `${plans} open`,
  sheets: { plans: 'Calendar', promises: 'Promises' },
  changed: 'Changed on the board since; that is not agreed',
  changedSince: (changes) =>
    `Changed on the board since (${changes === 1 ? '1 change' : `${changes} changes`}); that is not agreed`,
};

export function labelsOf(lang: ExportLanguage): ExportLabels {
  return lang === 'en' ? EN : DE;
}

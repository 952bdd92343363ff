import { expect, vi } from 'vitest';
import { addAgendaItem, setRemarks } from '../../../shared/doc/agenda';
import { addTask } from '../../../shared/doc/tasks';
import { Workshop } from '../host/workshops';
import { joinLink } from '../../../shared/api/links';
import { addThread, createPlan, together } from '../../../shared/doc/commands';
import type { TestMember } from '../clients/clients';
import { PATIENCE } from '../clients/actor';

const THEMES = [
  'Wärmepumpen-Offensive für Bestandsgebäude im Alpenvorland',
  'Energieeffizienzberatungsgutscheine',
  'Fachhandwerkerqualifizierungsoffensive Süddeutschland',
  'Heizungsmodernisierungskampagne',
  'Niedertemperaturheizkörperaustauschprogramm mit Sonderfinanzierung',
  'Messe',
];
const TAGS = ['Fördermittelberatung', 'Einfamilienhausbesitzer', 'Messe', 'Sonderfinanzierungsangebot'];
const COLORS = ['red', 'amber', 'green', 'teal', 'blue', 'violet'] as const;

/** A board as it looks after a year of work, in a language of long words. */
export interface LongBoard {
  readonly title: string;
  readonly board: string;
  /** A plan that is agreed. */
  readonly plan: string;
  /** A link by which one browser becomes the owner. */
  readonly newLink: () => Promise<string>;
  /** The same for somebody of sales whose decision counts; three plans wait for it. */
  readonly approverLink: () => Promise<string>;
  /** Submits one of the plans from another device. */
  readonly submit: (plan: string) => Promise<void>;
}

/** Fills a board with plans in every state, with tags, colours and comments. @param plans how many, at least 20 */
export async function longBoard(owner: TestMember, plans: number): Promise<LongBoard> {
  const title = 'Wärmepumpen-Offensive Bestandsgebäude 2027';
  const board = await owner.createBoard(title);
  const sales = await owner.invite({
    name: 'Maximilian-Alexander Oberhuber',
    department: 'sales',
    approver: true,
  });
  const { doc, close } = await owner.openBoard(board);
  const month = (n: number) => String(1 + (n % 10)).padStart(2, '0');
  together(doc, () => {
    for (let n = 0; n < plans; n++)
      createPlan(doc, {
        id: `plan-${n}`,
        kind: n % 7 === 3 ? 'sales-activity' : 'campaign',
        ownerId: n % 3 === 0 ? sales.id : owner.id,
        fields: {
          title: `${THEMES[n % THEMES.length]} ${n}`,
          goal: 'Beratungstermine',
          start: `2027-${month(n)}-05`,
          end: `2027-${month(n + (n % 10 === 9 ? 0 : 1))}-28`,
          // One that its column in the list has no room for.
          budgetMinor: n === 0 ? 123_456_789 : 1_250_000 + n * 100_000,
          currency: 'EUR',
          expectedEnquiries: 120 + n,
          ...(n % 4 === 0 ? { color: COLORS[n % COLORS.length] ?? null } : {}),
        },
        sets: { tags: TAGS.slice(0, n % 5), channels: ['E-Mail', 'Fachzeitschriftenanzeige'] },
      });
    for (let n = 0; n < 10; n++)
      addThread(
        doc,
        { id: `thread-${n}`, plan: `plan-${n}`, ...(n % 2 ? { field: 'budgetMinor' } : {}) },
        {
          id: `comment-${n}`,
          text: 'Bitte mit der Vertriebsinnendienstleitung abstimmen.',
          at: '2026-11-20T09:00:00.000Z',
          mentions: [],
        },
      );
  });
  await vi.waitFor(
    async () => {
      const { body } = await owner.ask<{ plans: unknown[] }>('GET', `/api/boards/${board}/plans`);
      expect(body.plans).toHaveLength(plans);
    },
    { timeout: PATIENCE },
  );
  close();
  const promise = { ownerId: sales.id, days: 3, callShare: 0.8, capacityPerWeek: 40 };
  for (const n of [0, 1, 2, 4, 5, 6, 7, 8]) {
    const plan = `plan-${n}`;
    await accepted(owner.state(board, plan, { kind: 'plan-submitted' }));
    if (n > 4) continue;
    // What sales is responsible for itself, it does not approve.
    if (n === 0) await accepted(sales.state(board, plan, { kind: 'decision', verdict: 'request-changes' }));
    else await accepted(sales.state(board, plan, { kind: 'decision', verdict: 'approve', promise }));
    if (n === 2) await accepted(owner.state(board, plan, { kind: 'launched' }));
  }
  const linkOf = async (member: TestMember) =>
    joinLink({ origin: owner.url, kind: 'device', secret: await member.deviceLink(), cert: null });
  const submit = (plan: string) => accepted(owner.state(board, plan, { kind: 'plan-submitted' }));
  return {
    title,
    board,
    plan: 'plan-1',
    newLink: () => linkOf(owner),
    approverLink: () => linkOf(sales),
    submit,
  };
}

async function accepted(answer: ReturnType<TestMember['state']>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
}

/** A workshop and rounds in a language of long words, on a board that {@link longBoard} made. */
export interface LongMeeting {
  readonly title: string;
  /** What the round is about that runs in the workshop. */
  readonly question: string;
  /** Begins it, with an item, a clock, a raised hand and a round in it. */
  readonly start: () => Promise<void>;
  /** Reveals its rounds and closes it. */
  readonly end: () => Promise<void>;
}

export async function longMeeting(owner: TestMember, board: string): Promise<LongMeeting> {
  const title = 'Produktworkshop Wärmepumpenförderung Süddeutschland';
  const question = 'Welche Fördermittelberatungsangebote fehlen den Einfamilienhausbesitzern?';
  const workshop = await Workshop.plan(owner, board, { title, at: '2027-01-12T14:00:00+01:00' });
  const { doc, close } = await owner.openBoard(board);
  const item = (id: string, of: string, ref?: string) =>
    addAgendaItem(doc, {
      id: `${workshop.id}-${id}`,
      session: workshop.id,
      kind: ref === undefined ? 'topic' : 'plan',
      title: of,
      minutes: 15,
      ...(ref === undefined ? {} : { ref }),
    });
  together(doc, () => {
    item('plan', THEMES[4] ?? '', 'plan-1');
    item('topic', 'Fachhandwerkerqualifizierungsoffensive: Rückmeldungen der Vertriebsinnendienstleitung');
    setRemarks(doc, `${workshop.id}-plan`, 'Mit der Vertriebsinnendienstleitung abgestimmt.');
    addTask(doc, {
      id: `${workshop.id}-task`,
      text: 'Fördermittelberatungsgutscheinvorlage abstimmen',
      ownerId: owner.id,
      dueOn: '2027-02-01',
      from: `${workshop.id}-plan`,
    });
  });
  const open = async (more: Record<string, unknown>) => {
    const answer = await owner.ask<{ id: string }>('POST', `/api/boards/${board}/rounds`, more);
    if (answer.status !== 201) throw new Error(`refused: ${JSON.stringify(answer.body)}`);
    return `/api/boards/${board}/rounds/${answer.body.id}`;
  };
  const rounds: string[] = [];
  return {
    title,
    question,
    async start() {
      await workshop.command(owner, 'start');
      await workshop.command(owner, 'item', { item: `${workshop.id}-plan` });
      await workshop.command(owner, 'timer', { do: 'start', ms: 600_000 });
      await workshop.command(owner, 'hand', { up: true });
      const done = await open({
        kind: 'notes',
        authors: 'shown',
        title: 'Einwände der Einfamilienhausbesitzer',
      });
      await owner.ask('POST', `${done}/entries`, { texts: ['Sonderfinanzierungsangebotsunterlagen fehlen'] });
      await owner.ask('POST', `${done}/close`);
      rounds.push(
        await open({ kind: 'pulse', title: 'Zusammenarbeit' }),
        await open({ kind: 'estimate', plan: 'plan-1', title: 'Anfragenschätzung' }),
        await open({
          kind: 'votes',
          votesEach: 3,
          on: [
            { id: 'a', label: THEMES[2] ?? '' },
            { id: 'b', label: THEMES[4] ?? '' },
          ],
          title: 'Schwerpunktthemenauswahl',
        }),
        await open({ kind: 'notes', authors: 'shown', title: question, session: workshop.id }),
      );
    },
    async end() {
      for (const round of rounds) await owner.ask('POST', `${round}/close`);
      await workshop.closeAsItIs(owner);
      close();
    },
  };
}

/** What a period is called in {@link longDays}. */
export const LONG_PERIOD = 'Energieeffizienzförderprogrammübergangszeit';

/** Days and frames in a language of long words. */
export async function longDays(owner: TestMember): Promise<void> {
  const period = {
    kind: 'no-calls',
    title: LONG_PERIOD,
    from: '2027-03-01',
    to: '2027-03-14',
    regions: ['Mecklenburg-Vorpommern'],
  };
  await owner.ask('POST', '/api/periods', { periods: [period] });
  await owner.ask('POST', '/api/frames', {
    from: '2027-01-01',
    currency: 'EUR',
    amountMinor: 12_345_678_900,
  });
}

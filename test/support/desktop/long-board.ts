import { expect, vi } from 'vitest';
import { joinLink } from '../../../shared/api/links';
import { addThread, createPlan, together } from '../../../shared/doc/commands';
import type { TestMember } from '../clients/clients';
import { PATIENCE } from '../clients/actor';

const PLANS = 200;
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
  /** Submits one of the plans from another device. */
  readonly submit: (plan: string) => Promise<void>;
}

/** Fills a board with 200 plans in every state, with tags, colours and comments. */
export async function longBoard(owner: TestMember): Promise<LongBoard> {
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
    for (let n = 0; n < PLANS; n++)
      createPlan(doc, {
        id: `plan-${n}`,
        kind: n % 7 === 3 ? 'sales-activity' : 'campaign',
        ownerId: n % 3 === 0 ? sales.id : owner.id,
        fields: {
          title: `${THEMES[n % THEMES.length]} ${n}`,
          goal: 'Beratungstermine',
          start: `2027-${month(n)}-05`,
          end: `2027-${month(n + (n % 10 === 9 ? 0 : 1))}-28`,
          budgetMinor: 1_250_000 + n * 100_000,
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
      expect(body.plans).toHaveLength(PLANS);
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
  const newLink = async () =>
    joinLink({ origin: owner.url, kind: 'device', secret: await owner.deviceLink(), cert: null });
  const submit = (plan: string) => accepted(owner.state(board, plan, { kind: 'plan-submitted' }));
  return { title, board, plan: 'plan-1', newLink, submit };
}

async function accepted(answer: ReturnType<TestMember['state']>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
}

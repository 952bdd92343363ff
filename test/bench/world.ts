import type * as Y from 'yjs';
import { createPlan, together } from '../../shared/doc/commands';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { briefFromText } from '../../shared/doc/brief-writer';
import type { AtEnd } from './harness';
import { startHostProcess, type HostProcess } from '../support/host/host';
import { joinAs, type TestMember } from '../support/clients/clients';

/** A host with an owner and a board. */
export interface World {
  readonly host: HostProcess;
  readonly owner: TestMember;
  readonly board: string;
}

export async function startWorld(atEnd: AtEnd): Promise<World> {
  const host = await startHostProcess();
  atEnd(() => host.close());
  const secret = host.ownerSecret ?? '';
  const owner = await joinAs(host.url, { secret, name: 'Maren', department: 'marketing', company: 'Bench' });
  return { host, owner, board: await owner.createBoard('Bench') };
}

/** Fills a document with plans as long as people write them. */
export function fillPlans(doc: Y.Doc, count: number): Y.Doc {
  openBoardDoc(doc);
  together(doc, () => {
    for (let n = 0; n < count; n++) {
      const month = String((n % 12) + 1).padStart(2, '0');
      createPlan(doc, {
        id: `plan-${n}`,
        kind: n % 5 === 0 ? 'sales-activity' : 'campaign',
        ownerId: 'owner',
        fields: {
          title: `Frühjahrsaktion Wärmepumpe ${n}`,
          goal: 'Qualifizierte Anfragen für das neue Modell',
          audience: 'Hauseigentümer 35 bis 60 im Altbau',
          message: 'Heizkosten halbieren ohne großen Umbau',
          start: `2027-${month}-01`,
          end: `2027-${month}-28`,
          budgetMinor: 1_250_000 + n,
          currency: 'EUR',
          expectedEnquiries: 100 + (n % 300),
        },
        sets: { channels: ['E-Mail', 'Messe'], regions: ['DACH'] },
        brief: briefFromText('Händler-Umbau läuft bis 15.03.\nBitte vorher keine Anrufe.'),
      });
    }
  });
  return doc;
}

/** Sends four of five of the first plans of a board to review, and agrees every other of those. @param plans how many it has */
export async function agreeSome({ owner, board }: World, plans: number): Promise<void> {
  const sales = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
  const promise = { ownerId: sales.id, days: 3, callShare: 0.8, capacityPerWeek: 40 };
  for (;;) {
    const { body } = await owner.ask<{ plans: unknown[] }>('GET', `/api/boards/${board}/plans`);
    if (body.plans.length === plans) break;
  }
  for (let n = 1; n < plans; n++) {
    if (n % 5 === 0) continue;
    await owner.state(board, `plan-${n}`, { kind: 'plan-submitted' });
    if (n % 2 === 0) await sales.state(board, `plan-${n}`, { kind: 'decision', verdict: 'approve', promise });
  }
}

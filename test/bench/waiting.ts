import { Waiting } from '../../server/inbox/waiting';
import { planViews } from '../../server/http/plans';
import { readPlans } from '../../shared/doc/board-doc';
import { campaign, Records, BOARD } from '../support/host/records';
import { DEFAULT_POLICY } from '../../shared/domain/record';
import { NOTHING_SEEN } from '../../shared/domain/verify/chain';
import { bareHost, MEMBER } from '../support/host/host-room';
import { boardOf } from './boards';
import { timed, type Comparison } from './harness';

const TODAY = '2027-01-04';

/** All plans of a board as the host sees them, beside nothing but reading the document. */
export function plansViewed(plans: number): Comparison {
  return {
    name: `${plans.toLocaleString('en')} plans as the host sees them`,
    reference: 'reading the plans as JSON',
    unit: 'ms',
    rounds: 15,
    prepare: async (atEnd) => {
      const world = await bareHost();
      atEnd(() => world.close());
      const room = await world.host.room(await boardOf(world, plans));
      return {
        reference: () => timed(() => readPlans(room.document.doc)),
        ours: () => timed(() => planViews(room, TODAY, MEMBER.id)),
      };
    },
  };
}

/** What waits for somebody when it is first asked for, beside reading the record. One plan in ten is in review. */
export function firstWaiting(entries: number): Comparison {
  return waiting(`what waits, first asked for, ${entries.toLocaleString('en')} entries`, entries, true);
}

/** The same once it is known. */
export function nextWaiting(entries: number): Comparison {
  return waiting(`what waits, asked for again, ${entries.toLocaleString('en')} entries`, entries, false);
}

function waiting(name: string, entries: number, isFirst: boolean): Comparison {
  return {
    name,
    reference: 'reading the record',
    unit: 'ms',
    rounds: 15,
    prepare: async (atEnd) => {
      const world = await bareHost();
      atEnd(() => world.close());
      const { storage } = world;
      const [boards, append] = recordOf(entries);
      await storage.write({ boards, append });
      const vera = { ...MEMBER, id: 'vera', department: 'sales', role: 'member', approver: true } as const;
      const index = new Waiting({
        storage,
        keep: () => undefined,
        ifOpen: () => undefined,
        rightsOf: () => vera,
        changed: () => undefined,
      });
      return {
        reference: () => timed(() => storage.entries(BOARD, 0)),
        ours: () => {
          if (isFirst) index.forget();
          return timed(() => index.of(vera));
        },
      };
    },
  };
}

/** A board whose plans were submitted and approved, but for each tenth one. */
function recordOf(count: number) {
  const records = Records.founded();
  for (let n = 0; records.board.length < count; n++) {
    const plan = `plan-${n}`;
    const material = campaign({
      title: `Frühjahrsaktion ${n}`,
      goal: 'Qualifizierte Anfragen',
      message: 'Heizkosten',
    });
    records.submit(material, 'max', { plan });
    if (n % 10 !== 0) records.decide('approve', material, 'vera', { plan });
  }
  const board = {
    id: BOARD,
    title: 'Bench',
    policy: DEFAULT_POLICY,
    settings: { pulse: true },
    archived: false,
    createdAt: TODAY,
  };
  return [[board], [{ board: BOARD, after: NOTHING_SEEN, entries: records.board }]] as const;
}

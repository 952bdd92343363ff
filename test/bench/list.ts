import * as Y from 'yjs';
import { filterRows } from '../../renderer/features/board/logic/filter';
import { Search } from '../../renderer/features/board/logic/search';
import { Projection } from '../../renderer/client/board/projection';
import type { Projected } from '../../renderer/client/board/shown';
import { EVERYTHING } from '../../renderer/state/plan-filter';
import { readPlans } from '../../shared/doc/board-doc';
import type { Comparison } from './harness';
import { timed } from './harness';
import { fillPlans } from './world';

const ME = { id: 'owner', department: 'marketing', role: 'owner', approver: false, active: true } as const;

/** From a synced document to rows that can be shown, beside nothing but reading the document. */
export function boardProjected(plans: number): Comparison {
  return {
    name: `${plans.toLocaleString('en')} plans from the document to the list`,
    reference: 'reading the plans as JSON',
    unit: 'ms',
    rounds: 15,
    prepare: async () => {
      const doc = fillPlans(new Y.Doc(), plans);
      return {
        reference: () => timed(() => readPlans(doc)),
        ours: () => timed(() => project(doc)),
      };
    },
  };
}

/** A word typed into the search of a list, beside a bare filter of the same texts. */
export function listFiltered(plans: number): Comparison {
  return {
    name: `${plans.toLocaleString('en')} plans filtered by a search`,
    reference: 'Array.filter over one ready text each',
    unit: 'ms',
    rounds: 15,
    prepare: async () => {
      const rows = [...project(fillPlans(new Y.Doc(), plans)).plans.values()];
      const texts = rows.map(({ json }) => JSON.stringify(json).toLocaleLowerCase());
      const filter = { ...EVERYTHING, search: `wärmepumpe ${plans - 1}` };
      const words = filter.search.split(' ');
      const around = { nameOf: () => 'Maren Vogt', threads: new Map() };
      return {
        reference: () => timed(() => texts.filter((text) => words.every((word) => text.includes(word)))),
        ours: () => timed(() => filterRows(rows, filter, new Search(filter.search, around), new Set())),
      };
    },
  };
}

function project(doc: Y.Doc): Projected {
  let last: Projected | null = null;
  const projection = new Projection(doc, ME, '2027-01-01', (projected) => (last = projected));
  projection.destroy();
  if (!last) throw new Error('nothing was projected');
  return last;
}

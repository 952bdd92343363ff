import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  briefJson,
  briefOf,
  planMap,
  readAllPlans,
  readPlan,
  readPlans,
  root,
} from '../../../shared/doc/board-doc';
import { briefFromJson } from '../../../shared/doc/brief-writer';
import {
  createPlan,
  deletePlan,
  erasePlan,
  movePlan,
  restorePlan,
  setField,
  setSet,
  takeBackPlan,
} from '../../../shared/doc/commands';
import { normaliseBrief } from '../../../shared/domain/brief';
import type { Json } from '../../../shared/domain/json';
import { digestOf, materialOf, type PlanJson } from '../../../shared/domain/plan';
import { copyOf, digestIn, docWithPlan, exchange, newDoc, PLAN, undoOf } from '../../unit/doc/support';
import { brief, planFields } from './arbitraries';

const RUNS = { numRuns: 300 };
const channel = fc.constantFrom('Messe', 'E-Mail', 'Radio', 'Plakat', 'Post');
const setOf = (doc: Y.Doc) => materialOf(readPlan(doc, PLAN) ?? { id: '' })['channels'] ?? [];

it('[DOC-7] a brief reads back, after the wire, as it was written', () => {
  fc.assert(
    fc.property(brief, (value) => {
      const doc = newDoc();
      root(doc, 'plans').set(PLAN, new Y.Map([['brief', briefFromJson(value)]]));
      const fragment = briefOf(copyOf(doc), PLAN);
      expect(fragment && normaliseBrief(briefJson(fragment))).toEqual(normaliseBrief(value));
    }),
    RUNS,
  );
});

it('[DOC-6] a plan brought back from the record has its digest, for everybody', () => {
  fc.assert(
    fc.property(planFields, (fields) => {
      // What was agreed came from a document, so it is read from one first.
      const origin = newDoc();
      restorePlan(origin, PLAN, { ...fields, id: PLAN });
      const agreed = materialOf(readPlan(copyOf(origin), PLAN) ?? { id: '' });
      const doc = docWithPlan();
      erasePlan(doc, PLAN);
      restorePlan(doc, PLAN, { ...(JSON.parse(JSON.stringify(agreed)) as PlanJson), id: PLAN });
      expect(digestIn(copyOf(doc))).toBe(digestOf(agreed));
    }),
    RUNS,
  );
});

it('[DOC-13] a plan taken back is what it was, with what others wrote meanwhile, and no digest tells that it was gone', () => {
  fc.assert(
    fc.property(planFields, fc.array(channel), (fields, tags) => {
      const mine = newDoc();
      restorePlan(mine, PLAN, { ...fields, id: PLAN });
      setSet(mine, PLAN, 'tags', tags);
      const theirs = copyOf(mine);
      const before = readPlan(mine, PLAN);
      deletePlan(mine, PLAN);
      expect(readPlan(mine, PLAN)).toBeNull();
      const [gone] = readAllPlans(mine);
      expect(gone && digestOf(materialOf(gone))).toBe(digestOf(materialOf(before ?? { id: '' })));
      setField(theirs, PLAN, 'color', 'green');
      exchange(mine, theirs);
      takeBackPlan(theirs, PLAN);
      exchange(mine, theirs);
      expect(readPlan(mine, PLAN)).toEqual({ ...before, color: 'green' });
    }),
    RUNS,
  );
});

it('[DOC-3] sets that two people change at the same time converge with both additions', () => {
  const values = fc.uniqueArray(channel);
  fc.assert(
    fc.property(values, values, values, (before, mine, theirs) => {
      const one = docWithPlan({ sets: { channels: before } });
      const two = copyOf(one);
      setSet(one, PLAN, 'channels', mine);
      setSet(two, PLAN, 'channels', theirs);
      exchange(one, two);
      const expected = [...mine, ...theirs].filter(
        (value) => !before.includes(value) || (mine.includes(value) && theirs.includes(value)),
      );
      expect(setOf(one)).toEqual([...new Set(expected)].sort());
      expect(digestIn(one)).toBe(digestIn(two));
    }),
    RUNS,
  );
});

describe('commands of two people', () => {
  const planId = fc.constantFrom('a', 'b', 'c');
  const who = fc.constantFrom(0, 1);
  const command = fc.oneof(
    fc.record({ do: fc.constant('create' as const), who, planId }),
    fc.record({
      do: fc.constant('field' as const),
      who,
      planId,
      value: fc.constantFrom<Json>('x', 'y', '', 7),
    }),
    fc.record({ do: fc.constant('set' as const), who, planId, values: fc.uniqueArray(channel) }),
    fc.record({ do: fc.constant('move' as const), who, planId, to: planId }),
    fc.record({ do: fc.constantFrom('delete' as const, 'take back' as const), who, planId }),
    fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), who }),
    fc.record({ do: fc.constant('exchange' as const) }),
  );

  it('[DOC-1] [DOC-5] [DOC-8] converge, and every plan stays whole', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const docs = [newDoc(1), newDoc(2)] as const;
        const undos = docs.map(undoOf);
        for (const each of commands) {
          if (each.do === 'exchange') {
            exchange(...docs);
            continue;
          }
          const doc = docs[each.who] ?? docs[0];
          if (each.do === 'undo') undos[each.who]?.undo();
          else if (each.do === 'redo') undos[each.who]?.redo();
          else if (each.do === 'create')
            createPlan(doc, { id: each.planId, kind: 'campaign', ownerId: 'max' });
          else if (each.do === 'field') setField(doc, each.planId, 'title', each.value);
          else if (each.do === 'set') setSet(doc, each.planId, 'channels', each.values);
          else if (each.do === 'delete') deletePlan(doc, each.planId);
          else if (each.do === 'take back') takeBackPlan(doc, each.planId);
          else if (each.do === 'move')
            movePlan(doc, each.planId, (readPlan(doc, each.to)?.['rank'] ?? '') as string, null);
        }
        exchange(...docs);
        expect(readAllPlans(docs[0])).toEqual(expect.arrayContaining(readAllPlans(docs[1])));
        expect(readAllPlans(docs[0])).toHaveLength(readAllPlans(docs[1]).length);
        expect(readPlans(docs[0])).toEqual(readAllPlans(docs[0]).filter(({ gone }) => gone !== true));
        for (const { id } of readAllPlans(docs[0])) {
          const plan = planMap(docs[0], id);
          expect(plan?.get('brief')).toBeInstanceOf(Y.XmlFragment);
          for (const field of ['channels', 'regions', 'tags'])
            expect(plan?.get(field)).toBeInstanceOf(Y.Array);
          expect(plan?.get('rank')).toMatch(/^[A-Za-z][0-9A-Za-z]*$/);
        }
      }),
      RUNS,
    );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarOf } from '../../shared/domain/calendar';
import type { Material } from '../../shared/domain/plan';
import type { RecordEntry, Verdict } from '../../shared/domain/record';
import { PLAN_STATES, planStatus } from '../../shared/domain/status';
import { campaign, current, Log, PLAN, TODAY } from '../unit/domain/support';
import { anyJson } from './domain-arbitraries';

const VERSIONS: readonly Material[] = [
  campaign(),
  campaign({ title: 'B' }),
  campaign({ title: 'C', ownerId: 'vera' }),
];

type Step =
  | { readonly does: 'submit'; readonly version: number; readonly by: string; readonly approvals: number }
  | { readonly does: Verdict; readonly version: number; readonly by: string }
  | { readonly does: 'launched' | 'closed' | 'withdrawn' };

const version = fc.nat({ max: VERSIONS.length - 1 });
const member = fc.constantFrom('max', 'vera', 'kim');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('submit' as const),
      version,
      by: member,
      approvals: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('approve' as const), version, by: member }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('request-changes', 'decline', 'retract'),
      version,
      by: member,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('launched', 'closed', 'withdrawn') }) },
) as fc.Arbitrary<Step>;

function logOf(steps: readonly Step[]): Log {
  const log = new Log();
  for (const each of steps) {
    if (each.does === 'submit') {
      log.policy = { approvals: each.approvals, leadTimeDays: 0, promiseRequired: false };
      log.submit(materialAt(each.version), each.by);
    } else if ('version' in each) log.decide(each.does, materialAt(each.version), each.by);
    else log.end(each.does, materialAt(0));
  }
  return log;
}

function materialAt(index: number): Material {
  return VERSIONS[index] ?? {};
}

/** The rules once more, as questions to the whole list instead of a walk along it. */
function model(all: readonly Step[], now: number | null): { state: string; agreed: number | null } {
  const takenUp = all.findLastIndex(
    (each, at) => each.does === 'submit' && latestEndBefore(all, at) === 'withdrawn',
  );
  const steps = takenUp < 0 ? all : all.slice(takenUp);
  const submits = steps.flatMap((each, at) => (each.does === 'submit' ? [{ ...each, at }] : []));

  const standing = (index: number) => {
    const submit = submits[index];
    if (!submit) return false;
    const next = submits[index + 1]?.at ?? Infinity;
    const approvers = steps.flatMap((each, at) => {
      if (each.does !== 'approve' || at < submit.at || at > next || each.version !== submit.version)
        return [];
      if (each.by === submit.by || each.by === materialAt(submit.version)['ownerId']) return [];
      const ended = steps.slice(at + 1).some((later) => {
        if (!('by' in later) || later.by !== each.by) return false;
        return (
          ['decline', 'retract'].includes(later.does) ||
          (later.does === 'request-changes' && later.version === submit.version)
        );
      });
      return ended ? [] : [each.by];
    });
    return new Set(approvers).size >= submit.approvals;
  };
  const agreedAt = submits.findLastIndex((_, index) => standing(index));
  const agreed = submits[agreedAt]?.version ?? null;
  const found = (does: string) => steps.some((each) => each.does === does);
  const state = (() => {
    for (const end of ['withdrawn', 'closed', 'launched']) if (found(end)) return end;
    if (agreed !== null && (now === null || now === agreed)) return 'agreed';
    const last = submits[submits.length - 1];
    if (!last || agreedAt === submits.length - 1) return last ? 'changed-since-agreed' : 'draft';
    const earlier = submits.map((each) => each.version).filter((each) => each !== last.version);
    const words = new Map<string, string>();
    steps.slice(last.at + 1).forEach((each) => {
      if (!('by' in each) || each.does === 'submit' || earlier.includes(each.version)) return;
      const counts =
        each.version === last.version &&
        each.by !== last.by &&
        each.by !== materialAt(last.version)['ownerId'];
      if (each.does !== 'approve' || counts) words.set(each.by, each.does);
    });
    const said = [...words.values()];
    if (said.includes('decline')) return 'declined';
    return said.includes('request-changes') ? 'changes-requested' : 'in-review';
  })();
  return { state, agreed };
}

/** How the plan stood just before a step: withdrawn, if it was and has not been taken up again. */
function latestEndBefore(steps: readonly Step[], at: number): 'withdrawn' | null {
  const before = steps.slice(0, at);
  const withdrawn = before.findLastIndex((each) => each.does === 'withdrawn');
  return withdrawn >= 0 && !before.slice(withdrawn).some((each) => each.does === 'submit')
    ? 'withdrawn'
    : null;
}

it('[STATUS-1] … [STATUS-9] the status is that of the model', () => {
  const states = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.option(version), (steps, now) => {
      const status = logOf(steps).status(now === null ? null : materialAt(now));
      const expected = model(steps, now);
      states.add(status.state);
      expect({
        state: status.state,
        agreed: VERSIONS.findIndex((each) => each['title'] === status.agreement?.snapshot['title']),
      }).toEqual({
        ...expected,
        agreed: expected.agreed ?? -1,
      });
    }),
    { numRuns: 5000 },
  );
  expect([...states].sort()).toEqual([...PLAN_STATES].sort());
});

it('[STATUS-12] a status, and a calendar, can be made of any entries', () => {
  const broken = fc.record(
    {
      plan: fc.constantFrom(PLAN, 'other'),
      kind: fc.constantFrom('plan-submitted', 'decision', 'launched', 'withdrawn', 'closed', 'tomorrow'),
      by: fc.constantFrom('max', 'vera'),
      seq: fc.nat(),
      statement: fc.oneof(
        anyJson,
        fc.record(
          {
            digest: fc.oneof(fc.constant(current(materialAt(0)).digest), anyJson),
            verdict: fc.oneof(fc.constantFrom('approve', 'decline', 'retract', 'request-changes'), anyJson),
            nonce: anyJson,
            promise: anyJson,
            returnPromise: anyJson,
            note: anyJson,
          },
          { requiredKeys: [] },
        ),
      ),
      body: fc.oneof(
        anyJson,
        fc.record(
          {
            snapshot: anyJson,
            policy: fc.oneof(anyJson, fc.record({ approvals: fc.oneof(fc.integer(), anyJson) })),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: ['plan', 'kind', 'by', 'seq'] },
  );
  fc.assert(
    fc.property(fc.array(broken, { maxLength: 8 }), fc.option(version), (entries, now) => {
      const plan = now === null ? null : current(materialAt(now));
      const record = entries as unknown as RecordEntry[];
      const status = planStatus(PLAN, plan, record, TODAY);
      expect(PLAN_STATES).toContain(status.state);
      expect(status.agreement?.approvals).not.toEqual([]);
      calendarOf(new Map(plan ? [[PLAN, plan]] : []), record, 'all', TODAY);
    }),
    { numRuns: 2000 },
  );
});

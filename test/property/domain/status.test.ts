import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarOf } from '../../../shared/domain/calendar/calendar';
import type { Material } from '../../../shared/domain/plan';
import type { RecordEntry, Verdict } from '../../../shared/domain/record';
import { PLAN_STATES, planStatus } from '../../../shared/domain/status';
import { campaign, current, Log, PLAN, TODAY } from '../../unit/domain/support';
import { anyJson } from './arbitraries';

const VERSIONS: readonly Material[] = [
  campaign(),
  campaign({ title: 'B' }),
  campaign({ title: 'C', ownerId: 'vera' }),
];

type Step =
  | { readonly does: 'submit'; readonly version: number; readonly by: string; readonly approvals: number }
  | { readonly does: Verdict; readonly version: number; readonly by: string }
  | { readonly does: 'recalled'; readonly version: number }
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
  { weight: 2, arbitrary: fc.record({ does: fc.constant('recalled' as const), version }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('launched', 'closed', 'withdrawn') }) },
) as fc.Arbitrary<Step>;

function logOf(steps: readonly Step[]): Log {
  const log = new Log();
  for (const each of steps) {
    if (each.does === 'submit') {
      log.policy = { approvals: each.approvals, leadTimeDays: 0, promiseRequired: false };
      log.submit(materialAt(each.version), each.by);
    } else if (each.does === 'recalled') log.end('recalled', materialAt(each.version));
    else if ('version' in each) log.decide(each.does, materialAt(each.version), each.by);
    else log.end(each.does, materialAt(0));
  }
  return log;
}

function materialAt(index: number): Material {
  return VERSIONS[index] ?? {};
}

/** Submissions by their place in the list, those that nobody has taken back, and how the plan ended. */
interface Standing {
  readonly submits: readonly number[];
  readonly ended: string | null;
  /** How it stood before the last submission. */
  readonly former: Standing | null;
}

/** The rules once more, as questions to the whole list instead of a walk along it. */
function model(all: readonly Step[], now: number | null): { state: string; agreed: number | null } {
  const steps: Step[] = [];
  // What cannot be taken back stays: then the step is none.
  for (const each of all) if (each.does !== 'recalled' || isRecall(steps, each.version)) steps.push(each);
  const { submits, ended } = standingAt(steps);
  const agreedAt = submits.findLast((submit) => approversOf(steps, submit).size >= neededFor(steps, submit));
  const agreed = agreedAt === undefined ? null : versionAt(steps, agreedAt);
  const last = submits.at(-1);
  const state = (() => {
    if (ended) return ended;
    if (agreed !== null && (now === null || now === agreed)) return 'agreed';
    if (last === undefined || agreedAt === last) return last === undefined ? 'draft' : 'changed-since-agreed';
    const said = [...wordsAbout(steps, last).values()];
    if (said.includes('decline')) return 'declined';
    return said.includes('request-changes') ? 'changes-requested' : 'in-review';
  })();
  return { state, agreed };
}

function isRecall(steps: readonly Step[], version: number): boolean {
  const { submits, ended } = standingAt(steps);
  const last = submits.at(-1);
  if (last === undefined || versionAt(steps, last) !== version) return false;
  const isAgreed = (submit: number) => approversOf(steps, submit).size >= neededFor(steps, submit);
  return !isAgreed(last) && (ended === null || (ended === 'launched' && submits.some(isAgreed)));
}

/** How it stood before each step of a list, as far as it was asked. */
const stood = new WeakMap<readonly Step[], Standing[]>();

function standingAt(steps: readonly Step[], before = steps.length): Standing {
  const known = stood.get(steps) ?? [{ submits: [], ended: null, former: null }];
  stood.set(steps, known);
  for (let at = known.length - 1; at < before; at++) {
    const [now, each] = [known[at], steps[at]];
    if (now && each) known.push(afterStep(now, each, at));
  }
  return known[before] ?? { submits: [], ended: null, former: null };
}

/** A withdrawn plan begins anew when it is submitted, and is as it was when that is taken back. */
function afterStep(now: Standing, each: Step, at: number): Standing {
  const order = ['launched', 'closed', 'withdrawn'];
  const { submits, ended, former } = now;
  if (each.does === 'submit')
    return ended === 'withdrawn'
      ? { submits: [at], ended: null, former: now }
      : { submits: [...submits, at], ended, former: now };
  if (each.does === 'recalled' && former) return former.ended === 'withdrawn' ? former : { ...former, ended };
  return order.indexOf(each.does) > order.indexOf(ended ?? '') ? { ...now, ended: each.does } : now;
}

function versionAt(steps: readonly Step[], submit: number): number {
  const each = steps[submit];
  return each && 'version' in each ? each.version : -1;
}

function neededFor(steps: readonly Step[], submit: number): number {
  const each = steps[submit];
  return each && 'approvals' in each ? each.approvals : Infinity;
}

/** An approval counts for the last submission, of its version, and by four eyes. */
function isApproval(steps: readonly Step[], at: number): boolean {
  const [each, last] = [steps[at], standingAt(steps, at).submits.at(-1)];
  const submitted = last === undefined ? undefined : steps[last];
  if (each?.does !== 'approve' || submitted?.does !== 'submit') return false;
  const owner = materialAt(submitted.version)['ownerId'];
  return each.version === submitted.version && each.by !== submitted.by && each.by !== owner;
}

function approversOf(steps: readonly Step[], submit: number, before = steps.length): Set<string> {
  const approvers = new Set<string>();
  steps.slice(0, before).forEach((each, at) => {
    const { submits } = standingAt(steps, at);
    if (!('by' in each) || each.does === 'submit' || !submits.includes(submit)) return;
    if (submits.at(-1) === submit && isApproval(steps, at)) approvers.add(each.by);
    const isNamed = each.does !== 'approve' && each.version === versionAt(steps, submit);
    if (isNamed || each.does === 'retract') approvers.delete(each.by);
  });
  return approvers;
}

/** The last word of each about a submission, also what was said of it while a later one stood. */
function wordsAbout(steps: readonly Step[], submit: number): Map<string, string> {
  const words = new Map<string, string>();
  steps.forEach((each, at) => {
    const { submits } = standingAt(steps, at);
    if (!('by' in each) || each.does === 'submit' || !submits.includes(submit)) return;
    const isNamed = each.version === versionAt(steps, submit);
    const isKnown = submits.some((other) => versionAt(steps, other) === each.version);
    const takesBack = each.does === 'retract' && approversOf(steps, submit, at).has(each.by);
    const isWord =
      submits.at(-1) === submit
        ? each.does === 'approve'
          ? isApproval(steps, at)
          : isNamed || !isKnown
        : each.does !== 'approve' && (isNamed || takesBack);
    if (isWord) words.set(each.by, each.does);
  });
  return words;
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

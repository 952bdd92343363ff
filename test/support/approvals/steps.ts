import fc from 'fast-check';
import { CAST } from './world';

export const NAMES = CAST.map(([name]) => name);

const who = fc.constantFrom(...NAMES);
/** Most people most of the time do what they may. */
const mostly = (weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const plan = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });

const write = fc.record({
  does: fc.constant('write' as const),
  plan,
  gone: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  title: fc.constantFrom('A', 'A', 'B', ''),
  kind: fc.constantFrom('campaign' as const, 'campaign' as const, 'sales-activity' as const),
  owner: fc.constantFrom('max', 'max', 'mo', 'sam', 'sara'),
  start: fc.constantFrom('2027-02-01', '2027-02-01', '2027-03-01'),
  color: fc.constantFrom('red', 'blue'),
});
const state = fc.record({
  does: fc.constant('state' as const),
  plan,
  by: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('max', 'mo', 'sara', 'sara', 'sven') },
    { weight: 4, arbitrary: who },
  ),
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant('plan-submitted' as const) },
    { weight: 5, arbitrary: fc.constant('decision' as const) },
    { weight: 1, arbitrary: fc.constant('recalled' as const) },
    { weight: 3, arbitrary: fc.constantFrom('launched' as const, 'closed' as const, 'withdrawn' as const) },
  ),
  verdict: fc.oneof(
    { weight: 1, arbitrary: fc.constant('approve' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('request-changes' as const, 'decline' as const, 'retract' as const),
    },
  ),
  /** Said by somebody who may say it, if there is one: so that plans get as far as plans do. */
  fit: mostly(2),
  /** The next step of a plan on its way from draft to closed, whatever is said above. */
  onwards: fc.boolean(),
  /** 0: the version as it stands; else one that stood before. */
  version: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) }),
  /** How many entries before the last; beyond the first one: none of this record. */
  behind: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) }),
  /** For whom a decision is made: himself, the first whose deputy he is, or somebody at random. */
  behalf: fc.oneof(
    { weight: 3, arbitrary: fc.constant('himself' as const) },
    { weight: 3, arbitrary: fc.constant('absent' as const) },
    { weight: 1, arbitrary: fc.constantFrom('sara' as const, 'sven' as const, 'mia' as const) },
  ),
  again: mostly(12),
  promise: mostly(6),
  promiseOwner: fc.constantFrom('sara', 'sara', 'sam', 'sven'),
  ownDevice: mostly(40),
  ownSignature: mostly(40),
  here: mostly(40),
  route: mostly(40),
});
const change = fc.record({
  does: fc.constant('change' as const),
  who: fc.constantFrom(...NAMES.slice(1)),
  what: fc.constantFrom(
    { approver: true },
    { approver: false },
    { role: 'owner' },
    { role: 'member' },
    { role: 'guest' },
    { department: 'sales' },
    { department: 'marketing' },
  ),
});
const delegate = fc.record({
  does: fc.constant('delegate' as const),
  who: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('sara', 'sven', 'mia') },
    { weight: 1, arbitrary: who },
  ),
  to: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('sam', 'sara', 'sven') },
    { weight: 1, arbitrary: who },
  ),
  when: fc.oneof(
    { weight: 6, arbitrary: fc.constant('now' as const) },
    { weight: 1, arbitrary: fc.constantFrom('before' as const, 'later' as const, 'ended' as const) },
  ),
});
const allow = fc.record({ does: fc.constant('allow' as const), who: fc.constantFrom('sara', 'sven', 'mia') });
/** Removing takes everything from a member; his entries stay. */
const removal = fc.record({ does: fc.constant('remove' as const), who: fc.constantFrom(...NAMES.slice(1)) });
const rule = fc.record({
  does: fc.constant('rule' as const),
  approvals: fc.integer({ min: 1, max: 2 }),
  promiseRequired: fc.boolean(),
});
const archive = fc.record({ does: fc.constant('archive' as const), archived: mostly(1) });
export const step = fc.oneof(
  { weight: 5, arbitrary: write },
  { weight: 24, arbitrary: state },
  { weight: 2, arbitrary: change },
  { weight: 3, arbitrary: delegate },
  { weight: 2, arbitrary: allow },
  { weight: 1, arbitrary: removal },
  { weight: 1, arbitrary: rule },
  { weight: 1, arbitrary: archive },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
export type State = Extract<Step, { does: 'state' }>;

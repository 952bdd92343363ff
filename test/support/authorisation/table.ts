import { generate, publicKeyOf, sign } from '../../../shared/crypto/ed25519';
import { joinProofText } from '../../../shared/api/contract';
import { DEFAULT_POLICY } from '../../../shared/domain/record';
import { ROUTES, type RouteName } from '../../../shared/api/routes';
import { DAY_ROWS } from './day-rows';
import { EXCHANGE_ROWS } from './exchange-rows';
import { LEAST } from './least';
import type { Caller, State } from './terms';
import { delegatedBy, promiseOf, recoveryOf, restoringBy, stated, vouchedBy, type Given } from './world';
import type { TestMember } from '../clients/clients';

/**
 * Who may do what over HTTP, told a second time and independently of the host: every route and caller and state. The
 * rules are {@link expectedOf}; what they do not say stands in the rows. What is not listed here must not exist.
 */

/** Status, and of a problem its code and reason. */
export type Answer = string;

/** What is asked, good in everything but who asks. */
export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Row {
  /** Told apart from other rows of its route by this. */
  readonly about?: string;
  readonly ask?: (given: Given, signer: TestMember) => Asked;
  /** What those hear whom the rules let in. */
  readonly answer: Answer;
  /** Whether something is kept by it; then a full disk refuses it. */
  readonly writes?: true;
  /** What the policy says to some whom the route lets in. */
  readonly refuses?: Partial<Record<Caller, Answer | undefined>>;
  /** What everybody hears in that state whom neither the rules nor the policy refuse. */
  readonly inState?: Partial<Record<State, Answer>>;
}

const STRANGER = '401 not-signed-in';
const REFUSED: Partial<Record<Caller, Answer>> = {
  nobody: STRANGER,
  'made-up': STRANGER,
  foreign: STRANGER,
  removed: '403 not-allowed removed',
  'device-removed': '403 not-allowed device-removed',
};
const NEEDS_TLS = '403 not-allowed needs-tls';
const FULL = '503 read-only full';

/** What a caller must hear. */
export function expectedOf(route: RouteName, row: Row, caller: Caller, state: State): Answer {
  const [, path] = ROUTES[route];
  const least = LEAST[route];
  if (state === 'stopping') return '503 stopping stopping';
  const open = least === 'anyone' || least === 'operator';
  if (!open) {
    const refused = REFUSED[caller];
    if (refused !== undefined) return refused;
    if (least === 'owner' && caller !== 'owner') return '403 not-allowed not-owner';
    if (least === 'editor' && caller === 'guest') return '403 not-allowed guest';
    if (path.includes(':board') && caller === 'elsewhere') return '403 not-allowed';
  }
  // Whom the policy would refuse anyway is told first how he comes: it is no secret, and he can change it.
  if (state === 'unencrypted' && row.inState?.[state]) return row.inState[state];
  const otherwise = row.refuses?.[caller] ?? row.inState?.[state];
  if (otherwise !== undefined) return otherwise;
  return row.writes && state === 'read-only' ? FULL : row.answer;
}

const reads: Row = { answer: '200' };
const NOT_THERE = '404 not-found';
const NOT_OWNER = '403 not-allowed not-owner';
const WALK_IN = '403 not-allowed walk-in';
const NOT_APPROVER = '403 not-allowed not-approver';
const NO_APPROVERS = { member: NOT_APPROVER, owner: NOT_APPROVER };
const NOT_PLAN_OWNER = '403 not-allowed not-plan-owner';

const BOARD_ARCHIVED: Row['inState'] = { archived: '409 wrong-state board-archived' };

/** Something entered in one of the open rounds. */
function entering(
  kind: keyof Given['rounds'],
  body: unknown,
  answer: Answer = '204',
  refuses: Row['refuses'] = {},
): Row {
  return {
    about: kind,
    ask: ({ rounds }) => ({ params: { round: rounds[kind] }, body }),
    answer,
    writes: true,
    refuses,
    inState: BOARD_ARCHIVED,
  };
}

/** A statement about one of the plans; an archived board takes none. */
function statement(
  plan: string,
  draft: (given: Given) => Parameters<typeof stated>[3],
  refuses: Row['refuses'] = {},
): Row {
  return {
    ask: (given, by) => ({ params: { plan }, body: stated(given, by, plan, draft(given)) }),
    answer: '201',
    writes: true,
    refuses: { 'walk-in': WALK_IN, ...refuses },
    inState: { archived: '409 wrong-state board-archived', unencrypted: NEEDS_TLS },
  };
}

const NOT_FACILITATOR = '403 not-allowed not-facilitator';
const OVER = '409 wrong-state ended';

/** What whoever leads the open workshop does: the member. */
function led(about: string, ask: Row['ask'], answer: Answer, refuses: Row['refuses'] = {}): Row {
  return {
    about,
    ask: (given, by) => ({ params: { session: given.sessions.open }, ...ask?.(given, by) }),
    answer,
    writes: true,
    refuses: {
      guest: '403 not-allowed guest',
      'walk-in': WALK_IN,
      approver: NOT_FACILITATOR,
      owner: NOT_FACILITATOR,
      ...refuses,
    },
    inState: { archived: OVER },
  };
}

/** A command of the open workshop by the revision at which it lies there. */
function command(type: string, more: object = {}, refuses: Row['refuses'] = {}): Row {
  const ask: Row['ask'] = ({ rev }) => ({ body: { cmd: 'AAAAAAAAAAAA', type, after: rev, ...more } });
  return led(type, ask, '200', refuses);
}

/** The same where nothing is kept of it. */
function looked({ writes: _writes, ...row }: Row): Row {
  return row;
}

/** What everybody says of himself. */
function said(type: string): Row {
  return {
    about: type,
    ask: ({ sessions }) => ({ params: { session: sessions.open }, body: { cmd: 'AAAAAAAAAAAA', type } }),
    answer: '200',
    writes: true,
    inState: { archived: OVER },
  };
}

function joining({ invite }: Given): Asked {
  const key = generate();
  const body = { invite: invite.secret, deviceKey: key.publicKey };
  const proof = sign(key.secret, joinProofText(body));
  return { body: { ...body, name: 'Neu Hier', department: 'sales', proof } };
}

/** Every route; a route has as many rows as it has ways to be asked that somebody else may take. */
export const ROWS: Readonly<Record<RouteName, readonly Row[]>> = {
  health: [{ answer: '200', inState: { 'read-only': FULL } }],
  metrics: [
    { about: 'here', answer: '200', inState: { unencrypted: NOT_THERE } },
    { about: 'passed on', ask: () => ({ headers: { 'x-forwarded-for': '127.0.0.1' } }), answer: NOT_THERE },
  ],
  join: [{ ask: joining, answer: '201', writes: true }],
  inviteView: [{ ask: ({ invite }) => ({ body: { invite: invite.secret } }), answer: '200' }],
  me: [reads],
  rename: [{ ask: () => ({ body: { name: 'Neuer Name' } }), answer: '200', writes: true }],
  members: [reads],
  patchMember: [{ ask: () => ({ body: { approver: true } }), answer: '200', writes: true }],
  removeMember: [
    {
      answer: '204',
      writes: true,
      refuses: { 'walk-in': NOT_OWNER, elsewhere: NOT_OWNER, member: NOT_OWNER, approver: NOT_OWNER },
    },
    {
      about: 'a walk-in',
      ask: ({ people }) => ({ params: { member: people['walk-in'].id } }),
      answer: '204',
      writes: true,
      refuses: { 'walk-in': NOT_OWNER, elsewhere: NOT_OWNER, approver: NOT_OWNER },
    },
  ],
  setAbsence: [
    { ask: () => ({ body: { from: '2027-01-04', until: '2027-01-15' } }), answer: '204', writes: true },
  ],
  endAbsence: [{ answer: '204', writes: true }],
  nameDeputy: [
    {
      about: 'of an approver',
      ask: (given, by) => ({ body: delegatedBy(given, by) }),
      answer: '201',
      writes: true,
      refuses: { ...NO_APPROVERS, 'walk-in': NOT_APPROVER, elsewhere: NOT_APPROVER },
    },
    {
      about: "signed by somebody else's device",
      ask: (given) => ({ body: delegatedBy(given, given.people.target) }),
      answer: '403 unknown-device',
    },
  ],
  allowDeputy: [
    {
      about: 'of somebody who named one',
      ask: ({ people }) => ({ params: { member: people.approver.id } }),
      answer: '404 not-found',
    },
  ],
  invites: [reads],
  invite: [{ ask: () => ({ body: { role: 'owner' } }), answer: '201', writes: true }],
  revokeInvite: [{ answer: '204', writes: true }],
  devices: [reads],
  removeDevice: [
    {
      about: "somebody else's",
      answer: '204',
      writes: true,
      refuses: {
        guest: NOT_THERE,
        'walk-in': NOT_THERE,
        elsewhere: NOT_THERE,
        member: NOT_THERE,
        approver: NOT_THERE,
      },
    },
    {
      about: "one's own",
      ask: (_given, by) => ({ params: { device: by.deviceId } }),
      answer: '204',
      writes: true,
      refuses: { owner: '409 last-owner' },
    },
  ],
  deviceLink: [
    {
      about: "one's own",
      ask: (given, by) => ({ body: vouchedBy(given, by) }),
      answer: '201',
      writes: true,
      refuses: { 'walk-in': WALK_IN },
    },
    {
      about: "vouched for by somebody else's device",
      ask: (given) => ({ body: vouchedBy(given, given.people.target) }),
      answer: '403 unknown-device',
      refuses: { 'walk-in': WALK_IN },
    },
  ],
  makeRecovery: [
    {
      ask: (given, by) => {
        const deviceKey = generate().publicKey;
        return { body: { deviceKey, vouched: vouchedBy(given, by, deviceKey) } };
      },
      answer: '201',
      writes: true,
      refuses: { 'walk-in': WALK_IN },
    },
  ],
  recoveryView: [
    { ask: (given) => ({ body: { deviceKey: publicKeyOf(given.recovery.seed) } }), answer: '200' },
  ],
  // Where nothing vouches for the host; over TLS it answers (integration/http/tls).
  hostProof: [{ ask: () => ({ body: { nonce: 'AAAAAAAAAAAAAAAAAAAAAA' } }), answer: NEEDS_TLS }],
  recover: [{ ask: (given) => ({ body: recoveryOf(given) }), answer: '201', writes: true }],
  ticket: [
    {
      about: 'board',
      ask: ({ board, epoch }) => ({ body: { room: `board:${board}`, epoch } }),
      answer: '201',
      refuses: { elsewhere: '403 not-allowed' },
    },
    { about: 'workspace', ask: () => ({ body: { room: 'workspace' } }), answer: '201' },
    {
      about: 'old epoch',
      ask: ({ board }) => ({ body: { room: `board:${board}`, epoch: 'another' } }),
      answer: '409 old-epoch',
      refuses: { elsewhere: '403 not-allowed' },
    },
  ],
  workspaceRecord: [reads],
  verifyWorkspace: [reads],
  backup: [reads],
  copies: [reads],
  restore: [
    {
      about: 'look',
      ask: ({ backup }) => ({ query: 'dryRun=true', body: backup }),
      answer: '200',
    },
    {
      ask: (given, by) => ({ query: restoringBy(given, by), body: given.backup }),
      answer: '204',
      writes: true,
    },
    {
      about: "signed by somebody else's device",
      ask: (given) => ({ query: restoringBy(given, given.people.target), body: given.backup }),
      answer: '403 unknown-device',
    },
  ],
  waiting: [reads],
  inbox: [reads],
  patchInbox: [
    {
      about: "nobody's",
      ask: () => ({ params: { item: 'none' }, body: { state: 'seen' } }),
      answer: NOT_THERE,
    },
  ],
  time: [reads],
  sessions: [reads],
  planSession: [
    {
      ask: ({ people }) => ({ body: { title: 'Neu', facilitator: people.member.id, minutes: 60 } }),
      answer: '201',
      writes: true,
      refuses: { 'walk-in': WALK_IN },
      inState: { archived: OVER },
    },
    {
      about: 'led by a walk-in',
      ask: ({ people }) => ({ body: { title: 'Neu', facilitator: people['walk-in'].id, minutes: 60 } }),
      answer: '400 malformed',
      refuses: { 'walk-in': WALK_IN },
      inState: { archived: OVER },
    },
  ],
  session: [reads],
  changeSession: [
    {
      about: 'planned',
      ask: () => ({ body: { title: 'Anders' } }),
      answer: '200',
      writes: true,
      refuses: { 'walk-in': WALK_IN },
      inState: { archived: OVER },
    },
    led('open', () => ({ body: { title: 'Anders' } }), '200', { owner: undefined }),
  ],
  sessionCommand: [
    said('hand'),
    said('ready'),
    command('item', { item: 'a' }),
    command('focus', { view: 'plan', plan: 'drafted' }),
    command('gather'),
    command('timer', { do: 'start', ms: 60_000 }),
    command('park', { item: 'a' }),
    command('hold', { on: true }),
    command('take', {}, { owner: undefined }),
    {
      ...looked(command('start')),
      about: 'another one beside it',
      ask: ({ sessions }) => ({
        params: { session: sessions.planned },
        body: { cmd: 'AAAAAAAAAAAA', type: 'start', after: 1 },
      }),
      answer: '409 session-open',
      inState: { archived: OVER, 'read-only': FULL },
    },
    {
      ...looked(command('item')),
      about: 'after another revision',
      ask: ({ sessions }) => ({
        params: { session: sessions.open },
        body: { cmd: 'AAAAAAAAAAAA', type: 'item', item: 'a', after: 1 },
      }),
      answer: '409 moved',
    },
    {
      ...looked(command('handOver')),
      about: 'handing over to a walk-in',
      ask: ({ people, sessions, rev }) => ({
        params: { session: sessions.open },
        body: { cmd: 'AAAAAAAAAAAA', type: 'handOver', to: people['walk-in'].id, after: rev },
      }),
      answer: WALK_IN,
      inState: {},
    },
  ],
  sessionInvite: [led('a link', () => ({ body: {} }), '201')],
  closeSession: [led('as it is', ({ minutes }) => ({ body: { digest: minutes } }), '200')],
  agenda: [reads],
  minutesJson: [reads],
  minutesMd: [reads],
  boards: [reads],
  createBoard: [{ ask: () => ({ body: { title: 'Neu' } }), answer: '201', writes: true }],
  patchBoard: [
    { about: 'title', ask: () => ({ body: { title: 'Anders' } }), answer: '200', writes: true },
    {
      about: 'policy',
      ask: () => ({ body: { policy: { ...DEFAULT_POLICY, leadTimeDays: 9 } } }),
      answer: '200',
      writes: true,
      inState: { unencrypted: NEEDS_TLS },
    },
  ],
  plans: [reads],
  plan: [reads],
  look: [reads],
  looks: [reads],
  keepLook: [
    {
      ask: ({ digests }) => ({
        params: { plan: 'drafted' },
        body: { digest: digests['drafted'], seq: 1, comments: [] },
      }),
      answer: '204',
      writes: true,
    },
  ],
  bin: [reads],
  submit: [
    statement('drafted', () => ({ kind: 'plan-submitted' })),
    {
      about: "signed by somebody else's device",
      ask: (given) => ({
        params: { plan: 'drafted' },
        body: stated(given, given.people.target, 'drafted', { kind: 'plan-submitted' }),
      }),
      answer: '403 unknown-device',
    },
  ],
  recall: [statement('submitted', () => ({ kind: 'recalled' }), { approver: NOT_PLAN_OWNER })],
  decide: [
    statement(
      'submitted',
      (given) => ({ kind: 'decision', verdict: 'approve', promise: promiseOf(given) }),
      NO_APPROVERS,
    ),
  ],
  launch: [statement('agreed', () => ({ kind: 'launched' }), { approver: NOT_PLAN_OWNER })],
  close: [statement('launched', () => ({ kind: 'closed' }), { approver: NOT_PLAN_OWNER })],
  withdraw: [statement('submitted', () => ({ kind: 'withdrawn' }), { approver: NOT_PLAN_OWNER })],
  remind: [
    {
      ask: () => ({ params: { plan: 'submitted' } }),
      answer: '204',
      writes: true,
      refuses: { 'walk-in': WALK_IN, approver: NOT_PLAN_OWNER },
      inState: { archived: '409 wrong-state not-in-review' },
    },
  ],
  boardRecord: [reads],
  verifyBoard: [reads],
  rounds: [reads],
  openRound: [
    {
      ask: () => ({ body: { kind: 'pulse' } }),
      answer: '201',
      writes: true,
      refuses: { 'walk-in': WALK_IN },
      inState: BOARD_ARCHIVED,
    },
    {
      about: 'in a workshop that is none',
      ask: () => ({ body: { kind: 'pulse', session: 'none' } }),
      answer: NOT_THERE,
    },
  ],
  round: [
    { ask: ({ rounds }) => ({ params: { round: rounds.notes } }), answer: '200' },
    { about: 'none', ask: () => ({ params: { round: 'none' } }), answer: NOT_THERE },
  ],
  enterRound: [
    entering('notes', { texts: ['Messe'] }),
    entering('votes', { picks: ['drafted'] }),
    entering('estimate', { enquiries: 20 }, '204', {
      member: '403 not-allowed wrong-department',
      owner: '403 not-allowed wrong-department',
    }),
    entering('pulse', { grade: 2 }, '201', { 'walk-in': WALK_IN }),
    { about: 'none', ask: () => ({ params: { round: 'none' }, body: { grade: 2 } }), answer: NOT_THERE },
  ],
  closeRound: [
    {
      ask: ({ rounds }) => ({ params: { round: rounds.notes } }),
      answer: '200',
      writes: true,
      refuses: {
        'walk-in': '403 not-allowed not-round-opener',
        approver: '403 not-allowed not-round-opener',
      },
      inState: BOARD_ARCHIVED,
    },
  ],
  ...EXCHANGE_ROWS,
  ...DAY_ROWS,
};

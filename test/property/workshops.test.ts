import { deepStrictEqual as equal } from 'node:assert';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredMember } from '../../server/storage/storage';
import { minutesOf, type AgendaItem } from '../../shared/domain/session/minutes';
import {
  judgeCommand,
  saysNothing,
  sessionOf,
  viewOf,
  type SessionView,
} from '../../shared/domain/session/session';
import type { CommandBody, PersonCommand, StoredCommand } from '../../shared/domain/session/commands';
import { leftOf } from '../../shared/domain/session/timer';
import { bareHost, MEMBER, type BareHost } from '../support/host/host-room';
import { WorkshopModel, type Actor } from '../support/session/model';
import { campaign, Log, PROMISE } from '../unit/domain/support';

const PEOPLE = ['ida', 'jo', 'maren', 'tom', 'eva', 'max'] as const;
const person = fc.constantFrom(...PEOPLE);
const item = fc.constantFrom('a', 'b', 'c');

const command: fc.Arbitrary<PersonCommand> = fc.oneof(
  fc.record({ type: fc.constant('hand' as const), up: fc.boolean() }),
  fc.record({ type: fc.constant('ready' as const), on: fc.boolean() }),
  fc.record({
    type: fc.constantFrom('start' as const, 'gather' as const, 'take' as const, 'reopen' as const),
  }),
  fc.record({ type: fc.constantFrom('item' as const, 'park' as const), item }),
  fc.record(
    {
      type: fc.constant('focus' as const),
      view: fc.constantFrom('item', 'plan', 'wall'),
      plan: fc.constantFrom('p', 'q'),
    },
    { requiredKeys: ['type', 'view'] },
  ),
  fc.record({ type: fc.constant('hold' as const), on: fc.boolean() }),
  fc.record({ type: fc.constant('handOver' as const), to: person }),
  fc.record({ type: fc.constant('lower' as const), member: person }),
  fc.record({
    type: fc.constant('timer' as const),
    do: fc.constantFrom(
      'start' as const,
      'pause' as const,
      'resume' as const,
      'add' as const,
      'stop' as const,
    ),
    ms: fc.integer({ min: 1_000, max: 300_000 }),
  }),
);

/** Somebody commands something a while later; or somebody's rights change; or the workshop is closed. */
type Step =
  | { readonly by: string; readonly command: PersonCommand; readonly wait: number }
  | { readonly becomes: Partial<Actor>; readonly who: string }
  | 'close';
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      by: fc.oneof(person, fc.constant('ida' as const)),
      command,
      wait: fc.nat(90_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who: person,
      becomes: fc.constantFrom<Partial<Actor>>(
        { role: 'guest' },
        { role: 'member' },
        { role: 'owner' },
        { active: false },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant('close' as const) },
);

function cast(): Map<string, Actor> {
  const actor = (id: string, more: Partial<Actor> = {}): [string, Actor] => [
    id,
    { id, role: 'member', walkIn: false, active: true, ...more },
  ];
  return new Map([
    actor('ida'),
    actor('jo'),
    actor('maren', { role: 'owner' }),
    actor('tom', { role: 'guest' }),
    actor('eva', { walkIn: true }),
    actor('max'),
  ]);
}
const rightsOf = ({ id, role, walkIn, active }: Actor) => ({
  id,
  role,
  active,
  department: 'sales' as const,
  approver: false,
  ...(walkIn ? { walkIn } : {}),
});

describe('[SESSION-1] [SESSION-4] [SESSION-7] random commands by random people', () => {
  it('come to what a model says, and no timer ever shows more but by what was added', () => {
    expect(() =>
      fc.assert(
        fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
          const people = cast();
          const model = new WorkshopModel('ida', people);
          const plan = { type: 'plan', title: 'W', facilitator: 'ida', minutes: 60 } as const;
          const rows: StoredCommand[] = [{ rev: 1, cmd: 'plan', by: 'ida', at: 0, head: 0, command: plan }];
          let now = 1_000_000;
          const keep = (by: string, kept: StoredCommand['command']) =>
            rows.push({ rev: rows.length + 1, cmd: `c${rows.length}`, by, at: now, head: 0, command: kept });
          for (const each of [...begun, ...steps]) {
            const state = sessionOf(rows);
            if (!state) throw new Error('no workshop');
            if (each === 'close') {
              if (model.phase !== 'open') continue;
              model.close();
              keep('host', { type: 'close', digest: 'x' });
            } else if ('who' in each) Object.assign(people.get(each.who) ?? {}, each.becomes);
            else {
              const left = leftOf(state.timer, now);
              now += each.wait;
              const before = leftOf(state.timer, now);
              if (before !== null && left !== null && before > left)
                throw new Error('a timer rose by itself');
              const who = people.get(each.by);
              const to = each.command.type === 'handOver' ? people.get(each.command.to) : undefined;
              const objection = who
                ? judgeCommand(
                    state,
                    each.command,
                    rightsOf(who),
                    now,
                    to ? (to.active ? rightsOf(to) : null) : null,
                  )
                : null;
              const fate = model.do(each.by, each.command, now);
              equal(objection && (objection.to === 'person' ? objection.reason : 'wrong-state'), fate);
              if (!objection && !saysNothing(state, each.command, each.by)) keep(each.by, each.command);
            }
            const shown = viewOf({ id: 's', board: 'b' }, sessionOf(rows) ?? state, {
              present: [],
              round: null,
              now,
            });
            const expected = model.shown(now);
            equal(
              Object.fromEntries(Object.keys(expected).map((key) => [key, shown[key as keyof SessionView]])),
              expected,
            );
          }
        }),
        { numRuns: 1000 },
      ),
    ).not.toThrow();
  });
});

const begun: readonly Step[] = [{ by: 'ida', command: { type: 'start' }, wait: 0 }];

describe('[SESSION-31] minutes of a thousand random workshops', () => {
  const happening = fc.oneof(
    fc.record({ what: fc.constant('item' as const), id: item }),
    fc.record({ what: fc.constantFrom('submit' as const, 'approve' as const) }),
    fc.record({ what: fc.constant('touch' as const), id: fc.constantFrom('p', 'q') }),
    fc.record({ what: fc.constant('comment' as const), id: fc.constantFrom('t', 'u') }),
    fc.record({ what: fc.constantFrom('hand' as const, 'close' as const, 'reopen' as const) }),
  );
  it('hold every fact at its item, and none that was not', () => {
    const material = campaign();
    expect(() =>
      fc.assert(
        fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
          const log = new Log();
          const rows: StoredCommand[] = [];
          const touched: { rev: number; kind: 'plan' | 'thread'; id: string }[] = [];
          const keep = (kept: StoredCommand['command']) =>
            rows.push({
              rev: rows.length + 1,
              cmd: '',
              by: 'ida',
              at: rows.length,
              head: log.entries.length,
              command: kept,
            });
          // What happened, told at once by whoever saw it.
          const facts = new Set<string>();
          let at: string | null = null;
          let isOpen = true;
          let offered: { seq: number; dueOn: string } | null = null;
          const agreed: { seq: number; dueOn: string }[] = [];
          keep({ type: 'plan', title: 'W', facilitator: 'ida', minutes: 60 });
          keep({ type: 'start' });
          for (const each of happenings) {
            const rev = rows.length;
            if (each.what === 'submit' || each.what === 'approve') {
              const seq = log.entries.length + 1;
              if (each.what === 'submit') {
                const dueOn = `2027-01-${String((seq % 28) + 1).padStart(2, '0')}`;
                offered = { seq, dueOn };
                log.submit(material, 'max', { returnPromise: [{ what: 'other', text: '', dueOn }] });
              } else log.decide('approve', material, 'vera', { promise: PROMISE });
              if (isOpen) facts.add(`${at} decision ${seq}`);
              // The first approval of what was submitted last agrees it, with what was offered then.
              if (each.what === 'approve' && offered) {
                if (isOpen) facts.add(`${at} in return ${offered.dueOn} by ${seq}`);
                agreed.push({ seq, dueOn: offered.dueOn });
                offered = null;
              }
            } else if (!isOpen) {
              if (each.what === 'reopen') {
                keep({ type: 'reopen' });
                isOpen = true;
              }
            } else if (each.what === 'item') {
              keep({ type: 'item', item: each.id });
              at = each.id;
            } else if (each.what === 'touch' || each.what === 'comment') {
              touched.push({ rev, kind: each.what === 'touch' ? 'plan' : 'thread', id: each.id });
              facts.add(`${at} ${each.what} ${each.id}`);
            } else if (each.what === 'hand') keep({ type: 'hand', up: true });
            else if (each.what === 'close') {
              keep({ type: 'close', digest: 'x' });
              isOpen = false;
            }
          }
          // Each item is about a promise; which of them there is, is known in the end.
          const about = ['a', 'b', 'c'].map((id, index) => ({ id, kept: agreed[index] }));
          for (const { id, kept } of about)
            if (kept && rows.some(({ command: given }) => given.type === 'item' && given.item === id))
              facts.add(`${id} promised ${kept.dueOn} by ${kept.seq}`);
          const agenda: AgendaItem[] = about.map(({ id, kept }) => ({
            id,
            session: 's',
            kind: 'promise',
            ref: `${kept?.seq ?? 0}/0`,
            title: '',
            minutes: 0,
            rank: id,
            remarks: '',
          }));
          const made = {
            session: 's',
            board: 'b',
            commands: rows,
            entries: log.entries,
            agenda,
            removed: [],
            tasks: [],
            touched,
          };
          const minutes = minutesOf({ ...made, titles: new Map(), threads: new Map(), present: [] });
          const told = minutes.items.flatMap(({ item: id, plans, comments, decisions, promised }) => [
            ...plans.map((plan) => `${id} touch ${plan.id}`),
            ...comments.map(({ thread }) => `${id} comment ${thread}`),
            ...decisions.map(({ seq }) => `${id} decision ${seq}`),
            ...decisions.flatMap(({ seq, inReturn }) =>
              (inReturn?.promises ?? []).map(({ dueOn }) => `${id} in return ${dueOn} by ${seq}`),
            ),
            ...(promised ? [`${id} promised ${promised.promise.dueOn} by ${promised.seq}`] : []),
          ]);
          equal([...told].sort(), [...facts].sort());
          equal(new Set(minutes.items.map(({ item: id }) => id)).size, minutes.items.length);
        }),
        { numRuns: 1000 },
      ),
    ).not.toThrow();
  });
});

describe('[SESSION-2] [SESSION-12] a host that everybody commands at once', () => {
  let bare: BareHost;
  beforeAll(async () => {
    const members: StoredMember[] = [...cast().values()].map(({ id, role, walkIn }) => ({
      ...MEMBER,
      id,
      role,
      ...(walkIn ? { walkIn } : {}),
    }));
    bare = await bareHost(members);
  });
  afterAll(() => bare?.close());

  it('takes one command a revision, tells all of them in order, and shows one facilitator each', async () => {
    const volleys = fc.array(fc.array(fc.record({ by: person, command }), { minLength: 2, maxLength: 5 }), {
      maxLength: 8,
    });
    await expect(
      fc.assert(
        fc.asyncProperty(volleys, async (all) => {
          const { sessions } = bare.host;
          const board = (await bare.host.createBoard('B', 'maren')).id;
          const { id } = await sessions.plan(board, { title: 'W', facilitator: 'ida', minutes: 60 }, 'ida');
          const socket = await bare.connect('tom', `board:${board}`);
          const begin: CommandBody = { cmd: 'begin-it-now', type: 'start', after: 1 };
          await sessions.command(board, id, begin, 'ida');
          let sent = 0;
          for (const volley of all) {
            const before = (await bare.storage.sessionCommands(id)).length;
            const results = await Promise.allSettled(
              volley.map(({ by, command: given }) => {
                const isSaid = given.type === 'hand' || given.type === 'ready';
                const body = { cmd: `volley-${sent++}`, ...given, ...(isSaid ? {} : { after: before }) };
                return sessions.command(board, id, body as CommandBody, by);
              }),
            );
            const rows = await bare.storage.sessionCommands(id);
            const led = rows
              .slice(before)
              .filter(({ command: { type } }) => type !== 'hand' && type !== 'ready');
            if (led.length > 1) throw new Error('two commands counted with one revision');
            const taken = results.filter(({ status }) => status === 'fulfilled').length;
            if (rows.length - before > taken) throw new Error('more was kept than was answered');
          }
          const rows = await bare.storage.sessionCommands(id);
          equal(
            rows.map(({ rev }) => rev),
            rows.map((_row, index) => index + 1),
          );
          const told = socket.sessions as SessionView[];
          equal(
            told.map(({ rev }) => rev),
            rows.map(({ rev }) => rev),
          );
          for (const [index, view] of told.entries()) {
            const state = sessionOf(rows.slice(0, index + 1));
            equal(view, state && viewOf({ id, board }, state, { present: [], round: null, now: view.now }));
          }
          socket.seat?.leave();
          const { digest } = await sessions.minutes(board, id);
          const leader = await sessions.facilitatorOf(id);
          if (leader) await sessions.close(board, id, digest, leader);
        }),
        { numRuns: 40 },
      ),
    ).resolves.toBeUndefined();
  });
});

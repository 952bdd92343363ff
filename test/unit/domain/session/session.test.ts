import { describe, expect, it } from 'vitest';
import type { Rights } from '../../../../shared/domain/people';
import {
  judgeCommand,
  mayPlan,
  revOfSeat,
  saysNothing,
  sessionOf,
  stateAfter,
  successorOf,
  viewOf,
  type SessionState,
} from '../../../../shared/domain/session/session';
import {
  commandBody,
  type PersonCommand,
  type SessionCommand,
} from '../../../../shared/domain/session/commands';

const PLAN: SessionCommand = {
  type: 'plan',
  title: 'Workshop',
  facilitator: 'ida',
  minutes: 60,
  deputies: ['jo'],
};

function person(id: string, more: Partial<Rights> = {}): Rights {
  return { id, department: 'sales', role: 'member', approver: false, active: true, ...more };
}
const ida = person('ida');
const jo = person('jo');
const owner = person('maren', { role: 'owner' });
const guest = person('tom', { role: 'guest' });
const walkIn = person('eva', { walkIn: true });

type Given = readonly [by: string, command: SessionCommand, at?: number];
function commands(...given: Given[]) {
  const all: Given[] = [['ida', PLAN], ...given];
  return all.map(([by, command, at = 1_000], index) => ({
    rev: index + 1,
    cmd: `cmd-${index}`,
    by,
    at,
    head: 0,
    command,
  }));
}
function state(...given: Given[]): SessionState {
  const found = sessionOf(commands(...given));
  if (!found) throw new Error('there is no such workshop');
  return found;
}
const open = (...given: Given[]) => state(['ida', { type: 'start' }], ...given);
const hand = (by: string, up = true): Given => [by, { type: 'hand', up }];

describe('[SESSION-1] a workshop', () => {
  it('is nothing without a plan, and is planned once', () => {
    expect(sessionOf([])).toBeNull();
    expect(sessionOf(commands().slice(0, 0))).toBeNull();
    expect(state(['eva', { ...PLAN, title: 'Anders' } as SessionCommand])).toMatchObject({
      title: 'Workshop',
    });
  });

  it('counts revisions of what it does not understand, which changes nothing else', () => {
    const before = open();
    const [strange] = commands().map((each) => ({ ...each, rev: 9, command: { type: 'dance' } as never }));
    expect(strange && stateAfter(before, strange)).toEqual({ ...before, rev: 9 });
  });

  it('[SESSION-14] brings everybody back to the next item, gathers once, and takes up what was parked', () => {
    const looking = open(
      ['ida', { type: 'item', item: 'a' }],
      ['ida', { type: 'focus', view: 'plan', plan: 'p' }],
      ['ida', { type: 'gather' }],
      ['ida', { type: 'park', item: 'b' }],
    );
    expect(looking.focus).toEqual({ view: 'plan', plan: 'p', gather: 5 });
    expect(judgeCommand(looking, { type: 'gather' }, ida, 0)).toEqual({ to: 'state' });
    expect(looking.parked).toEqual(['b']);
    const next = stateAfter(looking, {
      ...commands()[0],
      rev: 7,
      by: 'ida',
      command: { type: 'item', item: 'b' },
    } as never);
    expect([next?.focus, next?.parked, next?.item]).toEqual([{ view: 'item', gather: 0 }, [], 'b']);
  });

  it('[SESSION-13] keeps hands in order, and marks until the next item', () => {
    const talking = open(hand('tom'), hand('jo'), hand('eva'), hand('tom', false), [
      'jo',
      { type: 'ready', on: true },
    ]);
    expect([talking.hands, talking.done]).toEqual([['jo', 'eva'], ['jo']]);
    expect(
      open(hand('tom'), ['jo', { type: 'ready', on: true }], ['ida', { type: 'item', item: 'x' }]),
    ).toMatchObject({
      hands: ['tom'],
      done: [],
    });
    expect(open(hand('tom'), ['ida', { type: 'lower', member: 'tom' }]).hands).toEqual([]);
  });

  it('holds the timer in a break', () => {
    const held = open(
      ['ida', { type: 'timer', do: 'start', ms: 5_000 }, 0],
      ['ida', { type: 'hold', on: true }, 2_000],
    );
    expect([held.held, held.timer]).toEqual([true, { state: 'paused', leftMs: 3_000 }]);
  });

  it('[SESSION-18] has people without a device, whom its facilitator adds and takes out, also afterwards', () => {
    const seat = (name: string): Given => ['ida', { type: 'seat', name }];
    const unseat: PersonCommand = { type: 'unseat', person: 'seat-3' };
    const two = open(seat('Petra'), seat('Ole'));
    expect(two.seated).toEqual([
      { id: 'seat-3', name: 'Petra' },
      { id: 'seat-4', name: 'Ole' },
    ]);
    expect(judgeCommand(two, unseat, guest, 0)).toEqual({ to: 'person', reason: 'guest' });
    expect(judgeCommand(two, unseat, jo, 0)).toEqual({ to: 'person', reason: 'not-facilitator' });
    expect(judgeCommand(two, { type: 'seat', name: 'Ute' }, walkIn, 0)).toMatchObject({ to: 'person' });
    const closed = open(seat('Petra'), ['ida', { type: 'close', digest: 'x' }]);
    expect(judgeCommand(closed, unseat, ida, 0)).toBeNull();
    expect(judgeCommand(closed, { type: 'seat', name: 'Ute' }, ida, 0)).toEqual({ to: 'state' });
    const gone = open(seat('Petra'), ['ida', unseat]);
    expect(gone.seated).toEqual([]);
    expect(judgeCommand(gone, unseat, ida, 0)).toEqual({ to: 'state' });
    expect([revOfSeat('seat-3'), revOfSeat('ida')]).toEqual([3, null]);
  });

  it('[SESSION-55] knows how far the record went when it came to its item, also to one of before', () => {
    const item = (name: string): SessionCommand => ({ type: 'item', item: name });
    const rows = commands(
      ['ida', { type: 'start' }],
      ['ida', item('one')],
      ['ida', { type: 'hold', on: true }],
      ['ida', item('two')],
      ['ida', item('one')],
    ).map((row) => ({ ...row, head: 10 * row.rev }));
    const since = rows.map((_, index) => sessionOf(rows.slice(0, index + 1))?.since);
    expect(since).toEqual([0, 20, 30, 30, 50, 60]);
  });

  it('[SESSION-12] is shown whole, with what its timer is by now', () => {
    const ran = open(['ida', { type: 'timer', do: 'start', ms: 5_000 }, 0]);
    expect(viewOf({ id: 's', board: 'b' }, ran, { present: ['jo'], round: null, now: 6_000 })).toEqual({
      id: 's',
      board: 'b',
      rev: 3,
      state: 'open',
      title: 'Workshop',
      minutes: 60,
      at: null,
      facilitator: 'ida',
      appointed: 'ida',
      deputies: ['jo'],
      item: null,
      since: 0,
      focus: { view: 'item', gather: 0 },
      timer: { state: 'ended', endsAt: 5_000 },
      held: false,
      hands: [],
      done: [],
      parked: [],
      seated: [],
      present: ['jo'],
      round: null,
      now: 6_000,
    });
  });
});

describe('[SESSION-4] who may', () => {
  const lead: PersonCommand[] = [
    { type: 'item', item: 'a' },
    { type: 'focus', view: 'wall' },
    { type: 'gather' },
    { type: 'timer', do: 'start', ms: 1_000 },
    { type: 'park', item: 'a' },
    { type: 'hold', on: true },
    { type: 'handOver', to: 'jo' },
    { type: 'lower', member: 'tom' },
  ];
  it('lead: the facilitator with the rights of that moment', () => {
    for (const command of lead) {
      expect(judgeCommand(open(), command, ida, 0, jo)).toBeNull();
      for (const other of [jo, owner])
        expect(judgeCommand(open(), command, other, 0, jo)).toEqual({
          to: 'person',
          reason: 'not-facilitator',
        });
      expect(judgeCommand(open(), command, guest, 0, jo)).toEqual({ to: 'person', reason: 'guest' });
      expect(judgeCommand(open(), command, walkIn, 0, jo)).toEqual({ to: 'person', reason: 'walk-in' });
      const demoted = { ...ida, role: 'guest' } as const;
      expect(judgeCommand(open(), command, demoted, 0, jo)).toEqual({ to: 'person', reason: 'guest' });
      expect(judgeCommand(open(), command, { ...ida, active: false }, 0)).toEqual({
        to: 'person',
        reason: 'removed',
      });
    }
  });

  it('take: who was to lead, and any owner', () => {
    const given = open(['ida', { type: 'handOver', to: 'jo' }]);
    expect([ida, owner, jo, guest].map((who) => judgeCommand(given, { type: 'take' }, who, 0))).toEqual([
      null,
      null,
      { to: 'person', reason: 'not-facilitator' },
      { to: 'person', reason: 'guest' },
    ]);
    expect(open(['ida', { type: 'handOver', to: 'jo' }], ['ida', { type: 'take' }]).facilitator).toBe('ida');
  });

  it('raise a hand: everybody, while it is open', () => {
    for (const who of [ida, jo, owner, guest, walkIn])
      expect(judgeCommand(open(), { type: 'hand', up: true }, who, 0)).toBeNull();
    expect(judgeCommand(state(), { type: 'hand', up: true }, guest, 0)).toEqual({ to: 'state' });
    expect(saysNothing(open(hand('tom')), { type: 'hand', up: true }, 'tom')).toBe(true);
    expect(saysNothing(open(hand('tom')), { type: 'hand', up: false }, 'tom')).toBe(false);
  });

  it('be handed it: nobody who could not lead', () => {
    const to = (whom: Rights | null) => judgeCommand(open(), { type: 'handOver', to: 'x' }, ida, 0, whom);
    expect([jo, guest, walkIn, null].map(to)).toEqual([
      null,
      { to: 'person', reason: 'guest' },
      { to: 'person', reason: 'walk-in' },
      { to: 'person', reason: 'removed' },
    ]);
  });

  it('[SESSION-6] plan: editors, and while it is open who leads it and owners', () => {
    expect([ida, jo, owner, guest, walkIn].map((who) => mayPlan(null, who))).toEqual([
      null,
      null,
      null,
      'guest',
      'walk-in',
    ]);
    expect([ida, jo, owner].map((who) => mayPlan(open(), who))).toEqual([null, 'not-facilitator', null]);
    expect(mayPlan(state(), jo)).toBeNull();
  });
});

describe('[SESSION-9] [SESSION-22] succession', () => {
  const at = (rights: Rights, since: number) => ({ rights, since });
  const rows: [string, { rights: Rights; since: number }[], string | null][] = [
    ['to a deputy, however late he came', [at(owner, 1), at(jo, 9)], 'jo'],
    ['else to an owner', [at(person('ay'), 1), at(owner, 9)], 'maren'],
    ['else to the editor who is there longest', [at(person('new'), 5), at(person('old'), 2)], 'old'],
    ['never to a guest or a walk-in', [at(guest, 1), at(walkIn, 1)], null],
    ['nor to a deputy who became a guest', [at({ ...jo, role: 'guest' }, 1)], null],
    ['nor to the one who is gone', [at(ida, 1)], null],
    ['to nobody while nobody is there', [], null],
  ];
  for (const [name, present, to] of rows)
    it(`goes ${name}`, () => expect(successorOf(open(), present)).toBe(to));
});

describe('[SESSION-2] a command as it comes', () => {
  const cmd = 'AAAAAAAAAAAA';
  it('names a revision, unless anybody may say it', () => {
    expect(commandBody.safeParse({ cmd, type: 'hand' }).data).toEqual({ cmd, type: 'hand', up: true });
    expect(commandBody.safeParse({ cmd, type: 'hand', after: 3 }).success).toBe(false);
    expect(commandBody.safeParse({ cmd, type: 'take' }).success).toBe(false);
    expect(commandBody.safeParse({ cmd, type: 'take', after: 3 }).success).toBe(true);
    expect(commandBody.safeParse({ cmd, type: 'timer', do: 'start', after: 3 }).success).toBe(false);
    expect(commandBody.safeParse({ cmd, type: 'succeed', to: 'x', after: 3 }).success).toBe(false);
    expect(commandBody.safeParse({ type: 'hand' }).success).toBe(false);
  });
});

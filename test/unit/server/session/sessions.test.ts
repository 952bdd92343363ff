import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addThread, createPlan, deletePlan, setField } from '../../../../shared/doc/commands';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { addAgendaItem, remarksOf } from '../../../../shared/doc/agenda';
import type { CommandBody } from '../../../../shared/domain/session/commands';
import { sessionView, type SessionView } from '../../../../shared/domain/session/session';
import { SYNC } from '../../../../shared/sync/protocol';
import { Host } from '../../../../server/host';
import { hasEnded } from '../../../../server/people/walk-ins';
import type { StoredMember } from '../../../../server/storage/storage';
import { bareHost, MEMBER, type BareHost, type TestSocket } from '../../../support/host/host-room';
import { keysInMemory } from '../../../../server/rounds/keys';
import type { openSqlite } from '../../../../server/storage/sqlite';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const person = (id: string, more: Partial<StoredMember> = {}): StoredMember => ({
  ...MEMBER,
  id,
  name: id,
  role: 'member',
  ...more,
});

let bare: BareHost;
let board: string;
let id: string;
let names = 0;

async function begin(walkInOf?: string): Promise<void> {
  const eva = walkInOf === undefined ? {} : { walkIn: true as const, session: walkInOf };
  bare = await bareHost([
    MEMBER,
    person('ida'),
    person('jo'),
    person('ay'),
    person('tom', { role: 'guest' }),
    person('eva', eva),
  ]);
  board = (await bare.host.createBoard('Wärmepumpe', MEMBER.id)).id;
  id = (
    await bare.host.sessions.plan(
      board,
      { title: 'Workshop', facilitator: 'ida', deputies: ['jo'], minutes: 60 },
      'ida',
    )
  ).id;
}
beforeEach(() => begin());
afterEach(() => bare.close());

/** Commands without what only their way to the host needs, by the revision as it is now. */
async function command(by: string, type: string, more: Record<string, unknown> = {}): Promise<number> {
  const isSaid = type === 'hand' || type === 'ready';
  const after = isSaid ? {} : { after: (await view()).rev };
  names += 1;
  const body = {
    cmd: `command-${names}`,
    type,
    ...(isSaid ? { up: true, on: true } : {}),
    ...after,
    ...more,
  };
  return bare.host.sessions.command(board, id, body as unknown as CommandBody, by);
}
const view = async (): Promise<SessionView> => {
  const [found] = (await bare.host.sessions.list(board)).filter((each) => each.id === id);
  if (!found) throw new Error('the workshop is not there');
  return found;
};
const commandsKept = () => bare.storage.sessionCommands(id);
const come = (member: string, room = `board:${board}`): Promise<TestSocket> => bare.connect(member, room);
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    bare.clock.time += Math.min(left, 5_000);
    await bare.host.tick();
  }
}
/** The same workspace under another host, as after a crash of the first, so much later. */
async function restarted(later: number): Promise<Host> {
  bare.clock.time += later;
  const { host } = bare;
  await host.drain();
  const again = await Host.open(bare.storage, host.workspace.ports);
  bare = { ...bare, host: again };
  return again;
}

describe('commands', () => {
  it('[SESSION-2] of two with one revision at once, one counts, and the other hears how it stands', async () => {
    await command('ida', 'start');
    for (let round = 0; round < 50; round++) {
      const { rev } = await view();
      const both = await Promise.allSettled(
        ['a', 'b'].map((item) =>
          bare.host.sessions.command(
            board,
            id,
            { cmd: `both-${round}-${item}`, type: 'item', item, after: rev },
            'ida',
          ),
        ),
      );
      const [taken, refused] = [
        both.filter(({ status }) => status === 'fulfilled'),
        both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[],
      ];
      expect([taken.length, refused.length]).toEqual([1, 1]);
      expect(refused[0]?.reason).toMatchObject({ code: 'moved', facts: { view: { rev: rev + 1 } } });
    }
    const revs = (await commandsKept()).map(({ rev }) => rev);
    expect(revs).toEqual(revs.map((_rev, index) => index + 1));
  });

  it('[SESSION-3] answers the same when asked again, and takes nobody his names', async () => {
    await command('ida', 'start');
    const body: CommandBody = { cmd: 'once-and-again', type: 'item', item: 'a', after: 2 };
    expect(await bare.host.sessions.command(board, id, body, 'ida')).toBe(3);
    await command('ida', 'item', { item: 'b' });
    expect(await bare.host.sessions.command(board, id, body, 'ida')).toBe(3);
    expect((await view()).item).toBe('b');
    const hand: CommandBody = { cmd: 'once-and-again', type: 'hand', up: true };
    expect(await bare.host.sessions.command(board, id, hand, 'tom')).toBe(5);
  });

  it('[SESSION-4] keeps nothing that changes nothing, and so much of one member', async () => {
    await command('ida', 'start');
    expect(await command('tom', 'hand')).toBe(3);
    expect(await command('tom', 'hand')).toBe(3);
    const often = async () => {
      for (let turn = 0; turn < 40; turn++) await command('tom', 'hand', { up: turn % 2 === 1 });
    };
    await expect(often()).rejects.toMatchObject({ code: 'too-many' });
    await command('ay', 'hand');
  });

  it('[SESSION-5] opens one workshop of a board', async () => {
    await command('ida', 'start');
    const plan = { title: 'Noch einer', facilitator: 'jo', minutes: 30 };
    const other = await bare.host.sessions.plan(board, plan, 'jo');
    const start: CommandBody = { cmd: 'start-it-too', type: 'start', after: 1 };
    await expect(bare.host.sessions.command(board, other.id, start, 'jo')).rejects.toMatchObject({
      code: 'session-open',
    });
    expect((await bare.host.sessions.view(board, other.id, person('jo'))).state).toBe('planned');
  });

  it('[SESSION-6] are led by an editor of the board, whom nobody replaces from outside while it is open', async () => {
    const { sessions } = bare.host;
    for (const facilitator of ['tom', 'nobody'])
      await expect(
        sessions.plan(board, { title: 'W', facilitator, minutes: 60 }, 'ida'),
      ).rejects.toMatchObject({
        code: 'malformed',
      });
    expect(
      (await sessions.change(board, id, { facilitator: 'ay', at: '2027-01-05T10:00:00Z' }, 'jo')).facilitator,
    ).toBe('ay');
    await command('ay', 'start');
    await expect(sessions.change(board, id, { facilitator: 'jo' }, 'ay')).rejects.toMatchObject({
      code: 'wrong-state',
    });
    expect((await sessions.change(board, id, { title: 'Anders', at: null }, 'ay')).at).toBeNull();
  });

  it('[SESSION-12] are told to everybody who may read the board, whole', async () => {
    const [desk, phone] = [await come('jo'), await come('tom', 'workspace')];
    expect([desk.sessions.length, phone.sessions.length]).toEqual([1, 1]);
    await command('ida', 'start');
    await command('tom', 'hand');
    for (const socket of [desk, phone])
      expect(socket.sessions.slice(1)).toEqual([
        expect.objectContaining({ rev: 2, state: 'open', hands: [] }),
        expect.objectContaining({ rev: 3, state: 'open', hands: ['tom'] }),
      ]);
  });
});

describe('[SESSION-17] the round of a workshop', () => {
  it('is told to all as it is opened and closed, and by no entry', async () => {
    const { host } = bare;
    await command('ida', 'start');
    const socket = await come('jo');
    const notes = { kind: 'notes', authors: 'shown', title: '', session: id } as const;
    const first = await host.rounds.open(bare.caller('ida'), board, notes);
    const second = await host.rounds.open(bare.caller('ida'), board, notes);
    const told = () =>
      socket.sessions.slice(1).map((value) => {
        const { rev, round } = sessionView.parse(value);
        return [rev, round];
      });
    expect(told()).toEqual([
      [2, first],
      [2, second],
    ]);
    await host.rounds.enter(bare.caller('jo'), board, first, { texts: ['a note'] });
    expect(told()).toHaveLength(2);
    await host.rounds.close(bare.caller('ida'), board, second);
    expect((await view()).round).toBe(first);
    await host.rounds.close(bare.caller('ida'), board, first);
    expect(told().slice(2)).toEqual([
      [2, first],
      [2, null],
    ]);
  });

  it('is known again after a restart, unless it is lost', async () => {
    await command('ida', 'start');
    const keys = keysInMemory();
    const { ports } = bare.host.workspace;
    bare = { ...bare, host: await Host.open(bare.storage, ports, keys) };
    const body = { kind: 'notes', authors: 'shown', title: '', session: id } as const;
    const round = await bare.host.rounds.open(bare.caller('ida'), board, body);
    for (const [known, told] of [
      [keys, round],
      [keysInMemory(), null],
    ] as const) {
      bare = { ...bare, host: await Host.open(bare.storage, ports, known) };
      await bare.host.rounds.sweep();
      expect((await view()).round).toBe(told);
    }
  });

  it('belongs to its workshop alone', async () => {
    const { host } = bare;
    await host.rounds.open(bare.caller('ida'), board, { kind: 'notes', authors: 'shown', title: '' });
    expect((await view()).round).toBeNull();
  });
});

describe('[SESSION-18] people without a device', () => {
  it('are in the minutes by name, until that is taken out, also of what lies on the disk', async () => {
    await command('ida', 'start');
    const rev = await command('ida', 'seat', { name: 'Petra Kern' });
    const { digest, ...minutes } = await bare.host.sessions.minutes(board, id);
    expect(minutes.seated).toEqual([`seat-${rev}`]);
    expect(JSON.stringify(minutes)).not.toContain('Petra');
    await bare.host.sessions.close(board, id, digest, 'ida');
    const names = () => bare.host.sessions.namesOfSeated(board, id);
    expect(await names()).toEqual({ [`seat-${rev}`]: 'Petra Kern' });

    await command('ida', 'unseat', { person: `seat-${rev}` });
    expect(await names()).toEqual({});
    expect(JSON.stringify(await commandsKept())).not.toContain('Petra');
    expect(await bare.host.sessions.minutes(board, id)).toEqual({ ...minutes, digest });
    await restarted(0);
    expect((await view()).seated).toEqual([]);
  });
});

describe('time', () => {
  it('[SESSION-9] passes a workshop on after a minute without the facilitator, and back by one command', async () => {
    const [here] = [await come('ida'), await come('ay'), await come('tom')];
    await command('ida', 'start');
    await pass(10_000);
    here.seat?.leave();
    await pass(55_000);
    expect((await view()).facilitator).toBe('ida');
    await pass(10_000);
    expect((await view()).facilitator).toBe('ay');
    await come('jo');
    await command('ida', 'take');
    expect((await view()).facilitator).toBe('ida');
    await pass(70_000);
    expect((await view()).facilitator).toBe('jo');
    const seat = await come('ida', 'workspace');
    await command('ida', 'take');
    await pass(5 * MINUTE);
    expect([(await view()).facilitator, seat.closed]).toEqual(['ida', null]);
  });

  it('[SESSION-10] closes what nobody ended after twelve hours, and lets another one begin', async () => {
    await command('ida', 'start');
    bare.clock.time += 12 * HOUR - MINUTE;
    await bare.host.tick();
    expect((await view()).state).toBe('open');
    await pass(MINUTE);
    expect((await view()).state).toBe('closed');
    await command('ida', 'reopen');
    expect((await view()).state).toBe('open');
  });

  it('[SESSION-8] has a timer stand after an outage, with no more than it had', async () => {
    await command('ida', 'start');
    await command('ida', 'timer', { do: 'start', ms: 10 * MINUTE });
    await pass(MINUTE);
    await restarted(5 * MINUTE);
    const { timer } = await view();
    expect(timer.state).toBe('paused');
    const left = timer.state === 'paused' ? timer.leftMs : 0;
    expect(left).toBeLessThanOrEqual(9 * MINUTE);
    expect(left).toBeGreaterThanOrEqual(9 * MINUTE - 15_000);
    await restarted(MINUTE);
    expect((await view()).timer).toEqual(timer);
  });

  it('[SESSION-8] tells of a timer every few seconds while it runs and once it has ended, then no more', async () => {
    await command('ida', 'start');
    const jo = await come('jo');
    await pass(5_000);
    await command('ida', 'timer', { do: 'start', ms: 12_000 });
    const heard = () => jo.sessions.map((each) => sessionView.parse(each).timer.state);
    const before = heard().length;
    await pass(10_000);
    expect(heard().slice(before)).toEqual(['running', 'running']);
    await pass(60_000);
    const after = heard().slice(before + 2);
    expect(after.at(-1)).toBe('ended');
    expect(after.length).toBeLessThan(5);
  });

  it('[SESSION-11] notes who came and left, and nobody who only dropped', async () => {
    await command('ida', 'start');
    const began = bare.clock.time;
    const jo = await come('jo');
    await come('tom', 'workspace');
    await pass(5_000);
    jo.seat?.leave();
    await pass(30_000);
    const back = await come('jo');
    await pass(30_000);
    expect(await bare.storage.attendance(id)).toEqual([
      { session: id, member: 'jo', what: 'came', at: began + 5_000 },
    ]);
    // A phone follows by asking for the workshop.
    await bare.host.sessions.view(board, id, person('tom'));
    back.seat?.leave();
    await pass(5_000);
    const left = bare.clock.time;
    await pass(70_000);
    expect((await bare.storage.attendance(id)).slice(1)).toEqual([
      expect.objectContaining({ member: 'tom', what: 'came' }),
      { session: id, member: 'jo', what: 'left', at: left },
    ]);
    // And whoever says something there takes part, too.
    await come('ay', 'workspace');
    await command('ay', 'hand');
    await pass(5_000);
    expect((await bare.storage.attendance(id)).slice(3)).toEqual([
      expect.objectContaining({ member: 'ay', what: 'came' }),
    ]);
  });

  it('[SESSION-54] tells who takes part, with a phone too, by no new revision', async () => {
    await command('ida', 'start');
    const jo = await come('jo');
    const tom = await come('tom', 'workspace');
    const shown = () => jo.sessions.slice(1).map((each) => sessionView.parse(each));
    await pass(5_000);
    await bare.host.sessions.view(board, id, person('tom'));
    await pass(10_000);
    tom.seat?.leave();
    await pass(10_000);
    expect(shown().map(({ rev, present }) => [rev, present])).toEqual([
      [2, ['jo']],
      [2, ['jo', 'tom']],
      [2, ['jo']],
    ]);
    await command('ida', 'hold', { on: true });
    expect((await view()).present).toEqual(['jo']);
  });

  it('[SESSION-13] [SESSION-15] keeps hands, marks and the board through a restart', async () => {
    await command('ida', 'start');
    await command('tom', 'hand');
    await command('ay', 'ready');
    const before = await view();
    const host = await restarted(MINUTE);
    expect(await view()).toEqual({ ...before, now: bare.clock.time });
    const room = await host.room(board);
    await pass(10 * MINUTE);
    expect(await host.room(board)).toBe(room);
    expect(room.idleSince).toBeNull();
  });
});

describe('[SESSION-32] what is touched', () => {
  const docs: Y.Doc[] = [];
  /** Edits as a member's window does. */
  async function edit(socket: TestSocket, change: (doc: Y.Doc) => void, doc = openBoardDoc(new Y.Doc())) {
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array) => updates.push(update);
    doc.on('update', keep);
    change(doc);
    doc.off('update', keep);
    for (const update of updates) socket.sendSync(SYNC.update, update);
    await bare.settled(`board:${board}`);
    docs.push(doc);
    return doc;
  }

  it('is kept with the edit, by the revision at which it came, and only meanwhile', async () => {
    const socket = await come('ida');
    const plan = { kind: 'campaign', ownerId: 'ida' } as const;
    const doc = await edit(socket, (d) => {
      for (const each of ['before', 'a', 'b']) createPlan(d, { id: each, ...plan });
    });
    expect(await bare.storage.touched(id)).toEqual([]);
    await command('ida', 'start');
    await edit(socket, (d) => setField(d, 'a', 'goal', 'Mehr'), doc);
    await command('ida', 'item', { item: 'x' });
    await edit(
      socket,
      (d) => addThread(d, { id: 't', plan: 'b' }, { id: 'c', text: 'Wann?', at: '2027-01-04', mentions: [] }),
      doc,
    );
    await edit(socket, (d) => deletePlan(d, 'b'), doc);
    const touched = (await bare.storage.touched(id)).map(({ rev, kind, id: what }) => [rev, kind, what]);
    expect(touched).toEqual([
      [2, 'plan', 'a'],
      [3, 'plan', 'b'],
      [3, 'thread', 't'],
    ]);
    expect(socket.settled?.refused).toEqual([]);
  });

  it('[SESSION-23] of others, a walk-in takes nothing', async () => {
    await bare.close();
    await begin();
    const [ida] = [await come('ida')];
    await command('ida', 'start');
    await bare.storage.write({ members: [person('eva', { walkIn: true, session: id })] });
    const eva = await come('eva');
    const theirs = await edit(ida, (d) => {
      createPlan(d, { id: 'hers', kind: 'campaign', ownerId: 'ida', fields: { goal: 'Ziel' } });
      addAgendaItem(d, { id: 'item', session: id, kind: 'topic', title: 'Thema', minutes: 5 });
      remarksOf(d, 'item')?.insert(0, 'Bisher');
    });
    const mine = () => {
      const doc = openBoardDoc(new Y.Doc());
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
      return doc;
    };
    const refusedOf = async (change: (doc: Y.Doc) => void, doc = mine()) => {
      const before = eva.settled?.settled ?? 0;
      await edit(eva, change, doc);
      return (eva.settled?.refused ?? [])
        .filter(({ message }) => message > before)
        .map(({ reason }) => reason);
    };
    for (const taking of [
      (d: Y.Doc) => deletePlan(d, 'hers'),
      (d: Y.Doc) => setField(d, 'hers', 'goal', 'Anders'),
      (d: Y.Doc) => setField(d, 'hers', 'goal', null),
      (d: Y.Doc) => remarksOf(d, 'item')?.delete(0, 3),
      (d: Y.Doc) => (d.getMap('plans').get('hers') as Y.Map<unknown>).set('gone', true),
    ])
      expect(await refusedOf(taking)).toEqual(['forbidden-content']);
    const own = mine();
    for (const adding of [
      (d: Y.Doc) => remarksOf(d, 'item')?.insert(6, ' und neu'),
      (d: Y.Doc) => createPlan(d, { id: 'own', kind: 'campaign', ownerId: 'eva', fields: { goal: 'Meins' } }),
      (d: Y.Doc) => setField(d, 'own', 'goal', 'Doch anders'),
      (d: Y.Doc) => deletePlan(d, 'own'),
      (d: Y.Doc) => setField(d, 'hers', 'message', 'Dazu'),
    ])
      expect(await refusedOf(adding, own)).toEqual([]);
  });
});

describe('[SESSION-21] a walk-in', () => {
  it('is in while his workshop is open, and no longer than twelve hours', async () => {
    const eva = person('eva', { walkIn: true, session: id });
    await bare.storage.write({ members: [eva] });
    const ended = () => hasEnded(bare.storage, id, bare.clock.time);
    expect(await ended()).toBe(true);
    expect((await come('eva')).closed).toBe(4403);
    await command('ida', 'start');
    const socket = await come('eva', 'workspace');
    expect([await ended(), socket.closed]).toEqual([false, null]);
    bare.clock.time += 12 * HOUR;
    await bare.host.tick();
    expect([await ended(), socket.closed]).toEqual([true, 4403]);
    await command('ida', 'reopen');
    expect(await ended()).toBe(true);
    // Whom an owner invited, or keeps, may come all the same.
    expect([(await come('jo')).closed, (await come('eva')).closed]).toEqual([null, 4403]);
  });
});

it('[SESSION-16] after a restore, is what the backup has', async () => {
  await command('ida', 'start');
  const storage = bare.storage as ReturnType<typeof openSqlite>;
  const copy = `${bare.directory}/copy.db`;
  await storage.copyTo(copy, '2027-01-04T00:00:00Z');
  await command('ida', 'item', { item: 'later' });
  await bare.host.restore(async () => {
    await storage.replaceBy({ file: copy, workspaceRecord: 'goes-on', batch: {} });
    return bare.host.workspace.facts;
  });
  expect(await view()).toMatchObject({ rev: 2, item: null, state: 'open' });
  expect((await bare.host.room(board)).idleSince).toBeNull();
});

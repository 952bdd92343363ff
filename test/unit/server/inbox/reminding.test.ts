import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Reminding, type ReminderGiven } from '../../../../server/inbox/reminding';
import type { InReview } from '../../../../server/inbox/waiting';
import { bareHost, type BareHost } from '../../../support/host/host-room';
import { campaign, CAST, Log } from '../../domain/support';

const A = campaign();
const { max, vera, olaf } = CAST;
let world: BareHost;
let given: ReminderGiven[];
let inReview: InReview[];

beforeEach(async () => {
  world = await bareHost([max, vera, olaf].map((each) => ({ ...each, name: each.id, boards: null })));
  given = [];
  const log = new Log().submit(A, 'max', { decideBy: '2027-03-29' });
  inReview = [{ board: 'board-1', plan: 'plan-1', status: log.status(A), archived: false }];
});
afterEach(() => world.close());

/** The host, as it is when it starts. */
function started(): Reminding {
  const clock = {
    now: () => world.clock.time,
    zone: 'Europe/Berlin',
  };
  const { workspace } = world.host;
  return new Reminding({
    workspace: { ...workspace, ports: { ...workspace.ports, clock } },
    inReview: async () => inReview,
    items: async () => ({}),
    given: (reminder) => given.push(reminder),
  });
}
const at = (instant: string) => (world.clock.time = Date.parse(instant));
const steps = () => given.map(({ step }) => step);

describe('[REMIND-1] [REMIND-3] the reminders of a deadline', () => {
  it('come with their days in the time zone, also over the change to summer time', async () => {
    const reminding = started();
    at('2027-03-26T22:59:59.000Z');
    await reminding.tick();
    expect(steps()).toEqual([]);
    at('2027-03-26T23:00:00.000Z');
    await reminding.tick();
    expect(steps()).toEqual(['two-days-before']);
    at('2027-03-28T21:59:59.000Z');
    await reminding.tick();
    expect(steps()).toEqual(['two-days-before']);
    at('2027-03-28T22:00:00.000Z');
    await reminding.tick();
    at('2027-03-29T22:00:00.000Z');
    await reminding.tick();
    expect(steps()).toEqual(['two-days-before', 'due-today', 'overdue']);
    expect(given.map(({ to }) => to)).toEqual([['vera'], ['vera'], ['vera', 'olaf']]);
  });

  it('come with their days also over the end of summer time', async () => {
    const status = new Log().submit(A, 'max', { decideBy: '2027-11-01' }).status(A);
    inReview = [{ board: 'board-1', plan: 'plan-1', status, archived: false }];
    const reminding = started();
    at('2027-10-29T22:00:00.000Z');
    await reminding.tick();
    at('2027-10-31T22:59:59.999Z');
    await reminding.tick();
    expect(steps()).toEqual(['two-days-before']);
    at('2027-10-31T23:00:00.000Z');
    await reminding.tick();
    expect(steps()).toEqual(['two-days-before', 'due-today']);
  });

  it('are none of what was submitted before there were deadlines, by hand they are', async () => {
    inReview = [{ board: 'board-1', plan: 'plan-1', status: new Log().submit(A).status(A), archived: false }];
    const reminding = started();
    at('2027-03-29T08:00:00.000Z');
    await reminding.tick();
    expect(steps()).toEqual([]);
    await reminding.byHand(world.caller('max'), 'board-1', 'plan-1');
    expect(given).toMatchObject([{ step: 'by-hand', to: ['vera'], due: null }]);
  });

  it('are given once, whatever starts anew and however the clock is set', async () => {
    at('2027-03-29T08:00:00.000Z');
    await started().tick();
    await started().tick();
    at('2027-03-27T08:00:00.000Z');
    await started().tick();
    at('2027-03-29T09:00:00.000Z');
    await started().tick();
    expect(steps()).toEqual(['due-today']);
  });

  it('are the last one only after a host has slept, and one that could not be noted comes later', async () => {
    const reminding = started();
    at('2027-03-31T08:00:00.000Z');
    vi.spyOn(world.storage, 'write').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(started().tick()).rejects.toThrow('the disk is full');
    expect(steps()).toEqual([]);
    await reminding.tick();
    expect(steps()).toEqual(['overdue']);
  });
});

describe('[REMIND-2] a reminder by hand', () => {
  it('is given once a day, though two ask at once, and not to who gives it', async () => {
    const reminding = started();
    const caller = world.caller('max');
    at('2027-03-20T08:00:00.000Z');
    const both = await Promise.allSettled([
      reminding.byHand(caller, 'board-1', 'plan-1'),
      reminding.byHand(caller, 'board-1', 'plan-1'),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    at('2027-03-21T08:00:00.000Z');
    await reminding.byHand(caller, 'board-1', 'plan-1');
    expect(given).toMatchObject([
      { step: 'by-hand', by: 'max', to: ['vera'] },
      { step: 'by-hand', by: 'max', to: ['vera'] },
    ]);
    const submission = inReview[0]?.status.submission?.hash;
    expect(await started().remindedToday()).toEqual(new Map([['board-1', [submission]]]));
    at('2027-03-22T08:00:00.000Z');
    expect(await reminding.remindedToday()).toEqual(new Map());
    at('2027-03-21T09:00:00.000Z');
    inReview = [];
    expect(await reminding.remindedToday()).toEqual(new Map());
    await expect(reminding.byHand(caller, 'board-1', 'plan-1')).rejects.toMatchObject({
      code: 'wrong-state',
    });
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Acknowledged, rulesHold, sameAsHost } from '../support/clients/board-rules';
import { BoardWorld, type Device } from '../support/clients/board-world';
import { pick } from '../support/dice';
import { HANGS_MS } from '../support/hangs';

const SEEDS = Number(process.env['HANDSCHLAG_SEEDS'] ?? 60);
const COMMANDS = Number(process.env['HANDSCHLAG_COMMANDS'] ?? 100);
/** With 500 × 200 asked for, this takes its minutes. */
const PATIENCE_MS = 5 * HANGS_MS + SEEDS * COMMANDS * 20;

const KINDS = [
  'create',
  'create',
  'create',
  'field',
  'field',
  'type',
  'set',
  'move',
  'delete',
  'thread',
  'comment',
  'uncomment',
  'resolve',
  'undo',
  'redo',
  'submit',
  'submit',
  'approve',
  'approve',
  'restore',
  'calm',
  'calm',
  'up',
  'up',
  'up',
  'down',
  'down',
  'down',
  'cut',
  'crash',
  'wait',
] as const;

/** What one device does or what befalls it; `a` and `b` choose among what is there at that moment. */
interface Command {
  readonly kind: (typeof KINDS)[number];
  readonly device: number;
  readonly a: number;
  readonly b: number;
}
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom(...KINDS),
  device: fc.nat(2),
  a: fc.nat(20),
  b: fc.nat(20),
});
const commands = fc.array(command, { minLength: Math.ceil(COMMANDS / 2), maxLength: COMMANDS, size: 'max' });

const CHANNELS = ['Messe', 'Post', 'Radio', 'Web'];

describe('two and three devices on one board', () => {
  let world: BoardWorld;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    world = await BoardWorld.open();
  });
  afterAll(async () => {
    await world.close();
    vi.useRealTimers();
  });

  it(
    '[CLIENT-1] [CLIENT-2] [CLIENT-3] converge and keep the rules through delay, loss, reconnects and crashes',
    async () => {
      const played = fc.assert(
        fc.asyncProperty(commands, (list) => play(world, list)),
        { numRuns: SEEDS },
      );
      await expect(played).resolves.toBeUndefined();
    },
    PATIENCE_MS,
  );

  it('[CLIENT-11] found: a window that went away amid an answer raises no alarm in the next one', async () => {
    const on = (device: number, kind: Command['kind']): Command => ({ kind, device, a: 0, b: 0 });
    const list = [on(0, 'create'), on(0, 'calm'), on(0, 'submit'), on(0, 'crash'), on(0, 'create')];
    await expect(play(world, list)).resolves.toBeUndefined();
  });

  it('[GATE-34] found: what was typed key by key without the host is taken when it is back', async () => {
    const on = (device: number, kind: Command['kind'], b = 0): Command => ({ kind, device, a: 0, b });
    const list = [
      on(0, 'create'),
      on(0, 'calm'),
      on(0, 'cut'),
      on(0, 'type', 3),
      on(0, 'calm'),
      on(0, 'type', 3),
    ];
    await expect(play(world, list)).resolves.toBeUndefined();
  });

  it('[CLIENT-8] found: undone while another moved it, a plan that is brought back has a rank', async () => {
    const on = (device: number, kind: Command['kind'], b = 0): Command => ({ kind, device, a: 0, b });
    const meanwhile = [on(1, 'undo'), on(0, 'create', 6), on(0, 'move', 1)];
    const list = [on(1, 'create'), on(0, 'calm'), ...meanwhile, on(0, 'calm'), on(1, 'redo')];
    await expect(play(world, list)).resolves.toBeUndefined();
  });
});

describe('a world of memory wires', () => {
  it('[CLIENT-11] found: shows an entry in the turn that brought it, however busy the machine is', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const world = await BoardWorld.open();
    const { boardId, devices } = await world.board();
    for (let round = 0; round < 5; round++) await deliverAll(devices);
    await world.host.patchBoard(boardId, { archived: true }, 'host', true);
    for (const device of devices) device.wire.down(1000);
    await turns(1);
    const { record } = await world.host.room(boardId);
    for (const { board } of devices) expect(board.store.getState().entries).toEqual(record.entries);
    await Promise.all(devices.map((device) => device.board.close()));
    await world.close();
    vi.useRealTimers();
  });
});

async function play(world: BoardWorld, list: readonly Command[]): Promise<void> {
  const { boardId, devices } = await world.board();
  const promised = new Acknowledged();
  const statements = new Statements();
  const room = await world.host.room(boardId);
  const host = room.document.doc;
  try {
    for (const each of list) {
      const device = devices[each.device];
      if (each.kind === 'calm') await deliverAll(devices);
      else if (each.kind === 'submit' || each.kind === 'approve') statements.make(devices, each);
      else if (device) {
        if (each.kind === 'crash') statements.crashed(device);
        await perform(device, each, promised);
      }
      await turns(1);
      devices.forEach((one) => promised.look(one, host));
    }
    await quieten(devices, () => {
      const read = devices.every(
        (one) => one.board.store.getState().entries.length === room.record.entries.length,
      );
      return read && statements.answered;
    });
    for (const device of devices) sameAsHost(device, host);
    rulesHold(host, devices);
    expect(promised.lost(host)).toEqual([]);
  } finally {
    await Promise.all(devices.map((device) => device.board.close()));
  }
}

async function perform(device: Device, { kind, a, b }: Command, promised: Acknowledged): Promise<void> {
  const { actions, store } = device.board;
  const { order, threads, gone, deletedAgreed } = store.getState();
  const deleted = [...gone.map(({ row }) => row), ...deletedAgreed];
  const planId = pick(order, a);
  const thread = pick([...threads.values()].flat(), a);
  switch (kind) {
    case 'create':
      return promised.made(device, actions.createPlan(newPlan(a, b)));
    case 'wait':
      return void (await vi.advanceTimersByTimeAsync(a * 200));
    case 'up':
      return device.wire.up(1 + a);
    case 'down':
      return device.wire.down(1 + a);
    case 'cut':
      return device.wire.cut();
    case 'crash':
      promised.crashed(device);
      return device.crash();
    case 'undo':
    case 'redo':
      promised.anythingMayGo();
      return void actions[kind]();
    case 'restore':
      return actions.restorePlan(pick(deleted, a)?.id ?? '');
    case 'comment':
      return void (thread && actions.addComment(thread.id, { text: `c${b}`, mentions: [] }));
    case 'uncomment':
      return void (thread && actions.deleteComment(thread.id, pick(thread.comments, b)?.id ?? ''));
    case 'resolve':
      return thread && (b % 2 === 0 ? actions.resolve(thread.id, null) : actions.reopen(thread.id));
    default:
  }
  if (!planId) return;
  switch (kind) {
    case 'field':
      return actions.setField(
        planId,
        pick(['goal', 'audience', 'budgetMinor'] as const, b) ?? 'goal',
        a % 5 === 0 ? null : a,
      );
    case 'type':
      for (let keys = 1; keys <= 2 + (b % 4); keys++) actions.setField(planId, 'goal', 'ty'.repeat(keys));
      return;
    case 'set':
      return actions.setSet(
        planId,
        'channels',
        CHANNELS.filter((_channel, at) => (b >> at) % 2 === 1),
      );
    case 'move':
      return actions.movePlan(planId, ...neighbours(order, planId, b));
    case 'delete':
      promised.mayGo(planId);
      return actions.deletePlan(planId);
    case 'thread':
      return void actions.addThread({ plan: planId }, { text: `t${b}`, mentions: [] });
    default:
  }
}

/** Submissions and approvals; their answers come when messages move, and what they led to is looked at in the end. */
class Statements {
  readonly #open = new Map<Device, Set<object>>();

  get answered(): boolean {
    return [...this.#open.values()].every((waiting) => waiting.size === 0);
  }

  /** Nobody is left there to hear an answer. */
  crashed(device: Device): void {
    this.#open.delete(device);
  }

  make(devices: readonly Device[], { kind, device, a }: Command): void {
    // Only Ben may approve what the others submit.
    const by = devices[kind === 'approve' ? 1 : device];
    const { order, plans } = by?.board.store.getState() ?? { order: [], plans: new Map() };
    const waiting = order.filter((planId) => plans.get(planId)?.waitsForMe);
    const plan = pick(kind === 'approve' ? waiting : order, a);
    const digest = plans.get(plan ?? '')?.digest;
    if (!by || plan === undefined || digest === undefined) return;
    const promise = { ownerId: by.memberId, days: 2, callShare: 1, capacityPerWeek: 5 };
    const unanswered = this.#open.get(by) ?? new Set();
    const one = {};
    this.#open.set(by, unanswered.add(one));
    void by.board.actions
      .makeStatement(
        kind === 'submit'
          ? { kind: 'plan-submitted', plan, digest }
          : { kind: 'decision', plan, verdict: 'approve', digest, promise },
      )
      .finally(() => unanswered.delete(one));
  }
}

/** Lets everything arrive, again and again, until everybody is connected and has said and read all there is. */
async function quieten(devices: readonly Device[], done: () => boolean): Promise<void> {
  for (let round = 0; round < 500; round++) {
    await deliverAll(devices);
    const saved = devices.every((device) => device.board.store.getState().saved.state === 'saved');
    if (saved && done() && devices.every((device) => device.wire.quiet)) return;
  }
  throw new Error(
    `never quiet: ${JSON.stringify(devices.map((device) => device.board.store.getState().saved))}`,
  );
}

async function deliverAll(devices: readonly Device[]): Promise<void> {
  await vi.advanceTimersByTimeAsync(1000);
  for (let round = 0; round < 3; round++) {
    for (const device of devices) {
      await device.wire.up(1000);
      await turns(2);
      device.wire.down(1000);
    }
    await turns(2);
  }
}

function newPlan(a: number, b: number) {
  return {
    kind: a % 3 === 0 ? ('sales-activity' as const) : ('campaign' as const),
    fields: { title: `Plan ${b}`, start: '2027-01-01', end: '2027-02-01', currency: 'EUR' },
    sets: { channels: [CHANNELS[b % 4] ?? ''] },
  };
}

function neighbours(order: readonly string[], planId: string, to: number): [string | null, string | null] {
  const others = order.filter((each) => each !== planId);
  const at = to % (others.length + 1);
  return [others[at - 1] ?? null, others[at] ?? null];
}

/** Lets the host's queue and the clients' promises go on. */
async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
}

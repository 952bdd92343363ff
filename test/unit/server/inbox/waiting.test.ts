import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rights } from '../../../../shared/domain/people';
import { digestOf } from '../../../../shared/domain/plan';
import { DEFAULT_POLICY, type RecordEntry } from '../../../../shared/domain/record';
import { NOTHING_SEEN } from '../../../../shared/domain/verify/chain';
import { Roster } from '../../../../shared/domain/verify/roster';
import { Waiting, type WaitingPorts } from '../../../../server/inbox/waiting';
import type { StoredBoard, StoredMember } from '../../../../server/storage/storage';
import { bareHost, MEMBER } from '../../../support/host/host-room';
import { BOARD, campaign, PLAN, Records } from '../../../support/host/records';

const OTHER = 'board-2';
const board = (id: string, createdAt: string): StoredBoard => ({
  id,
  title: id,
  policy: DEFAULT_POLICY,
  settings: { pulse: true },
  archived: false,
  createdAt,
});

/** The index over one board of {@link Records}, and another one that is made of it. */
class World {
  readonly records = Records.founded().join('sina', 'member', 'sales', true);
  boards = [board(BOARD, '2026-11-01')];
  /** Boards whose record was read, each time. */
  read: string[] = [];
  /** What stands on the board while it is in use; null: nobody uses it. */
  standing: Map<string, string> | null = null;
  /** Whom the host told, each time. */
  readonly told: string[][] = [];
  /** Boards that somebody may read, if not all. */
  readonly invited = new Map<string, string[]>();
  /** Tells what of the board watches its plans that this one was touched. */
  touched: (planId: string) => void = () => undefined;

  /** What lies in the storage of plans that do not stand as submitted. */
  readonly movedOn = new Map<string, number>();
  readonly #ports: WaitingPorts = {
    storage: {
      movedOn: async (id) => (id === BOARD ? this.movedOn : new Map()),
      boards: async () => this.boards,
      entries: async (id) => {
        this.read.push(id);
        return [...this.entriesOf(id)];
      },
    },
    keep: (_board, plan, seq) => {
      if (seq === null) this.movedOn.delete(plan);
      else this.movedOn.set(plan, seq);
    },
    ifOpen: (id, work) => {
      const open = this.room(id);
      if (open) work(open);
    },
    rightsOf: (member) => this.rights(member),
    changed: (concerns) => {
      const told = this.members.filter(concerns).map(({ id }) => id);
      if (told.length > 0) this.told.push(told);
    },
  };
  waiting = new Waiting(this.#ports);

  /** The host starts anew, and nobody uses the board yet. */
  restart(): void {
    this.standing = null;
    this.waiting = new Waiting(this.#ports);
  }

  entriesOf(id: string): readonly RecordEntry[] {
    return id === BOARD ? this.records.board : [];
  }

  get members(): StoredMember[] {
    return ['max', 'vera', 'kim', 'gero', 'sina'].map((id) => ({
      ...(this.rights(id) as Rights),
      name: id,
      boards: this.invited.get(id) ?? null,
    }));
  }

  rights(member: string): Rights | null {
    const roster = new Roster();
    for (const entry of this.records.workspace) roster.take(entry);
    return roster.rightsAt(member, this.records.workspace.length);
  }

  room(id: string) {
    const known = this.boards.find((each) => each.id === id);
    return this.standing && known ? this.#inUse(known) : null;
  }

  #inUse(known: StoredBoard) {
    return {
      board: known,
      record: { entries: this.entriesOf(known.id) },
      document: {
        standsAs: (planId: string, digest: string) => this.standing?.get(planId) === digest,
        holds: (planId: string) => this.standing?.has(planId) ?? false,
        onBin: () => undefined,
        tasks: () => [],
        onTasks: () => undefined,
        watch: (plans: ReadonlyMap<string, unknown>, touched: (planIds: readonly string[]) => void) => {
          this.touched = (planId) => plans.has(planId) && touched([planId]);
        },
      },
    };
  }

  /** Somebody opens the board, on which the plan stands as given. */
  use(digest: string | null): void {
    this.standing = new Map(digest === null ? [] : [[PLAN, digest]]);
    const open = this.room(BOARD);
    if (open) this.waiting.opened(open);
  }

  edit(digest: string | null): void {
    this.standing = new Map(digest === null ? [] : [[PLAN, digest]]);
    this.touched(PLAN);
  }

  /** Something is appended to the board's record, and the host hears of it. */
  append(work: (records: Records) => void): void {
    const before = this.records.board.length;
    work(this.records);
    this.waiting.grew(BOARD, this.records.board.slice(before));
  }

  async plansOf(id: string): Promise<string[]> {
    const member = this.members.find((each) => each.id === id);
    return member ? (await this.waiting.of(member)).map(({ plan }) => plan) : [];
  }
}

let world: World;
beforeEach(() => (world = new World()));

const SUBMITTED = digestOf(campaign());
const CHANGED = digestOf(campaign({ title: 'Sommer' }));

describe('[WAIT-10] changes that were asked for', () => {
  it('wait for the owner and the submitter until the plan is submitted again', async () => {
    world.use(SUBMITTED);
    world.append((records) => records.submit());
    expect(await world.plansOf('max')).toEqual([]);
    world.told.length = 0;
    world.append((records) => records.decide('request-changes'));
    expect(world.told.flat()).toContain('max');
    const max = world.members.find(({ id }) => id === 'max');
    expect(max && (await world.waiting.of(max))).toMatchObject([
      { plan: PLAN, why: 'changes-requested', by: 'vera', start: campaign()['start'] },
    ]);
    expect(await world.plansOf('vera')).toEqual([]);
    world.edit(CHANGED);
    expect(await world.plansOf('max')).toEqual([PLAN]);
    world.append((records) => records.submit(campaign({ title: 'Sommer' })));
    expect(await world.plansOf('max')).toEqual([]);
  });

  it('[INBOX-2] are told of each who asked, until he says otherwise, and wait as one plan', async () => {
    world.use(SUBMITTED);
    world.append((records) =>
      records.submit().decide('request-changes', campaign(), 'vera', { note: 'Zu früh' }),
    );
    const max = world.members.find(({ id }) => id === 'max') as StoredMember;
    const asked = async () =>
      (await world.waiting.causesFor(max)).map(({ cause, view }) => ({
        cause,
        said: `${view.by} ${view.note}`,
      }));
    const [first] = await asked();
    world.told.length = 0;
    world.append((records) => records.decide('request-changes', campaign(), 'sina', { note: 'Zu teuer' }));
    expect(world.told.flat()).toContain('max');
    const both = await asked();
    expect(both.map(({ said }) => said)).toEqual(['vera Zu früh', 'sina Zu teuer']);
    expect(both[0]).toEqual(first);
    expect(await world.waiting.of(max)).toMatchObject([{ plan: PLAN, by: 'sina', note: 'Zu teuer' }]);
    world.append((records) =>
      records.decide('request-changes', campaign(), 'vera', { note: 'Viel zu früh' }),
    );
    expect((await asked()).map(({ said }) => said)).toEqual(['sina Zu teuer', 'vera Viel zu früh']);
    world.told.length = 0;
    world.append((records) => records.decide('retract', campaign(), 'sina'));
    expect(world.told.flat()).toContain('max');
    expect((await asked()).map(({ said }) => said)).toEqual(['vera Viel zu früh']);
  });

  it('wait no longer in a plan that was deleted', async () => {
    world.append((records) => records.submit().decide('request-changes'));
    expect(await world.plansOf('max')).toEqual([PLAN]);
    world.use(null);
    expect(await world.plansOf('max')).toEqual([]);
  });
});

it('[WAIT-11] says who submitted a plan, and what of it people decide by', async () => {
  const plan = campaign({ budgetMinor: 4_850_000, currency: 'EUR' });
  world.use(digestOf(plan));
  world.append((records) => records.submit(plan, 'max', { decideBy: '2026-12-04' }));
  const vera = world.members.find(({ id }) => id === 'vera');
  const { start, end } = plan;
  expect(vera && (await world.waiting.of(vera))).toMatchObject([
    { why: 'decision', by: 'max', start, end, budgetMinor: 4_850_000, currency: 'EUR', due: '2026-12-04' },
  ]);
});

describe('what waits', () => {
  it('[WAIT-1] waits for those whose approval would count, as it was submitted, until they have decided', async () => {
    expect(await world.plansOf('vera')).toEqual([]);
    world.use(SUBMITTED);
    world.append((records) => records.submit());
    const [vera] = world.members.filter(({ id }) => id === 'vera');
    const submission = world.records.board.at(-1);
    const { start, end } = campaign();
    expect(await world.waiting.of(vera as StoredMember)).toEqual([
      {
        board: BOARD,
        plan: PLAN,
        title: 'Frühjahr',
        since: submission?.at,
        why: 'decision',
        by: 'max',
        start,
        end,
      },
    ]);
    for (const nobody of ['max', 'kim', 'gero']) expect(await world.plansOf(nobody)).toEqual([]);
    world.append((records) => records.decide('approve', campaign(), 'vera'));
    for (const anybody of ['vera', 'sina']) expect(await world.plansOf(anybody)).toEqual([]);
  });

  it('[WAIT-1] waits for whoever has not yet spoken, where several approvals are needed', async () => {
    world.records
      .setPolicy({ ...DEFAULT_POLICY, approvals: 2 })
      .submit()
      .decide('approve');
    expect([await world.plansOf('vera'), await world.plansOf('sina')]).toEqual([[], [PLAN]]);
  });

  it('[WAIT-1] waits for nobody once it is declined, sent back or withdrawn', async () => {
    for (const end of [
      (records: Records) => records.decide('decline'),
      (records: Records) => records.decide('request-changes'),
      (records: Records) => records.end('withdrawn'),
    ]) {
      const each = new World();
      end(each.records.submit());
      expect(await each.plansOf('sina')).toEqual([]);
    }
  });

  it('[WAIT-1] waits for nobody whose own it is, or of the side that submitted it', async () => {
    world.records.submit(campaign({ ownerId: 'vera' }), 'max');
    expect([await world.plansOf('vera'), await world.plansOf('sina')]).toEqual([[], [PLAN]]);
    const same = new World();
    same.records.submit(campaign(), 'sina');
    expect([await same.plansOf('vera'), await same.plansOf('sina')]).toEqual([[], []]);
  });

  it('[WAIT-2] is told of boards that one may read and that are not in the archive, the newest first', async () => {
    world.boards = [board(OTHER, '2026-10-01'), board(BOARD, '2026-11-01'), board('newer', '2026-12-01')];
    world.entriesOf = () => world.records.board;
    world.records.submit();
    const vera = world.members.find(({ id }) => id === 'vera') as StoredMember;
    const boardsOf = async (member: StoredMember) =>
      (await world.waiting.of(member)).map((each) => each.board);
    expect(await boardsOf(vera)).toEqual(['newer', BOARD, OTHER]);
    expect(await boardsOf({ ...vera, boards: [OTHER] })).toEqual([OTHER]);
    world.use(SUBMITTED);
    world.append((records) => records.byHost(BOARD, 'archived', { by: 'max' }));
    expect(await boardsOf(vera)).toEqual(['newer', OTHER]);
    world.append((records) => records.byHost(BOARD, 'unarchived', { by: 'max' }));
    expect(await boardsOf(vera)).toEqual(['newer', BOARD, OTHER]);
  });

  it('[WAIT-3] does not wait while the board says otherwise, nor after it was closed so', async () => {
    world.records.submit();
    expect(await world.plansOf('vera')).toEqual([PLAN]);
    world.use(CHANGED);
    expect(await world.plansOf('vera')).toEqual([]);
    world.edit(SUBMITTED);
    expect(await world.plansOf('vera')).toEqual([PLAN]);
    world.edit(null);
    world.standing = null;
    expect(await world.plansOf('vera')).toEqual([]);
  });

  it('[WAIT-3] does not wait after a restart either, until it stands as submitted or is submitted again', async () => {
    world.use(SUBMITTED);
    await world.plansOf('vera');
    world.append((records) => records.submit());
    world.edit(CHANGED);
    world.restart();
    expect(await world.plansOf('vera')).toEqual([]);
    world.use(SUBMITTED);
    expect(await world.plansOf('vera')).toEqual([PLAN]);
    world.restart();
    expect(await world.plansOf('vera')).toEqual([PLAN]);
    world.use(CHANGED);
    world.append((records) => records.submit(campaign({ title: 'Sommer' })));
    world.restart();
    expect(await world.plansOf('vera')).toEqual([PLAN]);
    expect([...world.movedOn]).toEqual([]);
  });

  it('[WAIT-3] of a board in use from before the first question is told as it stands', async () => {
    world.records.submit();
    world.use(CHANGED);
    await world.plansOf('vera');
    expect(await world.plansOf('vera')).toEqual([]);
  });
});

describe('those are told', () => {
  beforeEach(async () => {
    world.use(SUBMITTED);
    await world.plansOf('vera');
  });

  it('[WAIT-4] [SYNC-14] whose answer a statement changed', () => {
    world.append((records) => records.setPolicy({ ...DEFAULT_POLICY, approvals: 2 }));
    expect(world.told).toEqual([]);
    world.append((records) => records.submit());
    world.append((records) => records.decide('approve'));
    world.append((records) => records.decide('approve', campaign(), 'sina'));
    expect(world.told).toEqual([['vera', 'sina'], ['vera'], ['sina']]);
  });

  it('[WAIT-4] whose answer another submission of the same plan changed', () => {
    world.append((records) => records.submit());
    const again = campaign({ title: 'Sommer' });
    world.edit(CHANGED);
    world.append((records) => records.submit(again));
    expect(world.told).toEqual(Array(3).fill(['vera', 'sina']));
  });

  it('[WAIT-4] whose answer an edit changed, and by no further one', () => {
    world.append((records) => records.submit());
    world.told.length = 0;
    for (const digest of [CHANGED, digestOf(campaign({ title: 'Herbst' })), null, SUBMITTED])
      world.edit(digest);
    expect(world.told).toEqual([
      ['vera', 'sina'],
      ['vera', 'sina'],
    ]);
  });

  it('[WAIT-4] whose answer the archive changed, if they may read the board', () => {
    world.invited.set('sina', [OTHER]);
    world.append((records) => records.submit());
    world.append((records) => records.byHost(BOARD, 'archived', { by: 'max' }));
    world.append((records) => records.byHost(BOARD, 'unarchived', { by: 'max' }));
    expect(world.told).toEqual([['vera'], ['vera'], ['vera']]);
  });

  it('[WAIT-4] whose rights changed so that it matters', async () => {
    world.append((records) => records.submit());
    world.told.length = 0;
    const change = (member: string, approver: boolean) => {
      const before = world.rights(member);
      world.records.rights(member, 'member', member === 'kim' ? 'marketing' : 'sales', approver);
      world.waiting.rightsChanged(member, before);
    };
    change('kim', true);
    expect(world.told).toEqual([]);
    change('vera', false);
    expect(world.told).toEqual([['vera']]);
    expect(await world.plansOf('vera')).toEqual([]);
  });
});

describe('the records', () => {
  it('[WAIT-5] are read once, however often and by whomever it is asked', async () => {
    world.boards = [board(OTHER, '2026-10-01'), board(BOARD, '2026-11-01')];
    world.records.submit();
    await Promise.all(['vera', 'sina', 'vera'].map((id) => world.plansOf(id)));
    world.use(SUBMITTED);
    world.append((records) => records.decide('approve'));
    await world.plansOf('vera');
    expect(world.read).toEqual([OTHER, BOARD]);
  });

  it('[WAIT-5] are all that a host reads: no board is opened', async () => {
    const host = await bareHost();
    const entries = world.records.submit().board;
    await host.storage.write({
      boards: [board(BOARD, '2026-11-01')],
      append: [{ board: BOARD, after: NOTHING_SEEN, entries }],
    });
    const [documents, records] = [vi.spyOn(host.storage, 'document'), vi.spyOn(host.storage, 'entries')];
    await host.host.waiting.of(MEMBER);
    expect(records.mock.calls).toEqual([[BOARD, 0]]);
    expect(documents).not.toHaveBeenCalled();
    await host.close();
  });

  it('[WAIT-5] are read again as far as they grew meanwhile', async () => {
    world.boards = [board(OTHER, '2026-10-01'), board(BOARD, '2026-11-01')];
    const asked = world.plansOf('vera');
    world.append((records) => records.submit());
    expect(await asked).toEqual([PLAN]);
  });

  it('[WAIT-6] are read afresh after a restore, also by whoever was just being answered', async () => {
    world.records.submit();
    const asked = world.plansOf('vera');
    world.records.board.pop();
    world.waiting.forget();
    expect(await asked).toEqual([]);
    world.records.submit();
    world.waiting.forget();
    expect(await world.plansOf('vera')).toEqual([PLAN]);
  });
});

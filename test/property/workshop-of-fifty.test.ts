import { deepStrictEqual as equal } from 'node:assert';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { addAgendaItem, readAgenda } from '../../shared/doc/agenda';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { addTask, readTasks } from '../../shared/doc/tasks';
import type { CommandBody } from '../../shared/domain/session/commands';
import { sessionOf, sessionView, type SessionView } from '../../shared/domain/session/session';
import { SYNC } from '../../shared/sync/protocol';
import type { StoredMember } from '../../server/storage/storage';
import { Dice, pick } from '../support/dice';
import { HANGS_MS } from '../support/hangs';
import { bareHost, MEMBER, type BareHost, type TestSocket } from '../support/host/host-room';

const MINUTE = 60_000;
const TICK = 5_000;
const ITEMS = ['one', 'two', 'three', 'four'];
/** `npm test` holds a few; `npm run soak` many more. */
const WORKSHOPS = Number(process.env['HANDSCHLAG_WORKSHOPS'] ?? 1);
const VOLLEYS = Number(process.env['HANDSCHLAG_VOLLEYS'] ?? 500);
const SEED = Number(process.env['HANDSCHLAG_WORKSHOPS_SEED'] ?? 20270301);

/** A long form takes longer to hang. */
const limitOf = (amount: number, each: number) => ({ timeout: 5 * HANGS_MS + amount * each });

const person = (id: string, more: Partial<StoredMember> = {}): StoredMember => ({
  ...MEMBER,
  id,
  name: id,
  role: 'member',
  department: 'sales',
  ...more,
});
const CAST = [
  MEMBER,
  person('ida'),
  person('jo'),
  ...Array.from({ length: 47 }, (_each, at) => person(`p${at}`, at % 8 === 7 ? { role: 'guest' } : {})),
];

/** Somebody at a desk: a connection, and the document as it was heard there. */
class Desk {
  readonly doc = openBoardDoc(new Y.Doc());
  socket: TestSocket | null = null;
  /** What was heard by connections that ended. */
  readonly before: SessionView[] = [];
  #heard = 0;

  constructor(
    readonly id: string,
    readonly role: StoredMember['role'],
  ) {}

  get views(): SessionView[] {
    return [...this.before, ...(this.socket?.sessions ?? []).map((view) => sessionView.parse(view))];
  }

  async come(bare: BareHost, room: string): Promise<void> {
    this.socket = await bare.connect(this.id, room);
    this.#heard = 0;
    this.socket.sendSync(SYNC.step1, Y.encodeStateVector(this.doc));
  }

  leave(): void {
    this.hear();
    this.before.splice(0, Infinity, ...this.views);
    this.socket?.seat?.leave();
    this.socket = null;
  }

  hear(): void {
    const { socket } = this;
    if (!socket) return;
    for (const update of socket.syncsSince(this.#heard)) Y.applyUpdate(this.doc, update);
    this.#heard = socket.heard.length;
  }

  write(change: (doc: Y.Doc) => void): void {
    const { socket, doc } = this;
    if (!socket) return;
    this.hear();
    const send = (update: Uint8Array) => socket.sendSync(SYNC.update, update);
    doc.on('update', send);
    change(doc);
    doc.off('update', send);
  }
}

/** One workshop of twenty minutes, whose people do what a seed says. */
class Played {
  readonly desks = CAST.map(({ id, role }) => new Desk(id, role));
  readonly notes = new Map<string, string>();
  readonly tasks = new Set<string>();
  #names = 0;

  private constructor(
    readonly bare: BareHost,
    readonly dice: Dice,
    readonly board: string,
    readonly id: string,
  ) {}

  static async of(bare: BareHost, seed: number): Promise<Played> {
    const board = (await bare.host.createBoard(`Board ${seed}`, MEMBER.id)).id;
    const plan = { title: 'Workshop', facilitator: 'ida', deputies: ['jo'], minutes: 20 };
    const { id } = await bare.host.sessions.plan(board, plan, 'ida');
    return new Played(bare, new Dice(seed), board, id);
  }

  get room(): string {
    return `board:${this.board}`;
  }

  desk(id: string): Desk {
    const found = this.desks.find((each) => each.id === id);
    if (!found) throw new Error(`nobody is ${id}`);
    return found;
  }

  async view(): Promise<SessionView> {
    const [found] = (await this.bare.host.sessions.list(this.board)).filter(({ id }) => id === this.id);
    if (!found) throw new Error('the workshop is not there');
    return found;
  }

  async command(by: string, type: string, more: Record<string, unknown> = {}): Promise<void> {
    const isSaid = type === 'hand' || type === 'ready';
    const after = isSaid ? {} : { after: (await this.view()).rev };
    const body = { cmd: `command-${this.#names++}`, type, ...after, ...more } as unknown as CommandBody;
    await this.bare.host.sessions.command(this.board, this.id, body, by);
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= TICK) {
      this.bare.clock.time += TICK;
      await this.bare.host.tick();
    }
  }

  async play(): Promise<void> {
    for (const desk of this.desks) await desk.come(this.bare, this.room);
    this.desk('ida').write((doc) => {
      for (const [rank, id] of ITEMS.entries())
        addAgendaItem(doc, { id, session: this.id, kind: 'topic', title: `Punkt ${rank}`, minutes: 5 });
    });
    await this.settled();
    await this.command('ida', 'start');
    await this.command('ida', 'timer', { do: 'start', ms: 20 * MINUTE });
    for (const [at, item] of ITEMS.entries()) {
      await this.command((await this.view()).facilitator, 'item', { item });
      await this.busy(item);
      if (at === 1) await this.collect();
      if (at === 1) await this.dropTen();
      if (at === 2) await this.loseFacilitator();
      await this.pass(5 * MINUTE);
    }
    await this.settled();
  }

  /** Hands, marks and tasks by whoever feels like it. */
  async busy(item: string): Promise<void> {
    for (const desk of this.desks) {
      if (!desk.socket) continue;
      if (this.dice.chance(0.3)) await this.command(desk.id, 'hand', { up: this.dice.chance(0.7) });
      if (this.dice.chance(0.5)) await this.command(desk.id, 'ready', { on: true });
      if (desk.role === 'guest' || !this.dice.chance(0.1)) continue;
      const id = `${item}-${desk.id}`;
      this.tasks.add(id);
      desk.write((doc) => addTask(doc, { id, text: id, ownerId: desk.id, from: item }));
    }
    await this.settled();
  }

  /** A round of notes: who may, writes, some of them twice. */
  async collect(): Promise<void> {
    const { rounds } = this.bare.host;
    const { facilitator } = await this.view();
    const opener = this.bare.caller(facilitator);
    const body = { kind: 'notes', authors: 'shown', title: 'Was fehlt?', session: this.id } as const;
    const round = await rounds.open(opener, this.board, body);
    for (const { id, role } of this.desks) {
      if (role === 'guest') continue;
      for (let times = 1 + this.dice.below(2); times > 0; times--) {
        const text = `${id} ${times}`;
        await rounds.enter(this.bare.caller(id), this.board, round, { texts: [text] });
        this.notes.set(id, text);
      }
    }
    await rounds.close(opener, this.board, round);
  }

  /** Ten lose their connection for half a minute: they were there all the time. */
  async dropTen(): Promise<void> {
    const dropped = Array.from({ length: 10 }, (_each, at) => this.desk(`p${(at * 4) % 47}`));
    for (const desk of dropped) desk.leave();
    await this.pass(30_000);
    for (const desk of dropped) if (!desk.socket) await desk.come(this.bare, this.room);
  }

  /** Whoever leads is gone for a minute and a half, and takes it back. */
  async loseFacilitator(): Promise<void> {
    const { facilitator } = await this.view();
    equal(facilitator, 'ida');
    this.desk('ida').leave();
    await this.pass(90_000);
    equal((await this.view()).facilitator, 'jo');
    await this.desk('ida').come(this.bare, this.room);
    await this.command('ida', 'take');
  }

  async settled(): Promise<void> {
    await this.bare.settled(this.room);
    for (const desk of this.desks) desk.hear();
  }

  async check(): Promise<void> {
    const { host, storage } = this.bare;
    const { digest, ...minutes } = await host.sessions.minutes(this.board, this.id);
    equal(
      minutes.items.map(({ item }) => item),
      ITEMS,
    );
    equal(minutes.facilitators, ['ida', 'jo']);
    equal(
      minutes.present.map(({ member }) => member),
      CAST.map(({ id }) => id).sort(),
    );
    equal(new Set(minutes.items.flatMap(({ tasks }) => tasks.map(({ id }) => id))), this.tasks);
    const [outcome] = await host.rounds.outcomes(
      this.board,
      minutes.items.flatMap(({ rounds }) => rounds.map(({ body }) => body['round'] as string)),
    );
    const notes = outcome?.result && 'notes' in outcome.result ? outcome.result.notes : [];
    equal(new Map(notes.map(({ by = '', text }) => [by, text])), this.notes);

    await host.sessions.close(this.board, this.id, digest, 'ida');
    const rows = await storage.sessionCommands(this.id);
    const { document } = await host.room(this.board);
    const shown = (doc: Y.Doc) => [readAgenda(doc, this.id), readTasks(doc)];
    for (const desk of this.desks) {
      equal(shown(desk.doc), shown(document.doc), `${desk.id} has another document`);
      const { views } = desk;
      equal(views.at(-1)?.state, 'closed');
      for (const [at, view] of views.entries()) {
        const state = sessionOf(rows.slice(0, view.rev));
        equal([view.facilitator, view.item], [state?.facilitator, state?.item]);
        if ((views[at - 1]?.rev ?? 0) > view.rev) throw new Error(`${desk.id} was shown an older view`);
      }
    }
  }
}

describe('a workshop of fifty', () => {
  it(
    `[SESSION-9] [SESSION-11] [SESSION-12] [SESSION-31] ends in the right minutes and the same for all, ${WORKSHOPS} times`,
    limitOf(WORKSHOPS, 60_000),
    async () => {
      const bare = await bareHost(CAST);
      try {
        for (let n = 0; n < WORKSHOPS; n++) {
          const played = await Played.of(bare, SEED + n);
          await played.play();
          await played.check();
          expect(played.desks).toHaveLength(CAST.length);
          for (const desk of played.desks) desk.leave();
        }
      } finally {
        await bare.close();
      }
    },
  );

  it(
    `[SESSION-2] of two commands with one revision one wins, ${VOLLEYS} times, and nobody sees two who lead`,
    limitOf(VOLLEYS, 200),
    async () => {
      const bare = await bareHost(CAST.slice(0, 3));
      const dice = new Dice(SEED);
      const { sessions } = bare.host;
      try {
        const board = (await bare.host.createBoard('Volleys', MEMBER.id)).id;
        let { id, rev } = { id: '', rev: 0 };
        let socket: TestSocket | null = null;
        for (let n = 0; n < VOLLEYS; n++) {
          // A new workshop now and then: a real one has hundreds of commands, not thousands.
          if (n % 250 === 0) {
            const leads = await sessions.facilitatorOf(id);
            if (leads) await sessions.close(board, id, (await sessions.minutes(board, id)).digest, leads);
            const planned = await sessions.plan(
              board,
              { title: 'W', facilitator: 'ida', minutes: 60 },
              'ida',
            );
            ({ id, rev } = planned);
            socket?.seat?.leave();
            socket = await bare.connect('jo', `board:${board}`);
            rev = await sessions.command(
              board,
              id,
              { cmd: 'begin-it-now', type: 'start', after: rev },
              'ida',
            );
          }
          // The owner takes it, or gives it back, while whoever leads does something else.
          const { facilitator } = sessionView.parse(socket?.sessions.at(-1));
          const other = facilitator === 'ida' ? MEMBER.id : 'ida';
          const does = pick<Pick<CommandBody, 'type'> & Record<string, unknown>>(
            [
              { type: 'item', item: `i${n}` },
              { type: 'handOver', to: 'jo' },
              { type: 'hold', on: n % 2 === 0 },
            ],
            dice.below(60),
          );
          const bodies = [
            { by: other, body: { cmd: `take-${n}-it`, type: 'take', after: rev } },
            { by: facilitator, body: { cmd: `does-${n}-it`, ...does, after: rev } },
          ];
          if (dice.chance(0.5)) bodies.reverse();
          const results = await Promise.allSettled(
            bodies.map(({ by, body }) => sessions.command(board, id, body as unknown as CommandBody, by)),
          );
          const taken = results.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
          const refused = results.flatMap((each) =>
            each.status === 'rejected' ? (each.reason as unknown) : [],
          );
          equal([taken, refused.length], [[rev + 1], 1]);
          // Whoever lost the lead to the other one has no right to it any more.
          expect(['moved', 'not-allowed']).toContain((refused[0] as { code?: unknown }).code);
          rev += 1;
          const heard: SessionView[] = (socket?.sessions ?? [])
            .slice(-2)
            .map((each) => sessionView.parse(each));
          equal(
            heard.map((each) => each.rev),
            [rev - 1, rev],
          );
          // Back to somebody for whom there is another to take it.
          if (heard.at(-1)?.facilitator === 'jo')
            rev = await sessions.command(board, id, { cmd: `back-${n}-it`, type: 'take', after: rev }, 'ida');
        }
      } finally {
        await bare.close();
      }
    },
  );
});

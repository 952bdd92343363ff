import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addComment, addThread, deletePlan, setField, takeBackPlan } from '../../shared/doc/commands';
import { readThreads } from '../../shared/doc/threads';
import { Dice } from '../support/dice';
import { HANGS_MS } from '../support/hangs';
import { InboxModel, type Push } from '../support/inbox/model';
import { Town, type Cast, type Person } from '../support/inbox/town';

/** Working days; a month of them in `npm run soak`. */
const DAYS = Number(process.env['HANDSCHLAG_MONTH_DAYS'] ?? 2);
const SEED = Number(process.env['HANDSCHLAG_MONTH_SEED'] ?? 20270201);
const PEOPLE = 30;
const BOARDS = 5;
const PLANS_PER_BOARD = 40;
/** What people do on a day, all of them together. */
const DEEDS_A_DAY = 60;
const DAY_MS = 86_400_000;
/** Decisions made in one go, and plans that an import changes. */
const BULK = 8;
const IMPORT = 20;

const isOfSales = (at: number) => at % 2 === 1;
const name = (at: number) => `m${at}`;
const CAST: Cast = {
  people: Array.from({ length: PEOPLE }, (_, at) => ({
    id: name(at),
    department: isOfSales(at) ? 'sales' : 'marketing',
    role: at === 0 ? 'owner' : at >= PEOPLE - 2 ? 'guest' : 'member',
    approver: isOfSales(at) && at < 12,
    readsFirst: at % 10 === 8,
  })),
  boards: Array.from({ length: BOARDS }, (_, board) => ({
    plans: Array.from({ length: PLANS_PER_BOARD }, (__, at) => ({
      id: `b${board}p${at}`,
      owner: name(2 * (at % 10)),
    })),
  })),
};

/** What was told wrongly, added up. */
const wrong = { untold: 0, tooMuch: 0, twice: 0, ofOnesOwn: 0, linesOfOneGo: 0, shownWrongly: 0 };

/** A month in which people write, decide, import, work alone on the train, and put aside what they have read. */
class Month {
  readonly told = { comments: 0, changes: 0, deletions: 0, statements: 0, oneGo: 0, crashes: 0 };
  readonly #town: Town;
  readonly #model: InboxModel;
  readonly #dice: Dice;
  /** The content of each board as it was read last. */
  readonly #known = new Map<string, Push['after']>();
  /** By board, hand, kind and moment, the plans that were told of. */
  readonly #goes = new Map<string, Set<string>>();
  #count = 0;

  constructor(town: Town, dice: Dice) {
    this.#town = town;
    this.#model = new InboxModel(town);
    this.#dice = dice;
  }

  async day(): Promise<void> {
    for (let deed = 0; deed < DEEDS_A_DAY; deed++) {
      this.#town.wait(120_000);
      await this.#deed();
    }
    await this.#town.crash();
    this.told.crashes += 1;
    this.#known.clear();
    await this.#town.tick();
    this.#town.wait(DAY_MS - DEEDS_A_DAY * 120_000);
  }

  async #deed(): Promise<void> {
    const board = this.#one(this.#town.boards);
    const what = this.#dice.below(100);
    if (what < 40) return this.#write(board, (by) => this.#say(by, board), what < 2);
    if (what < 45) return this.#write(board, (by) => this.#change(by, board, this.#somePlans(board, 1)));
    if (what < 55) return this.#write(board, (by) => this.#change(by, board, this.#agreedPlans(board, 1)));
    if (what < 58)
      return this.#write(board, (by) => this.#change(by, board, this.#agreedPlans(board, IMPORT)));
    if (what < 64) return this.#write(board, (by) => this.#bin(by, board));
    if (what < 76) return this.#submit(board);
    if (what < 84) return this.#decide(board, 1);
    if (what < 90) return this.#decide(board, BULK);
    return this.#read(this.#one(this.#town.people));
  }

  /** Somebody who may write does so, alone for a while or at once. */
  async #write(board: string, edit: (by: Person) => void, dies = false): Promise<void> {
    const writers = this.#town.people.filter(
      (each) => this.#town.member(each).role !== 'guest' && this.#town.mayRead(each, board),
    );
    const by = this.#one(writers);
    // Every fifth is on the train, and brings it later.
    const isAway = this.#dice.chance(0.2);
    if (!isAway) await this.#town.pull(by, board);
    edit(by);
    if (isAway) return;
    const before = await this.#content(board);
    await this.#town.push(by, board, dies);
    if (dies) await this.#town.crash();
    const after = await this.#content(board, true);
    this.#model.heard(board, [{ by, before, after }]);
  }

  #say(by: Person, board: string): void {
    this.#count += 1;
    const doc = this.#town.copyOf(by, board);
    const id = `c${String(this.#count).padStart(6, '0')}-${by}`;
    const whom = this.#dice.chance(0.5) ? [this.#one(this.#town.people)] : [];
    const text = whom.map((each) => `@${each}`).join('') || 'ohne Namen';
    const mentions = whom.map((memberId) => ({ memberId, place: { from: 0, length: memberId.length + 1 } }));
    const comment = { id, at: '2027-01-01T00:00:00Z', text, mentions };
    const threads = readThreads(doc);
    this.told.comments += 1;
    if (threads.length > 0 && this.#dice.chance(0.7)) return addComment(doc, this.#one(threads).id, comment);
    const [plan = ''] = this.#somePlans(board, 1);
    addThread(doc, { id: `t-${id}`, plan }, comment);
  }

  #change(by: Person, board: string, plans: readonly string[]): void {
    const doc = this.#town.copyOf(by, board);
    doc.transact(() => {
      for (const plan of plans) setField(doc, plan, 'goal', `Ziel ${this.#dice.below(4)}`);
    });
    this.told.changes += plans.length;
  }

  #bin(by: Person, board: string): void {
    // What is agreed as well, that somebody counts on.
    const plans = [...this.#agreedPlans(board, 1), ...this.#somePlans(board, 1)];
    const doc = this.#town.copyOf(by, board);
    if (this.#dice.chance(0.6)) deletePlan(doc, this.#one(plans));
    else
      for (const { id } of CAST.boards[this.#town.boards.indexOf(board)]?.plans ?? []) takeBackPlan(doc, id);
  }

  async #submit(board: string): Promise<void> {
    const { plans } = await this.#content(board);
    const free = [...plans].filter(([plan]) => this.#last(board, plan)?.kind !== 'submit');
    for (const [plan, { owner }] of free.slice(0, 1 + this.#dice.below(5)))
      await this.#state(board, plan, owner, 'submit');
  }

  async #decide(board: string, most: number): Promise<void> {
    const { plans } = await this.#content(board);
    const open = [...plans].filter(([plan, { digest }]) => {
      const last = this.#last(board, plan);
      return last?.kind === 'submit' && last.digest === digest;
    });
    const approver = this.#one(
      this.#town.people.filter((each) => this.#town.member(each).approver && this.#town.mayRead(each, board)),
    );
    const chosen = open.slice(0, most).map(([plan]) => plan);
    const kind = most === 1 && this.#dice.chance(0.3) ? 'decline' : 'approve';
    for (const plan of chosen) await this.#state(board, plan, approver, kind);
  }

  async #state(board: string, plan: string, by: Person, what: 'submit' | 'approve' | 'decline') {
    const [kind, verdict] = what === 'submit' ? (['plan-submitted'] as const) : (['decision', what] as const);
    const { hash, digest } = await this.#town.state(by, board, plan, kind, verdict);
    const content = await this.#content(board);
    const owner = content.plans.get(plan)?.owner ?? '';
    this.#model.statedBy(board, plan, { by, kind: what, digest, hash, owner }, content);
    this.told.statements += 1;
  }

  /** Somebody puts aside what he has read. */
  async #read(who: Person): Promise<void> {
    const { items } = await this.#town.inbox(who);
    for (const item of items.filter(({ why }) => why !== 'decision').slice(0, 10)) {
      const rows = (await this.#town.told(who)).filter(({ line, live }) => line === item.id && live);
      await this.#town.set(who, item.id, 'done');
      for (const told of this.#model.told.get(who)?.values() ?? [])
        if (rows.some(({ of }) => of === told.of)) told.isDone = true;
    }
  }

  /** Counts what was told otherwise than it had to be. */
  async count(): Promise<void> {
    const contents = new Map<string, Push['after']>();
    for (const board of this.#town.boards) contents.set(board, await this.#content(board, true));
    for (const person of this.#town.people) {
      const { items } = await this.#town.inbox(person);
      const rows = await this.#town.told(person);
      const causes = rows.flatMap(({ why, of }) => (why === 'decision' ? [] : [`${why} ${of}`]));
      const due = [...(this.#model.told.get(person)?.values() ?? [])].map(({ why, of }) => `${why} ${of}`);
      wrong.untold += due.filter((each) => !causes.includes(each)).length;
      wrong.tooMuch += causes.filter((each) => !due.includes(each)).length;
      wrong.twice += causes.length - new Set(causes).size;
      wrong.ofOnesOwn += rows.filter(({ facts }) => facts.by === person).length;
      this.#countLines(rows);
      this.told.deletions += rows.filter(({ why }) => why === 'deleted').length;
      const lines = new Set(items.map(({ id }) => id));
      const shown = rows
        .filter(({ line, live, state }) => lines.has(line) && live && state !== 'done')
        .map(({ why, of }) => `${why} ${of}`);
      const visible = this.#model.visible(person, contents);
      if (shown.sort().join() !== visible.join()) wrong.shownWrongly += 1;
    }
  }

  /** What one hand did in one go is one line: between two deeds the clock goes on. */
  #countLines(rows: Awaited<ReturnType<Town['told']>>): void {
    const goes = new Map<string, Set<string>>();
    for (const { board, why, at, line, facts, plan } of rows) {
      if (why !== 'outcome' && why !== 'changed' && why !== 'deleted') continue;
      const go = [board, why, at, facts.by, facts.outcome].join();
      goes.set(go, (goes.get(go) ?? new Set()).add(line));
      this.#goes.set(go, (this.#goes.get(go) ?? new Set()).add(plan ?? ''));
    }
    wrong.linesOfOneGo += [...goes.values()].filter(({ size }) => size > 1).length;
    this.told.oneGo = [...this.#goes.values()].filter(({ size }) => size > 1).length;
  }

  #last(board: string, plan: string) {
    return this.#model.stated.get(`${board} ${plan}`)?.at(-1);
  }

  #somePlans(board: string, count: number): string[] {
    const plans = CAST.boards[this.#town.boards.indexOf(board)]?.plans ?? [];
    return Array.from({ length: count }, () => this.#one(plans).id);
  }

  #agreedPlans(board: string, most: number): string[] {
    const plans = CAST.boards[this.#town.boards.indexOf(board)]?.plans ?? [];
    return plans.flatMap(({ id }) => (this.#last(board, id)?.kind === 'approve' ? [id] : [])).slice(0, most);
  }

  async #content(board: string, isNew = false): Promise<Push['after']> {
    const known = this.#known.get(board);
    if (known && !isNew) return known;
    const content = await this.#town.content(board);
    this.#known.set(board, content);
    return content;
  }

  #one<T>(list: readonly T[]): T {
    const found = list[this.#dice.below(list.length)];
    if (found === undefined) throw new RangeError('one of nothing');
    return found;
  }
}

describe('a month of work', () => {
  let town: Town;
  beforeAll(async () => (town = await Town.founded(CAST)));
  afterAll(() => town.close());

  it(
    `[INBOX-1] [INBOX-4] [INBOX-7] ${PEOPLE} members, ${BOARDS * PLANS_PER_BOARD} plans, ${DAYS} days: nothing untold, twice, or of one's own doing`,
    async () => {
      const month = new Month(town, new Dice(SEED));
      for (let day = 0; day < DAYS; day++) {
        await month.day();
        await month.count();
      }
      expect(wrong).toEqual({
        untold: 0,
        tooMuch: 0,
        twice: 0,
        ofOnesOwn: 0,
        linesOfOneGo: 0,
        shownWrongly: 0,
      });
      // What never came up was not looked at.
      const { comments, changes, oneGo, deletions } = month.told;
      expect(Math.min(comments, changes, oneGo, deletions)).toBeGreaterThan(0);
    },
    5 * HANGS_MS + DAYS * 30_000,
  );
});

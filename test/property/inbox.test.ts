import { deepStrictEqual as equal } from 'node:assert';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addComment,
  addThread,
  deleteComment,
  deletePlan,
  editComment,
  setField,
  takeBackPlan,
} from '../../shared/doc/commands';
import { readThreads } from '../../shared/doc/threads';
import type { InboxItem } from '../../shared/api/inbox';
import { InboxModel, type Push } from '../support/inbox/model';
import { HANGS_MS } from '../support/hangs';
import { PEOPLE, PLANS, Town, type Person } from '../support/inbox/town';

/** A few tell most; `npm run soak` plays others, and many. */
const SEQUENCES = Number(process.env['HANDSCHLAG_INBOX'] ?? 12);
const SEED = Number(process.env['HANDSCHLAG_INBOX_SEED'] ?? 20270106);
const WRITERS = ['maren', 'ida', 'jo', 'eva'] as const;
const PLACE = {
  by: fc.constantFrom(...WRITERS),
  board: fc.constantFrom(0, 0, 0, 1),
  plan: fc.constantFrom(...PLANS),
};
/** Most people have what others wrote, and are heard at once; some work alone for a while. */
const ONLINE = {
  pulls: fc.constantFrom(true, true, false),
  sends: fc.constantFrom('yes' as const, 'yes' as const, 'dies' as const, 'no' as const),
};
const named = fc.subarray([...PEOPLE], { maxLength: 2 });
const write = <Kind extends 'say' | 'edit' | 'unsay' | 'bin' | 'unbin' | 'change'>(...kinds: Kind[]) =>
  fc.record({ do: fc.constantFrom(...kinds), at: fc.nat(9), named, ...PLACE, ...ONLINE });

/** What somebody does or what befalls the host; `at` chooses among what is there at that moment. */
const step = fc.oneof(
  { weight: 8, arbitrary: write('say') },
  { weight: 8, arbitrary: write('change', 'change', 'change', 'edit', 'edit', 'unsay', 'bin', 'unbin') },
  // Several people are heard before the host has told anybody, and then it dies.
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('storm' as const),
      says: fc.array(write('say'), { minLength: 2, maxLength: 4 }),
    }),
  },
  // What several made of one plan, and how it was in the midst of that.
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('rewind' as const),
      before: fc.array(write('change', 'change', 'bin', 'unbin'), { minLength: 1, maxLength: 4 }),
      after: fc.array(write('change', 'change', 'bin', 'unbin'), { minLength: 1, maxLength: 4 }),
      isAgreed: fc.boolean(),
      ...PLACE,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'submit' as const,
        'approve' as const,
        'approve' as const,
        'decline' as const,
        'withdraw' as const,
      ),
      ...PLACE,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      who: fc.constantFrom(...PEOPLE),
      at: fc.nat(9),
      state: fc.constantFrom('seen' as const, 'later' as const, 'done' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('crash' as const, 'backup' as const, 'restore' as const, 'wait' as const),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Writing = Extract<Step, { pulls: boolean }>;

/** A client of the inbox that only asks for what changed. */
class Reader {
  items = new Map<string, InboxItem>();
  next = 0;
  take({ items, next }: { items: readonly InboxItem[]; next: number }): void {
    for (const item of items)
      if (item.state === 'done') this.items.delete(item.id);
      else this.items.set(item.id, item);
    this.next = next;
  }
}

class Play {
  readonly #town: Town;
  readonly #model: InboxModel;
  readonly #readers = new Map<Person, Reader>(PEOPLE.map((person) => [person, new Reader()]));
  #count = 0;
  #backup: { file: string; stated: InboxModel['stated'] } | null = null;

  constructor(town: Town) {
    this.#town = town;
    this.#model = new InboxModel(town);
  }

  async take(each: Step): Promise<void> {
    switch (each.do) {
      case 'set':
        return this.#set(each.who, each.at, each.state);
      case 'storm':
        // On one board: nobody is told of anything before all of them are heard.
        return this.#storm(each.says.map((said) => ({ ...said, board: 0, pulls: true, sends: 'dies' })));
      case 'rewind':
        return this.#rewind(each);
      case 'submit':
      case 'approve':
      case 'decline':
      case 'withdraw':
        return this.#state(each.do, each.by, this.#town.boards[each.board] ?? '', each.plan);
      case 'crash':
      case 'backup':
      case 'restore':
      case 'wait':
        return this.#befall(each.do);
      default:
        return this.#write(each);
    }
  }

  async #write(each: Writing): Promise<void> {
    const board = this.#boardOf(each);
    const push = await this.#push(each);
    if (push && each.sends === 'dies') await this.#town.crash();
    if (push) this.#model.heard(board, [push]);
  }

  async #storm(all: readonly Writing[]): Promise<void> {
    const pushes: Push[] = [];
    for (const each of all) {
      const push = await this.#push(each);
      if (push) pushes.push(push);
    }
    await this.#town.crash();
    this.#model.heard(this.#town.boards[0] ?? '', pushes);
  }

  async #rewind({
    before,
    after,
    isAgreed,
    board,
    plan,
  }: Extract<Step, { isAgreed: boolean }>): Promise<void> {
    const there = this.#town.boards[board] ?? '';
    if (isAgreed)
      for (const kind of ['submit', 'approve'] as const) await this.#state(kind, 'jo', there, plan);
    const online = { board, plan, pulls: true, sends: 'yes' } as const;
    for (const each of before) await this.#write({ ...each, ...online });
    await this.#befall('backup');
    for (const each of after) await this.#write({ ...each, ...online });
    await this.#befall('restore');
  }

  /** What somebody writes, and brings to the host unless he keeps it for now. */
  async #push(each: Writing): Promise<Push | null> {
    const board = this.#boardOf(each);
    if (each.pulls) await this.#town.pull(each.by, board);
    const doc = this.#town.copyOf(each.by, board);
    if (each.do === 'say') this.#say(each.by, board, each.plan, each.at, each.named);
    else if (each.do === 'change') setField(doc, each.plan, 'goal', `Ziel ${each.at % 3}`);
    else if (each.do === 'bin') deletePlan(doc, each.plan);
    else if (each.do === 'unbin') takeBackPlan(doc, each.plan);
    else {
      const all = readThreads(doc).flatMap(({ id, comments }) =>
        comments.map((comment) => [id, comment.id] as const),
      );
      const [thread = '', comment = ''] = all[each.at % all.length] ?? [];
      if (each.do === 'unsay') deleteComment(doc, thread, comment);
      else if (comment.endsWith(each.by)) editComment(doc, thread, comment, saying(each.named));
    }
    if (each.sends === 'no') return null;
    const before = await this.#town.content(board);
    await this.#town.push(each.by, board, each.sends === 'dies');
    return { by: each.by, before, after: await this.#town.content(board) };
  }

  #boardOf({ board }: Writing): string {
    return this.#town.boards[board] ?? '';
  }

  #say(by: Person, board: string, plan: string, at: number, whom: readonly Person[]): void {
    this.#count += 1;
    const doc = this.#town.copyOf(by, board);
    const id = `c${String(this.#count).padStart(5, '0')}-${by}`;
    // By clocks that tell nothing.
    const comment = { id, at: `20${10 + (this.#count % 7)}-01-01T00:00:00Z`, ...saying(whom) };
    const threads = readThreads(doc).filter((thread) => thread.plan === plan);
    const thread = threads[at % 3];
    if (thread) addComment(doc, thread.id, comment);
    else addThread(doc, { id: `t-${id}`, plan }, comment);
  }

  async #state(
    what: 'submit' | 'approve' | 'decline' | 'withdraw',
    by: Person,
    board: string,
    plan: string,
  ): Promise<void> {
    const key = `${board} ${plan}`;
    const last = this.#model.stated.get(key)?.at(-1);
    const { plans } = await this.#town.content(board);
    const isOpen = last?.kind === 'submit' && plans.get(plan)?.digest === last.digest;
    const isHis = by === 'jo' || by === 'eva';
    const may =
      what === 'submit'
        ? plans.has(plan) && last?.kind !== 'withdraw'
        : what === 'withdraw'
          ? last !== undefined && last.kind !== 'withdraw'
          : isOpen && isHis;
    if (!may) return;
    const [kind, verdict] =
      what === 'submit'
        ? (['plan-submitted'] as const)
        : what === 'withdraw'
          ? (['withdrawn'] as const)
          : (['decision', what] as const);
    const who = what === 'submit' || what === 'withdraw' ? 'maren' : by;
    this.#town.wait(61_000);
    const { hash, digest } = await this.#town.state(who, board, plan, kind, verdict);
    const content = await this.#town.content(board);
    this.#model.statedBy(board, plan, { by: who, kind: what, digest, hash, owner: 'maren' }, content);
  }

  async #set(who: Person, at: number, state: 'seen' | 'later' | 'done'): Promise<void> {
    const { items } = await this.#town.inbox(who);
    const item = items[at % items.length];
    // What waits is done by deciding alone.
    if (!item || (item.why === 'decision' && state === 'done')) return;
    const rows = (await this.#town.told(who)).filter(({ line }) => line === item.id);
    await this.#town.set(who, item.id, state);
    for (const { of, live, board, plan } of rows)
      for (const told of this.#model.told.get(who)?.values() ?? [])
        if (told.of === of && told.board === board && told.plan === plan && live)
          Object.assign(told, state === 'done' ? { isDone: true } : { isSeen: state === 'seen' });
  }

  async #befall(what: 'crash' | 'backup' | 'restore' | 'wait'): Promise<void> {
    if (what === 'crash') return this.#town.crash();
    if (what === 'wait') {
      this.#town.wait(5_000);
      return this.#town.tick();
    }
    if (what === 'backup')
      this.#backup = { file: await this.#town.backup(), stated: new Map(this.#model.stated) };
    else if (this.#backup) {
      await this.#town.restore(this.#backup.file);
      this.#model.stated = new Map(this.#backup.stated);
      for (const board of this.#town.boards) this.#model.restored(board, await this.#town.content(board));
    }
  }

  /** @throws when anybody was told something else than he had to be */
  async check(): Promise<void> {
    const contents = new Map<string, Awaited<ReturnType<Town['content']>>>();
    for (const board of this.#town.boards) contents.set(board, await this.#town.content(board));
    for (const person of PEOPLE) {
      const told = (await this.#town.told(person))
        .flatMap(({ why, of }) => (why === 'decision' ? [] : [`${why} ${of}`]))
        .sort();
      const due = [...(this.#model.told.get(person)?.values() ?? [])]
        .map(({ why, of }) => `${why} ${of}`)
        .sort();
      equal([person, 'was told', told], [person, 'was told', due]);
      const { items } = await this.#town.inbox(person);
      const lines = new Set(items.map(({ id }) => id));
      const shown = (await this.#town.told(person))
        .filter(({ line, live, state }) => lines.has(line) && live && state !== 'done')
        .map(({ why, of }) => `${why} ${of}`)
        .sort();
      equal([person, 'sees', shown], [person, 'sees', this.#model.visible(person, contents)]);
      const reader = this.#readers.get(person) ?? new Reader();
      reader.take(await this.#town.inbox(person, reader.next));
      const listed = (all: Iterable<InboxItem>) => [...all].map(({ id, state }) => `${id} ${state}`).sort();
      equal(listed(reader.items.values()), listed(items));
    }
  }
}

function saying(whom: readonly Person[]) {
  const text = whom.map((person) => `@${person}`).join(' ');
  let from = 0;
  const mentions = whom.map((person) => {
    const mention = { memberId: person, place: { from, length: person.length + 1 } };
    from += person.length + 2;
    return mention;
  });
  return { text: text === '' ? 'ohne Namen' : text, mentions };
}

describe('the inbox', () => {
  it(
    '[INBOX-1] [INBOX-3] [INBOX-7] [INBOX-16] tells everybody what concerns him: all of it, once, and nothing of his own, through crashes and restores',
    async () => {
      let played = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
          const town = await Town.founded();
          try {
            const play = new Play(town);
            for (const [at, each] of steps.entries()) {
              await play.take(each);
              if (at % 5 === 0) await play.check();
            }
            await play.check();
            played += 1;
          } finally {
            await town.close();
          }
        }),
        { numRuns: SEQUENCES, seed: SEED },
      );
      expect(played).toBe(SEQUENCES);
    },
    5 * HANGS_MS + SEQUENCES * 3_000,
  );
});

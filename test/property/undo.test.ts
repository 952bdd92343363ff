import { ySyncPluginKey, updateYFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { Fragment, type Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardActions, type ActionsOptions } from '../../renderer/client/board/board-actions';
import { Overwrites } from '../../renderer/client/board/undo/overwritten';
import { Projection } from '../../renderer/client/board/projection';
import { NOTHING_PROJECTED } from '../../renderer/client/board/shown';
import { Steps } from '../../renderer/client/board/undo/steps';
import type { BoardActions, BoardState, Me, Place } from '../../renderer/client/board/types';
import { volatileStore } from '../../renderer/client/device/local-store';
import { BRIEF_SCHEMA } from '../../renderer/features/plan/brief/schema';
import { beginsStep, strokeOf, type Stroke } from '../../renderer/ui/typing';
import { briefOf, openBoardDoc, readPlans } from '../../shared/doc/board-doc';
import { readAgenda, readRemoved } from '../../shared/doc/agenda';
import type { ScalarField } from '../../shared/doc/commands';
import { readTasks } from '../../shared/doc/tasks';
import { readThreads } from '../../shared/doc/threads';
import { PLAN_FIELDS } from '../../shared/domain/plan';
import type { AgendaItem } from '../../shared/domain/session/minutes';
import { Dice, pick } from '../support/dice';

const RUNS = Number(process.env['HANDSCHLAG_UNDO'] ?? 100);
const COMMANDS = 50;

const TEXTS = ['title', 'goal', 'audience', 'message', 'start', 'end', 'ownerId'] as const;
const KINDS = [
  'type',
  'type',
  'paste',
  'erase',
  'amount',
  'tag',
  'untag',
  'write',
  'write',
  'break',
  'strike',
  'move',
  'topic',
  'retitle',
  'remark',
  'remark',
  'unremark',
  'minutes',
  'reorder',
  'drop',
  'task',
  'tick',
  'untick',
  'say',
  'say',
  'reword',
  'unsay',
  'wait',
  'undo',
  'undo',
  'undo',
  'redo',
  'redo',
  'colleague',
  'colleague',
  'meet',
] as const;
type Kind = (typeof KINDS)[number];

interface Command {
  readonly kind: Kind;
  readonly a: number;
  readonly b: number;
}
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom(...KINDS),
  a: fc.nat(30),
  b: fc.nat(30),
});

it('[CLIENT-73] whatever is edited, pasted, undone and redone, no text is out of reach and no colleague loses one', () => {
  let edits = 0;
  fc.assert(
    fc.property(fc.array(command, { minLength: COMMANDS, maxLength: COMMANDS }), (commands) => {
      edits += commands.length;
      const desk = new Desk();
      for (const each of commands) desk.play(each);
      expect(desk.outOfReach()).toEqual([]);
      expect(desk.takenFromColleague).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  expect(edits).toBe(RUNS * COMMANDS);
});

/** One person's window on a document. */
class Window {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly actions: BoardActions;
  readonly overwrites: Overwrites;
  clock = 0;
  /** Where he typed last, and how. */
  #typed: { readonly at: string; readonly stroke: Stroke } | null = null;
  #projected = NOTHING_PROJECTED;

  constructor(
    readonly name: string,
    clientID: number,
  ) {
    this.doc.clientID = clientID;
    const { doc } = this;
    const random = (length: number) => new Dice(clientID * 1_000_003 + this.clock++).bytes(length);
    const me = { id: name, department: 'marketing', role: 'member', approver: false, active: true } as const;
    this.overwrites = new Overwrites({
      doc,
      store: volatileStore(),
      name,
      random,
      me: () => name,
      owner: () => undefined,
      isUnsent: () => false,
      wasSeen: () => true,
      planOf: (planId) => this.#projected.plans.get(planId)?.json,
      changed: () => undefined,
    });
    new Projection(doc, me, '2027-01-01', (next) => (this.#projected = next));
    const steps = new Steps({
      doc,
      changed: () => undefined,
      refused: (place, text) => this.overwrites.offer(place, text),
      now: () => this.clock,
    });
    const unused = {} as Pick<ActionsOptions, 'setPresence' | 'makeStatement' | 'unsent'>;
    this.actions = boardActions({
      ...unused,
      doc: () => doc,
      steps: () => steps,
      overwrites: () => this.overwrites,
      board: () => this.#projected as BoardState,
      me: () => me as unknown as Me,
      random,
      now: () => this.clock,
    });
  }

  get plans() {
    return readPlans(this.doc);
  }

  /** As the plan's form saves what is typed. */
  type(planId: string, field: ScalarField, text: string): void {
    this.#stroke(`${planId} ${field}`, String(this.#value(planId, field)), text);
    this.actions.setField(planId, field, text);
  }

  text(planId: string, field: string): string {
    return String(this.#value(planId, field));
  }

  /** As the brief's editor writes. */
  edit(planId: string, change: (blocks: readonly Node[]) => readonly Node[]): void {
    const fragment = briefOf(this.doc, planId);
    if (!fragment) return;
    const root = yXmlFragmentToProseMirrorRootNode(fragment, BRIEF_SCHEMA);
    const next = root.copy(Fragment.from([...change(root.content.content)]));
    this.doc.transact(
      () => updateYFragment(this.doc, fragment, next, { mapping: new Map(), isOMark: new Map() }),
      ySyncPluginKey,
    );
  }

  get agenda() {
    return readAgenda(this.doc);
  }

  get tasks() {
    return readTasks(this.doc);
  }

  /** As an item's title is typed: what was typed and struck out is another step. */
  retitle({ id, title }: AgendaItem, text: string): void {
    this.#stroke(`${id} title`, title, text);
    this.actions.workshop.setItem(id, 'title', text);
  }

  remark({ id, remarks }: AgendaItem, text: string): void {
    this.#stroke(`${id} remarks`, remarks, text);
    this.actions.workshop.setRemarks(id, text);
  }

  /** Every word that can be read. */
  words(): Set<string> {
    return wordsIn([this.plans, this.agenda, this.tasks, readThreads(this.doc)]);
  }

  /** The same with what stands on items that were taken off: others may write over it there too. */
  allWords(): Set<string> {
    return new Set([...this.words(), ...wordsIn(readRemoved(this.doc, 's'))]);
  }

  #stroke(at: string, before: string, text: string): void {
    const stroke = strokeOf(before, text);
    const isElsewhere = this.#typed?.at !== at;
    if (isElsewhere || beginsStep(stroke, this.#typed?.stroke ?? null)) this.actions.endStep();
    this.#typed = { at, stroke };
  }

  #value(planId: string, field: string): unknown {
    return this.plans.find(({ id }) => id === planId)?.[field] ?? '';
  }
}

class Desk {
  readonly #mine = new Window('me', 1);
  readonly #theirs = new Window('colleague', 2);
  readonly #ever = new Set<string>();
  readonly #everywhere = new Map<string, Place>();
  /** What the colleague typed over or deleted with it before his eyes: his right. */
  readonly #taken = new Set<string>();
  readonly takenFromColleague: string[] = [];
  /** Every word that ever stood on an item. */
  readonly #on = new Map<string, Set<string>>();
  /** Items that both knew to be off the agenda when they met last. */
  #off: ReadonlySet<string> = new Set();
  #words = 0;

  constructor() {
    for (const id of ['a', 'b']) {
      const planId = this.#mine.actions.createPlan({ kind: 'campaign', fields: { title: id } });
      this.#mine.edit(planId, () => [paragraph('')]);
    }
    this.#meet();
  }

  play({ kind, a, b }: Command): void {
    const mine = this.#mine;
    mine.clock += 10;
    if (kind === 'meet') return this.#meet();
    if (kind === 'wait') return void (mine.clock += 5000);
    if (kind === 'colleague') {
      if (b % 3 > 0) this.#meet();
      const edit = pick(EDITS, a) ?? 'type';
      this.#edit(this.#theirs, edit, a, b, `c${this.#words++}x`);
      if (b % 2 > 0) this.#meet();
      return;
    }
    const before = mine.words();
    if (kind === 'undo' || kind === 'redo') {
      mine.actions[kind](b % 2 ? (pick(this.#places(), a * b) ?? null) : null);
      if (kind === 'undo') this.#colleagueKeeps(before, mine.words());
    } else {
      this.#edit(mine, kind, a, b, `w${this.#words}x`, this.#words++);
    }
    for (const word of mine.words()) if (word.startsWith('w')) this.#ever.add(word);
    for (const item of mine.agenda)
      this.#on.set(item.id, new Set([...(this.#on.get(item.id) ?? []), ...wordsIn(item)]));
    for (const place of this.#places())
      this.#everywhere.set(`${place.root} ${place.id} ${place.part}`, place);
  }

  /** Everywhere the focus can be. */
  #places(): readonly Place[] {
    const { plans, agenda, tasks } = this.#mine;
    const at = (root: Place['root'], list: readonly { readonly id: string }[], parts: readonly string[]) =>
      list.flatMap(({ id }) => parts.map((part) => ({ root, id, part })));
    return [
      ...at('plans', plans, PLAN_FIELDS),
      ...at('agenda', agenda, ['title', 'remarks', 'minutes']),
      ...at('tasks', tasks, ['outcome']),
    ];
  }

  /** Own words that neither stand there nor come back, however far one goes back and forth. */
  outOfReach(): string[] {
    const seen = new Set<string>(this.#taken);
    const look = (words: ReadonlySet<string>) => {
      for (const word of words) seen.add(word);
      for (const each of this.#mine.overwrites.list) for (const word of wordsIn(each)) seen.add(word);
    };
    look(this.#mine.words());
    this.#goBackAndForth(null, look);
    // In a field that was removed later the step there comes first once the focus is in it.
    for (const place of this.#everywhere.values()) {
      if ([...this.#ever].every((word) => seen.has(word))) break;
      this.#goBackAndForth(place, look);
    }
    return [...this.#ever].filter((word) => !seen.has(word));
  }

  #goBackAndForth(first: Place | null, look: (words: ReadonlySet<string>) => void): void {
    const { undo, redo } = this.#mine.actions;
    for (let before = this.#mine.words(); undo();) {
      const after = this.#mine.words();
      look(after);
      this.#colleagueKeeps(before, after);
      before = after;
    }
    while (redo(first)) look(this.#mine.words());
  }

  #colleagueKeeps(before: ReadonlySet<string>, after: ReadonlySet<string>): void {
    for (const word of before)
      if (word.startsWith('c') && !after.has(word)) this.takenFromColleague.push(word);
  }

  #meet(): void {
    const before = this.#mine.allWords();
    const [mine, theirs] = [this.#mine.doc, this.#theirs.doc];
    const off = readRemoved(theirs, 's').flatMap(({ id }) => (this.#off.has(id) ? [] : id));
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(theirs)));
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine)));
    const removed = new Set(readRemoved(mine, 's').map(({ id }) => id));
    // The colleague took it off, with all that was ever written there.
    for (const id of off)
      if (removed.has(id)) for (const word of this.#on.get(id) ?? []) this.#taken.add(word);
    this.#off = removed;
    const after = this.#mine.allWords();
    for (const word of before) if (!after.has(word)) this.#taken.add(word);
  }

  #edit(window: Window, kind: Kind, a: number, b: number, name: string, number = 0): void {
    const word = spell(name);
    const { actions } = window;
    const planId = pick(window.plans, a)?.id;
    const field = pick(TEXTS, b) ?? 'title';
    if (planId === undefined) return;
    const blocks = (change: (list: readonly Node[], at: number) => readonly Node[]) =>
      window.edit(planId, (list) => change(list, b % Math.max(1, list.length)));
    switch (kind) {
      case 'type':
        return window.type(planId, field, `${window.text(planId, field)} ${word}`);
      case 'paste':
        actions.endStep();
        window.type(planId, field, word);
        return actions.endStep();
      case 'erase':
        return window.type(planId, field, window.text(planId, field).split(' ').slice(0, -1).join(' '));
      case 'amount':
        actions.endStep();
        return actions.setFields(planId, { budgetMinor: 9_000_000 + number, currency: 'EUR' });
      case 'tag':
        return actions.setSet(planId, 'tags', [...tagsOf(window, planId), word]);
      case 'untag':
        return actions.setSet(planId, 'tags', tagsOf(window, planId).slice(1));
      case 'write':
        return blocks((list, at) =>
          list.length === 0
            ? [paragraph(word)]
            : list.map((block, index) => (index === at ? paragraph(`${block.textContent} ${word}`) : block)),
        );
      case 'break':
        return blocks((list, at) => [...list.slice(0, at), paragraph(word), ...list.slice(at)]);
      case 'strike':
        return blocks((list, at) => list.filter((_block, index) => index !== at || list.length === 1));
      case 'move':
        return actions.movePlan(
          planId,
          null,
          pick(
            window.plans.filter(({ id }) => id !== planId),
            b,
          )?.id ?? null,
        );
      case 'say':
      case 'reword':
      case 'unsay':
        return talk(window, kind, planId, word, a, b);
    }
    const [item, task] = [pick(window.agenda, a), pick(window.tasks, b)];
    if (kind === 'topic')
      return void actions.workshop.addItem({ session: 's', kind: 'topic', title: word, minutes: 5 });
    if (kind === 'task')
      return void actions.workshop.addTask({ text: word, ownerId: window.name, from: item?.id ?? '' });
    if (item) onItem(window, kind, item, word, number, b);
    if (!task) return;
    if (kind === 'tick') actions.workshop.finishTask(task.id, '2027-01-01', word);
    if (kind === 'untick') actions.workshop.reopenTask(task.id);
  }
}

function onItem(window: Window, kind: Kind, item: AgendaItem, word: string, number: number, b: number): void {
  const { workshop } = window.actions;
  const { id, title, remarks } = item;
  if (kind === 'retitle') window.retitle(item, b % 3 === 0 ? word : `${title} ${word}`);
  if (kind === 'remark') window.remark(item, b % 2 ? `${remarks} ${word}` : `${word} ${remarks}`);
  if (kind === 'unremark')
    window.remark(
      item,
      remarks
        .split(' ')
        .slice(b % 2, -1)
        .join(' '),
    );
  if (kind === 'minutes') {
    window.actions.endStep();
    workshop.setItem(id, 'minutes', 9_000_000 + number);
  }
  if (kind === 'reorder') workshop.moveItem(id, pick(window.agenda, b)?.id ?? null);
  if (kind === 'drop') workshop.removeItem(id);
}

/** What is said on a plan; people change and delete what they said themselves. */
function talk(
  window: Window,
  kind: 'say' | 'reword' | 'unsay',
  plan: string,
  word: string,
  a: number,
  b: number,
): void {
  const { actions, doc } = window;
  const said = { text: word, mentions: [] };
  const threads = readThreads(doc);
  const thread = pick(threads, a);
  if (kind === 'say')
    return void (thread && b % 3 > 0
      ? actions.addComment(thread.id, said)
      : actions.addThread({ plan }, said));
  const own = threads.flatMap(({ id, comments }) =>
    comments.flatMap((comment) => (comment.clientId === doc.clientID ? [[id, comment] as const] : [])),
  );
  const [threadId, comment] = pick(own, b) ?? [];
  if (threadId === undefined || comment === undefined) return;
  if (kind === 'reword')
    actions.editComment(threadId, comment.id, { ...said, text: `${comment.text} ${word}` });
  else actions.deleteComment(threadId, comment.id);
}

const EDITS: readonly Kind[] = [
  'type',
  'type',
  'paste',
  'paste',
  'erase',
  'tag',
  'write',
  'break',
  'strike',
  'move',
  'topic',
  'retitle',
  'remark',
  'remark',
  'unremark',
  'drop',
  'task',
  'tick',
  'say',
  'say',
];

/** Where the letters of words begin: of one's own, and of the colleague's. */
const LETTERS = { w: 0x4e00, c: 0xac00 } as const;
const LENGTH = 3;

/**
 * A word of letters that stand nowhere else. Where an editor writes a paragraph anew it keeps letters that both texts share, and one
 * person's word could end with a letter that the other wrote.
 */
function spell(name: string): string {
  const [kind, number] = [name.startsWith('w') ? 'w' : 'c', Number(name.slice(1, -1))] as const;
  const first = LETTERS[kind] + LENGTH * number;
  return String.fromCharCode(...Array.from({ length: LENGTH }, (_each, index) => first + index));
}

/** The names of the words in it: one's own, amounts among them, and the colleague's. */
function wordsIn(what: unknown): Set<string> {
  const json = JSON.stringify(what);
  const amounts = [...json.matchAll(/\b9(\d{6})\b/g)].map(([, number]) => `w${Number(number)}x`);
  const spelt = (json.match(/[\u4E00-\uD7FF]/g) ?? []).flatMap((letter) => {
    const kind = letter.charCodeAt(0) >= LETTERS.c ? 'c' : 'w';
    const number = (letter.charCodeAt(0) - LETTERS[kind]) / LENGTH;
    const name = `${kind}${number}x`;
    return Number.isInteger(number) && json.includes(spell(name)) ? [name] : [];
  });
  return new Set([...amounts, ...spelt]);
}

function tagsOf(window: Window, planId: string): readonly string[] {
  const tags = window.plans.find(({ id }) => id === planId)?.['tags'];
  return Array.isArray(tags) ? tags.map(String) : [];
}

function paragraph(text: string): Node {
  return BRIEF_SCHEMA.node('paragraph', null, text === '' ? [] : [BRIEF_SCHEMA.text(text)]);
}

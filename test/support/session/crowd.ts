import * as Y from 'yjs';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { remarksOf, readAgenda } from '../../../shared/doc/agenda';
import { addTask, readTasks } from '../../../shared/doc/tasks';
import type { AgendaItem, Task } from '../../../shared/domain/session/minutes';
import type { SessionView } from '../../../shared/domain/session/session';
import { setField } from '../../../shared/doc/commands';
import { decodeHostMessage, MESSAGE } from '../../../shared/sync/protocol';
import type { OpenBoard, TestMember } from '../clients/clients';
import type { Dice } from '../dice';
import type { Workshop } from '../host/workshops';

/** Somebody of a crowd: a stock provider at the board, requests to the host, and everything that was heard of the workshop. */
export class Participant {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly views: SessionView[] = [];
  #board: OpenBoard | null = null;

  constructor(
    readonly member: TestMember,
    readonly name: string,
  ) {}

  get isHere(): boolean {
    return this.#board !== null;
  }

  async come(board: string): Promise<void> {
    const open = await this.member.openBoard(board, this.doc);
    open.provider.messageHandlers[MESSAGE.session] = (_encoder, decoder) => {
      const heard = decodeHostMessage(MESSAGE.session, decoder);
      if (heard?.type === MESSAGE.session) this.views.push(heard.value);
    };
    this.#board = open;
  }

  leave(): void {
    this.#board?.close();
    this.#board = null;
  }

  /** Says where this person is, as a window does at every step. */
  show(plan: string, field: string | null): void {
    this.#board?.provider.awareness.setLocalState({ plan, field });
  }

  remark(item: string, text: string): void {
    const remarks = remarksOf(this.doc, item);
    remarks?.insert(remarks.length, text);
  }
}

/** What a crowd has done to a workshop: everything of it has to be in the minutes. */
export class Deeds {
  readonly remarks = new Map<string, Set<string>>();
  readonly tasks = new Map<string, Set<string>>();
  readonly plans = new Map<string, Set<string>>();
  count = 0;

  note(of: Map<string, Set<string>>, item: string, what: string): void {
    this.count += 1;
    of.set(item, (of.get(item) ?? new Set()).add(what));
  }
}

/** Many scripted people in one workshop, who do what a seed says. */
export class Crowd {
  readonly deeds = new Deeds();
  #names = 0;

  constructor(
    readonly people: readonly Participant[],
    readonly board: string,
    /** A plan that anybody may change meanwhile. */
    readonly plan: string,
    readonly dice: Dice,
  ) {}

  /** One of those who are there does something. */
  async act(workshop: Workshop, item: string): Promise<void> {
    const here = this.people.filter(({ isHere }) => isHere);
    const someone = here[this.dice.below(here.length)];
    if (!someone) return;
    const { dice } = this;
    this.deeds.count += 1;
    someone.show(this.plan, dice.chance(0.5) ? 'goal' : null);
    const what = dice.below(10);
    if (what < 3) await this.command(workshop, someone, 'hand', { up: dice.chance(0.6) });
    else if (what < 5) await this.command(workshop, someone, 'ready', { on: dice.chance(0.8) });
    else if (what < 8) this.remark(someone, item);
    else if (what < 9) this.task(someone, item);
    else {
      this.deeds.note(this.deeds.plans, item, this.plan);
      setField(someone.doc, this.plan, 'goal', `Ziel ${this.#names++}`);
    }
  }

  remark(by: Participant, item: string): void {
    const text = `[${by.name} ${this.#names++}]`;
    this.deeds.note(this.deeds.remarks, item, text);
    by.remark(item, text);
  }

  task(by: Participant, item: string): void {
    const id = `task-${this.#names++}`;
    this.deeds.note(this.deeds.tasks, item, id);
    addTask(by.doc, { id, text: `${by.name}: ${id}`, ownerId: by.member.id, from: item });
  }

  private async command(
    workshop: Workshop,
    by: Participant,
    type: string,
    more: Record<string, unknown>,
  ): Promise<void> {
    const { status, body } = await workshop.command(by.member, type, more);
    if (status >= 400) throw new Error(`${type} of ${by.name}: ${status} ${JSON.stringify(body)}`);
  }
}

/** What of a document a workshop is about. */
export function boardOf(doc: Y.Doc): { agenda: AgendaItem[]; tasks: Task[]; plans: unknown } {
  return { agenda: readAgenda(doc), tasks: readTasks(doc), plans: root(doc, 'plans').toJSON() };
}

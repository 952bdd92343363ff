import { vi } from 'vitest';
import { connectNow } from '../../renderer/client';
import type { OpenBoard } from '../../renderer/client/board/open-board';
import type { OpenWorkspace } from '../../renderer/client/workspace/open-workspace';
import type { TestMember } from '../support/clients/clients';
import { secretOf } from '../support/host/host';
import { joinAs, untilSaved } from '../support/clients/client-world';
import type { Town } from './town';

/** Two people whose apps stay open on a board, whatever befalls its host. */
export class Onlookers {
  readonly #workspaces: readonly OpenWorkspace[];
  readonly #boards: readonly OpenBoard[];
  readonly #plan: string;
  #typed = '';
  #parked = 0;

  private constructor(workspaces: readonly OpenWorkspace[], board: string, plan: string) {
    this.#workspaces = workspaces;
    this.#boards = workspaces.map(({ boards }) => boards.get(board));
    this.#plan = plan;
  }

  /** Lets them join, and one of them make the plan on which they work. */
  static async join({ owner, board }: Town): Promise<Onlookers> {
    const [first, second] = [await appOf(owner, 'Anna'), await appOf(owner, 'Ben')];
    const theirs = first.boards.get(board);
    await untilSaved(theirs);
    const plan = theirs.actions.createPlan({ kind: 'campaign', fields: { title: 'Frühjahr' } });
    await untilSaved(theirs);
    return new Onlookers([first, second], board, plan);
  }

  /** One of them types, and nobody waits until it is saved. */
  type(text: string): void {
    this.#typed = text;
    this.#first.actions.setField(this.#plan, 'message', text);
  }

  /** Lets them come back to their host, and looks whether both have what is there, and work on. */
  async comeBack(isRestored: boolean, word: string): Promise<string[]> {
    connectNow();
    if (isRestored) this.#parked++;
    const faults = [
      await this.#soon('not everybody has his edits saved', () =>
        this.#boards.every(({ store }) => store.getState().saved.state === 'saved'),
      ),
      await this.#soon('an edit that was typed meanwhile is neither there nor put aside', () =>
        isRestored
          ? this.#workspaces[0]?.store.getState().parked.length === this.#parked
          : this.#both('message', this.#typed),
      ),
      await this.#soon('what was taken back is still on a screen', () =>
        isRestored ? this.#both('message', undefined) : true,
      ),
    ];
    this.#first.actions.setField(this.#plan, 'audience', word);
    faults.push(
      await this.#soon('they do not see each other’s work', () => this.#both('audience', word)),
      await this.#soon('their work is not saved', () => this.#first.store.getState().saved.state === 'saved'),
    );
    for (const { store } of this.#boards) faults.push(JSON.stringify(store.getState().fault ?? ''));
    return faults.filter((fault) => fault !== '' && fault !== '""');
  }

  async close(): Promise<void> {
    for (const workspace of this.#workspaces) await workspace.close();
  }

  get #first(): OpenBoard {
    const [first] = this.#boards;
    if (!first) throw new Error('nobody is there');
    return first;
  }

  #both(field: 'message' | 'audience', value: string | undefined): boolean {
    return this.#boards.every(({ store }) => store.getState().plans.get(this.#plan)?.json[field] === value);
  }

  async #soon(fault: string, holds: () => boolean | undefined): Promise<string> {
    const look = () => {
      if (holds() !== true) throw new Error(fault);
    };
    return vi.waitFor(look, { interval: 10 }).then(
      () => '',
      () => fault,
    );
  }
}

async function appOf(owner: TestMember, name: string): Promise<OpenWorkspace> {
  const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
  return (await joinAs(owner.url, secretOf(body.link), name, 'marketing')).open();
}

import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Outcome } from '../../../../renderer/client';
import { NOTHING_SHOWN } from '../../../../renderer/client/board/shown';
import type { BoardState } from '../../../../renderer/client/board/types';
import {
  stateSingly,
  type BoardStatement,
  type Came,
  type VisitBoard,
} from '../../../../renderer/client/workspace/singly';
import type { RecordEntry } from '../../../../shared/domain/record';

/** Boards whose host answers each plan as told; what is not told is signed. */
class Boards {
  readonly signed: string[] = [];
  readonly visited: string[] = [];
  readonly stop = new AbortController();
  answers: Record<string, Outcome<RecordEntry> | 'stop'> = {};

  readonly visit: VisitBoard = async (boardId, task) => {
    this.visited.push(boardId);
    return task({
      store: createStore<BoardState>(() => ({ ...NOTHING_SHOWN, boardId })),
      loaded: async () => undefined,
      refresh: async () => undefined,
      actions: {
        makeStatement: async ({ plan }) => {
          this.signed.push(`${boardId}/${plan}`);
          const answer = this.answers[plan];
          if (answer === 'stop') this.stop.abort();
          return typeof answer === 'object' ? answer : { ok: true, value: {} as RecordEntry };
        },
      },
    });
  };

  async state(plans: readonly string[], leaves: readonly string[] = []): Promise<Came<string>[]> {
    const statements = plans.map((place): BoardStatement => {
      const [board = '', plan = ''] = place.split('/');
      return { board, draft: { kind: 'decision', plan, verdict: 'approve', digest: '' } };
    });
    const came: Came<string>[] = [];
    await stateSingly<string>(this.visit, statements, {
      standing: ({ plan }, { boardId }) => (leaves.includes(`${boardId}/${plan}`) ? 'changed' : null),
      told: (index, one) => (came[index] = one),
      signal: this.stop.signal,
    });
    return came;
  }
}

const refused = (code: string): Outcome<RecordEntry> => ({ ok: false, failure: { code } });

describe('[REVIEW-10] several statements', () => {
  it('are signed one by one, each board opened once', async () => {
    const boards = new Boards();
    const came = await boards.state(['a/1', 'b/2', 'a/3']);
    expect(came.map(({ is }) => is)).toEqual(['signed', 'signed', 'signed']);
    expect(boards.signed).toEqual(['a/1', 'a/3', 'b/2']);
    expect(boards.visited).toEqual(['a', 'b']);
  });

  it('go on past one that is refused, and past one that is not even signed as it was changed', async () => {
    const boards = new Boards();
    boards.answers = { 1: refused('stale') };
    expect(await boards.state(['a/1', 'a/2', 'b/3'], ['a/2'])).toEqual([
      { is: 'refused', failure: { code: 'stale' } },
      { is: 'left', why: 'changed' },
      { is: 'signed' },
    ]);
    expect(boards.signed).toEqual(['a/1', 'b/3']);
  });

  it('stop where the host is out of reach, and where somebody stops them', async () => {
    const away = new Boards();
    away.answers = { 1: refused('offline') };
    expect((await away.state(['a/1', 'a/2', 'b/3'])).map(({ is }) => is)).toEqual([
      'refused',
      'untried',
      'untried',
    ]);
    expect(away.signed).toEqual(['a/1']);
    const stopped = new Boards();
    stopped.answers = { 1: 'stop' };
    expect((await stopped.state(['a/1', 'a/2'])).map(({ is }) => is)).toEqual(['signed', 'untried']);
  });
});

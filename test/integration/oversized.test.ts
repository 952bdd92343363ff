import { expect, it, vi } from 'vitest';
import type { BoardSession } from '../../renderer/session/board-session';
import { LIMITS } from '../../shared/sync/protocol';
import { startHostProcess } from '../support/host';
import { joinAs, secretOfInvite, untilSaved, valueOf } from '../support/session-world';

const SOON = { timeout: 20_000, interval: 50 };
const TOO_LONG = 'x'.repeat(LIMITS.message + 1);

const untilLoaded = (board: BoardSession) =>
  vi.waitFor(() => expect(board.store.getState().loaded).toBe(true), SOON);
const untilRefused = (board: BoardSession) =>
  vi.waitFor(() => {
    expect(board.store.getState().saved).toEqual({ state: 'refused', reason: 'too-large' });
  }, SOON);
const goalOf = (board: BoardSession, plan: string) => board.store.getState().plans.get(plan)?.json['goal'];

it('[CLIENT-44] more than a message may weigh is told at once, kept for copying, and goes through once it is shorter', async () => {
  const host = await startHostProcess();
  const anna = await joinAs(host.url, host.ownerSecret ?? '', 'Anna', 'marketing');
  let session = await anna.open();
  const boardId = valueOf(await session.actions.createBoard('Zu viel'));
  const ben = await joinAs(
    host.url,
    await secretOfInvite(session, { role: 'member', department: 'sales' }),
    'Ben',
    'sales',
  );
  const colleague = await ben.open();
  let board = session.boards.get(boardId);
  await untilSaved(board);
  const plan = board.actions.createPlan({ kind: 'campaign', fields: { title: 'Messe' } });
  await untilSaved(board);

  board.actions.setField(plan, 'goal', TOO_LONG);
  await untilRefused(board);
  const theirs = colleague.boards.get(boardId);
  await vi.waitFor(() => expect(theirs.store.getState().plans.has(plan)).toBe(true), SOON);
  theirs.actions.setField(plan, 'audience', 'Händler');
  await untilSaved(theirs);
  expect(goalOf(theirs, plan)).toBeUndefined();

  // Another run of the app meets what this one left.
  await board.flush();
  await session.close();
  session = await anna.open();
  board = session.boards.get(boardId);
  await untilLoaded(board);
  await untilRefused(board);
  const [unsent] = board.actions.unsent();
  expect([unsent?.planId, unsent?.fields, unsent?.plan?.['goal'] === TOO_LONG]).toEqual([
    plan,
    ['goal'],
    true,
  ]);

  board.actions.setField(plan, 'goal', 'short');
  await board.flush();
  await session.close();
  session = await anna.open();
  board = session.boards.get(boardId);
  await vi.waitFor(() => expect(board.store.getState().saved.state).toBe('saved'), SOON);
  await vi.waitFor(() => expect(goalOf(theirs, plan)).toBe('short'), SOON);
  await Promise.all([session, colleague].map((each) => each.close()));
  await host.close();
}, 60_000);

import { expect, it, vi } from 'vitest';
import type { OpenBoard } from '../../../renderer/client/board/open-board';
import { LIMITS } from '../../../shared/sync/protocol';
import { startHostProcess } from '../../support/host/host';
import { joinAs, secretOfInvite, untilSaved, valueOf } from '../../support/clients/client-world';

const SOON = { interval: 50 };
const TOO_LONG = 'x'.repeat(LIMITS.message + 1);

const untilLoaded = (board: OpenBoard) =>
  vi.waitFor(() => expect(board.store.getState().loaded).toBe(true), SOON);
const untilRefused = (board: OpenBoard) =>
  vi.waitFor(() => {
    expect(board.store.getState().saved).toEqual({ state: 'refused', reason: 'too-large' });
  }, SOON);
const goalOf = (board: OpenBoard, plan: string) => board.store.getState().plans.get(plan)?.json['goal'];

it('[CLIENT-44] more than a message may weigh is told at once, kept for copying, and goes through once it is shorter', async () => {
  const host = await startHostProcess();
  const anna = await joinAs(host.url, host.ownerSecret ?? '', 'Anna', 'marketing');
  let workspace = await anna.open();
  const boardId = valueOf(await workspace.actions.createBoard('Zu viel'));
  const ben = await joinAs(
    host.url,
    await secretOfInvite(workspace, { role: 'member', department: 'sales' }),
    'Ben',
    'sales',
  );
  const colleague = await ben.open();
  let board = workspace.boards.get(boardId);
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
  await workspace.close();
  workspace = await anna.open();
  board = workspace.boards.get(boardId);
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
  await workspace.close();
  workspace = await anna.open();
  board = workspace.boards.get(boardId);
  await vi.waitFor(() => expect(board.store.getState().saved.state).toBe('saved'), SOON);
  await vi.waitFor(() => expect(goalOf(theirs, plan)).toBe('short'), SOON);
  await Promise.all([workspace, colleague].map((each) => each.close()));
  await host.close();
});

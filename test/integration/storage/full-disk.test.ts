import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OpenBoard } from '../../../renderer/client/board/open-board';
import type { OpenWorkspace } from '../../../renderer/client/workspace/open-workspace';
import { ask } from '../../support/clients/clients';
import { startHostProcess, type HostProcess } from '../../support/host/host';
import {
  joinAs,
  secretOfInvite,
  untilSaved,
  valueOf,
  type PersonAtDevice,
} from '../../support/clients/client-world';
import { mountSmallDisk } from '../../support/host/small-disk';

const disk = mountSmallDisk(32);
const DISK = disk ?? { path: '', fill: () => undefined, free: () => undefined, remove: () => undefined };
/** The host looks for room every few seconds. */
const SOON = { interval: 50 };
const PLAN = { kind: 'campaign', fields: { title: 'Frühjahr' } } as const;
const LONG = 'Wärmepumpe. '.repeat(1000);

describe.skipIf(disk === null)('a host on a disk that fills up under load', () => {
  let host: HostProcess;
  let port: number;
  const people: PersonAtDevice[] = [];
  let workspaces: OpenWorkspace[] = [];
  let boards: OpenBoard[] = [];
  let boardId: string;
  const plans: string[] = [];
  /** How often each person wrote his goal, and the last of these that he was told is saved. */
  const written = new Map<string, number>();
  const acknowledged = new Map<string, number>();

  beforeAll(async () => {
    host = await startHostProcess({ data: DISK.path });
    port = Number(new URL(host.url).port);
    people.push(await joinAs(host.url, host.ownerSecret ?? '', 'Anna', 'marketing'));
    const anna = await first(people).open();
    boardId = valueOf(await anna.actions.createBoard('Volle Platte'));
    for (const name of ['Ben', 'Cleo', 'Dora']) {
      const secret = await secretOfInvite(anna, { role: 'member', department: 'sales' });
      people.push(await joinAs(host.url, secret, name, 'sales'));
    }
    await anna.close();
    await openAll();
    DISK.fill(16);
    for (const board of boards) {
      await untilSaved(board);
      plans.push(board.actions.createPlan(PLAN));
    }
    await Promise.all(boards.map(untilSaved));
  });

  afterAll(async () => {
    await Promise.all(workspaces.map((workspace) => workspace.close()));
    await host?.close();
    disk?.remove();
  });

  async function openAll(): Promise<void> {
    workspaces = await Promise.all(people.map((person) => person.open()));
    boards = workspaces.map((workspace) => workspace.boards.get(boardId));
  }

  const stateOf = (board: OpenBoard) => board.store.getState().saved.state;
  const goalOf = (board: OpenBoard, planId: string) => board.store.getState().plans.get(planId)?.json['goal'];

  /** Everybody writes and waits to be told that it is saved, over and over, until somebody is told otherwise. */
  async function writeUntilFull(): Promise<number> {
    let edits = 0;
    const write = async (board: OpenBoard, planId: string) => {
      while (stateOf(board) !== 'host-full') {
        const count = (written.get(planId) ?? 0) + 1;
        written.set(planId, count);
        board.actions.setField(planId, 'goal', `${count} ${LONG}`);
        edits += 1;
        await vi.waitFor(() => expect(['saved', 'host-full']).toContain(stateOf(board)), SOON);
        if (stateOf(board) === 'saved') acknowledged.set(planId, count);
      }
    };
    await Promise.all(boards.map((board, index) => write(board, plans[index] ?? '')));
    return edits;
  }

  /** What is on the disk, as a newcomer sees it: nothing of what was acknowledged is missing, and nothing is half there. */
  async function expectAcknowledged(): Promise<void> {
    const newcomer = await first(people).anew();
    const board = newcomer.boards.get(boardId);
    await vi.waitFor(() => expect(board.store.getState().loaded).toBe(true), SOON);
    for (const planId of plans) {
      const goal = goalOf(board, planId);
      const count = Number(/^"(\d+) /.exec(JSON.stringify(goal))?.[1]);
      expect(goal === `${count} ${LONG}`).toBe(true);
      expect(count).toBeGreaterThanOrEqual(acknowledged.get(planId) ?? 0);
    }
    await newcomer.close();
  }

  it('[SYNC-20] says so, refuses every write in its own words, and goes on reading', async () => {
    expect(await writeUntilFull()).toBeGreaterThan(50);
    DISK.fill();
    expect(host.events.some(({ event }) => event === 'storage-full')).toBe(true);
    for (const workspace of workspaces)
      await vi.waitFor(() => expect(workspace.store.getState().hostStorage).toBe('full'), SOON);
    // Whoever has written nothing since is told as well, and what he writes now is counted.
    for (const [index, board] of boards.entries()) {
      const planId = plans[index] ?? '';
      board.actions.setField(planId, 'message', `geschrieben bei voller Platte ${index}`);
      await vi.waitFor(() => expect(stateOf(board)).toBe('host-full'), SOON);
    }
    const refused = await first(workspaces).actions.createBoard('Noch eins');
    expect(refused).toMatchObject({ ok: false, failure: { code: 'read-only' } });
    const answer = await ask(host.url, 'POST', '/api/boards', { title: 'x' }, first(people).profile.token);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    const stated = await first(boards).actions.makeStatement({ kind: 'withdrawn', plan: plans[0] ?? '' });
    expect(stated).toMatchObject({ ok: false, failure: { code: 'read-only' } });
    await expectAcknowledged();
  });

  it('[SYNC-21] starts on the full disk after kill -9, with everything that was acknowledged', async () => {
    await host.kill();
    DISK.fill();
    host = await startHostProcess({ data: DISK.path, port });
    await vi.waitFor(
      () => expect(workspaces.every((workspace) => workspace.store.getState().online)).toBe(true),
      SOON,
    );
    // What the start itself gave back takes some of what waited, rightly; it ends the same way.
    DISK.fill();
    await writeUntilFull();
    await expectAcknowledged();
  });

  it('[SYNC-22] notices room by itself, accepts everything that waited, and loses nothing', async () => {
    DISK.free();
    for (const board of boards) await vi.waitFor(() => expect(stateOf(board)).toBe('saved'), SOON);
    expect(first(workspaces).store.getState().hostStorage).toBe('ok');
    const waited = boards.map((board, index) => {
      const json = board.store.getState().plans.get(plans[index] ?? '')?.json;
      return [json?.['goal'], json?.['message']];
    });
    await host.kill();
    host = await startHostProcess({ data: DISK.path, port });
    const newcomer = await first(people).anew();
    const board = newcomer.boards.get(boardId);
    await vi.waitFor(() => expect(board.store.getState().loaded).toBe(true), SOON);
    for (const [index, planId] of plans.entries()) {
      const json = board.store.getState().plans.get(planId)?.json;
      expect([json?.['goal'] === waited[index]?.[0], json?.['message']]).toEqual([true, waited[index]?.[1]]);
    }
    await newcomer.close();
  });
});

function first<T>([item]: readonly T[]): T {
  if (item === undefined) throw new Error('nobody is there');
  return item;
}

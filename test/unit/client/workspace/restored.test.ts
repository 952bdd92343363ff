import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { copyAtRest } from '../../../support/host/at-rest';
import { startHost, type RunningHost } from '../../../../server/start';
import { openSqlite } from '../../../../server/storage/sqlite';
import type { OpenBoard } from '../../../../renderer/client/board/open-board';
import type { OpenWorkspace } from '../../../../renderer/client/workspace/open-workspace';
import {
  joinAs,
  secretOfInvite,
  untilSaved,
  valueOf,
  type PersonAtDevice,
} from '../../../support/clients/client-world';

const eventually = <T>(check: () => T) => vi.waitFor(check, { interval: 20 });
const PLAN = { kind: 'campaign', fields: { title: 'Frühjahr' } } as const;

describe('a workspace that was restored', () => {
  let directory: string;
  let host: RunningHost;
  let port: number;
  let annaHere: PersonAtDevice;
  let benHere: PersonAtDevice;
  let anna: OpenWorkspace;
  let ben: OpenWorkspace;
  let boardId: string;
  let lateBoardId: string;
  let calmBoardId: string;
  let kept: string;
  let late: string;

  const live = () => join(directory, 'live');
  const backup = () => join(directory, 'backup');
  const jsonOf = (board: OpenBoard, planId: string) => board.store.getState().plans.get(planId)?.json;

  function copyOf(board: string) {
    const copy = anna.store.getState().parked.find((each) => each.boardId === board);
    if (!copy) throw new Error('nothing is parked');
    return copy;
  }

  async function start(): Promise<void> {
    host = await startHost({ data: live(), port: port ?? 0 });
    port = Number(new URL(host.url).port);
  }

  /** Puts the backup in the place of the data, as a new epoch. */
  async function restore(): Promise<void> {
    await rm(live(), { recursive: true });
    await copyAtRest(backup(), live());
    const storage = openSqlite(live());
    const facts = await storage.workspace();
    if (!facts) throw new Error('no workspace');
    await storage.write({ workspace: { ...facts, epoch: 'after-restore' } });
    await storage.close();
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handschlag-restored-'));
    await start();
    const owner = new URL(host.ownerInvite ?? '').hash.slice('#invite='.length);
    annaHere = await joinAs(host.url, owner, 'Anna', 'marketing');
    anna = await annaHere.open();
    boardId = valueOf(await anna.actions.createBoard('Wärmepumpe 2027'));
    const secret = await secretOfInvite(anna, { role: 'member', department: 'sales' });
    benHere = await joinAs(host.url, secret, 'Ben', 'sales');
    ben = await benHere.open();
    const hers = anna.boards.get(boardId);
    await untilSaved(hers);
    kept = hers.actions.createPlan(PLAN);
    await untilSaved(hers);
    calmBoardId = valueOf(await anna.actions.createBoard('Ruhig'));
    const calm = anna.boards.get(calmBoardId);
    await untilSaved(calm);
    calm.actions.createPlan(PLAN);
    await untilSaved(calm);
    await host.close();
    await copyAtRest(live(), backup());
    await start();
  });

  afterAll(async () => {
    await anna.close();
    await ben.close();
    await host.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('[CLIENT-7] parks the old copy with its unsent changes, loads afresh, and brings nothing back', async () => {
    const [hers, his] = [anna.boards.get(boardId), ben.boards.get(boardId)];
    await untilSaved(hers);
    hers.actions.setField(kept, 'goal', 'nach der Sicherung geschrieben');
    late = hers.actions.createPlan({ kind: 'campaign', fields: { title: 'Herbst' } });
    hers.actions.addThread({ plan: kept }, { text: 'Passt das Budget?', mentions: [] });
    await untilSaved(hers);
    await eventually(() => expect(jsonOf(his, late)).toBeDefined());
    await untilSaved(his);
    lateBoardId = valueOf(await anna.actions.createBoard('Nach der Sicherung'));
    const third = anna.boards.get(lateBoardId);
    await untilSaved(third);
    third.actions.createPlan(PLAN);
    await untilSaved(third);
    await host.close();
    await eventually(() => expect(hers.store.getState().saved.state).toBe('offline'));
    hers.actions.setField(kept, 'message', 'ohne Netz geschrieben');
    await hers.flush();
    // Ben is not there while it is restored.
    await ben.close();
    await restore();
    await start();

    await eventually(() => expect(hers.store.getState().saved).toEqual({ state: 'saved' }));
    await eventually(() => expect(jsonOf(hers, kept)).toBeDefined());
    expect(jsonOf(hers, kept)).not.toHaveProperty('goal');
    expect(jsonOf(hers, kept)).not.toHaveProperty('message');
    expect(jsonOf(hers, late)).toBeUndefined();
    const newcomer = await annaHere.anew();
    const there = newcomer.boards.get(boardId);
    await untilSaved(there);
    expect([...there.store.getState().plans.keys()]).toEqual([kept]);
    expect(jsonOf(there, kept)).not.toHaveProperty('goal');
    await newcomer.close();
    // Nobody's board is stuck.
    hers.actions.setField(kept, 'audience', 'danach geschrieben');
    await untilSaved(hers);
  });

  it('[CLIENT-25] offers what differs from now, plan by plan, also of a board that is gone', async () => {
    const copy = await eventually(() => copyOf(boardId));
    expect(copy.unsent).toBe(1);
    const plans = (await anna.contentOfParked(copy, new AbortController().signal))?.plans ?? [];
    const byId = new Map(plans.map((each) => [each.plan.id, each]));
    expect([...byId.keys()].sort()).toEqual([kept, late].sort());
    expect(byId.get(kept)).toMatchObject({ isGone: false, comments: ['Passt das Budget?'] });
    expect(byId.get(kept)?.changes).toEqual(
      expect.arrayContaining([
        { field: 'goal', after: 'nach der Sicherung geschrieben' },
        { field: 'message', after: 'ohne Netz geschrieben' },
        { field: 'audience', before: 'danach geschrieben' },
      ]),
    );
    expect(byId.get(late)).toMatchObject({ isGone: true, plan: { title: 'Herbst' } });
    await eventually(() =>
      expect(anna.store.getState().boards.map(({ id }) => id)).not.toContain(lateBoardId),
    );
    expect(anna.store.getState().parked.map((each) => each.boardId)).toContain(lateBoardId);
  });

  it('[CLIENT-25] speaks of no copy in which nothing was rolled back', async () => {
    expect(
      anna.store
        .getState()
        .parked.map((each) => each.boardId)
        .sort(),
    ).toEqual([boardId, lateBoardId].sort());
    const again = await annaHere.open();
    expect(again.store.getState().parked.map((each) => each.boardId)).not.toContain(calmBoardId);
    await again.close();
    const calm = anna.boards.get(calmBoardId);
    await untilSaved(calm);
    expect(calm.store.getState().plans.size).toBe(1);
  });

  it('[CLIENT-25] brings a kept plan in as a new one, and forgets the copy when told to', async () => {
    const copy = copyOf(boardId);
    const hers = anna.boards.get(boardId);
    const content = await anna.contentOfParked(copy, new AbortController().signal);
    const plan = content?.plans.find((each) => each.isGone)?.plan;
    if (!plan) throw new Error('no plan is gone');
    const added = await anna.insertKept(boardId, plan, 'Herbst (behalten)');
    expect(added).not.toBe(late);
    await untilSaved(hers);
    expect(jsonOf(hers, added)).toMatchObject({ title: 'Herbst (behalten)', kind: 'campaign' });
    await anna.discardParked(copy);
    expect(anna.store.getState().parked.map((each) => each.boardId)).toEqual([lateBoardId]);
    expect(await annaHere.store.readLog(`copy/${annaHere.profile.id}/${boardId}/${copy.epoch}`)).toEqual([]);
  });

  it('[CLIENT-7] parks the copy of somebody who was away while it was restored', async () => {
    ben = await benHere.open();
    const his = ben.boards.get(boardId);
    await untilSaved(his);
    await eventually(() => expect(ben.store.getState().parked).toHaveLength(1));
    expect(ben.store.getState().parked[0]).toMatchObject({ boardId, unsent: 0 });
    expect(jsonOf(his, late)).toBeUndefined();
    expect(jsonOf(his, kept)).toMatchObject({ audience: 'danach geschrieben' });
  });
});

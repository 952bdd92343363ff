import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { startHost, type RunningHost } from '../../../../server/start';
import type { OpenBoard } from '../../../../renderer/client/board/open-board';
import type { OpenWorkspace } from '../../../../renderer/client/workspace/open-workspace';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import { TestMember } from '../../../support/clients/clients';
import { RawClient } from '../../../support/clients/raw-client';
import {
  joinAs,
  secretOfInvite,
  untilSaved,
  valueOf,
  type PersonAtDevice,
} from '../../../support/clients/client-world';

const eventually = <T>(check: () => T) => vi.waitFor(check, { interval: 10 });
const PLAN = {
  kind: 'campaign',
  fields: {
    title: 'Frühjahr',
    start: '2027-03-01',
    end: '2027-04-30',
    budgetMinor: 100_000,
    currency: 'EUR',
  },
} as const;
const PROMISE = { days: 3, callShare: 0.5, capacityPerWeek: 20 };

describe('two people on a real host', () => {
  let data: string;
  let host: RunningHost;
  let port: number;
  let annaHere: PersonAtDevice;
  let benHere: PersonAtDevice;
  let anna: OpenWorkspace;
  let ben: OpenWorkspace;
  let boardId: string;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'handschlag-session-'));
    host = await startHost({ data, port: 0 });
    port = Number(new URL(host.url).port);
    annaHere = await joinAs(
      host.url,
      new URL(host.ownerInvite ?? '').hash.slice('#invite='.length),
      'Anna',
      'marketing',
    );
    anna = await annaHere.open();
    boardId = valueOf(await anna.actions.createBoard('Wärmepumpe 2027'));
    const secret = await secretOfInvite(anna, { role: 'member', department: 'sales', approver: true });
    benHere = await joinAs(host.url, secret, 'Ben', 'sales');
    ben = await benHere.open();
  });

  afterAll(async () => {
    await anna.close();
    await ben.close();
    await host.close();
    await rm(data, { recursive: true, force: true });
  });

  it('[CLIENT-5] shows one what the other wrote, and who is there', async () => {
    const [hers, his] = [anna.boards.get(boardId), ben.boards.get(boardId)];
    const planId = hers.actions.createPlan(PLAN);
    await eventually(() => expect(his.store.getState().plans.get(planId)?.json['title']).toBe('Frühjahr'));
    const leave = [hers.show(), his.show()];
    hers.actions.setPresence({ plan: planId, field: 'goal' });
    await eventually(() =>
      expect(his.store.getState().people).toMatchObject([
        { name: 'Ben', me: true },
        { name: 'Anna', me: false, plan: planId, field: 'goal' },
      ]),
    );
    // Kept open, but not on her screen any more.
    leave[0]?.();
    await eventually(() => expect(his.store.getState().people).toMatchObject([{ name: 'Ben' }]));
    leave[1]?.();
    his.actions.addThread({ plan: planId, field: 'budgetMinor' }, { text: 'Zu wenig?', mentions: [] });
    await eventually(() =>
      expect(hers.store.getState().threads.get(planId)?.[0]?.comments[0]?.text).toBe('Zu wenig?'),
    );
    const comment = hers.store.getState().threads.get(planId)?.[0]?.comments[0];
    await eventually(() =>
      expect(hers.store.getState().owners.get(comment?.clientId ?? -1)).toBe(benHere.profile.memberId),
    );
    expect(hers.store.getState().plans.get(planId)?.openThreads).toBe(1);
    await untilSaved(hers);
  });

  it('[CLIENT-9] [CLIENT-15] carries a plan from submission over approval and a change to launch', async () => {
    const [hers, his] = [anna.boards.get(boardId), ben.boards.get(boardId)];
    const planId = hers.actions.createPlan(PLAN);
    const seen = row(hers, planId)?.digest ?? '';
    valueOf(await hers.actions.makeStatement({ kind: 'plan-submitted', plan: planId, digest: seen }));
    expect(row(hers, planId)?.status.state).toBe('in-review');
    await eventually(() => expect(row(his, planId)?.waitsForMe).toBe(true));
    await eventually(() =>
      expect(ben.waiting.store.getState().plans).toMatchObject([{ boardId, planId, title: 'Frühjahr' }]),
    );
    expect(row(hers, planId)?.waitsForMe).toBe(false);

    const digest = row(his, planId)?.digest ?? '';
    const promise = { ...PROMISE, ownerId: benHere.profile.memberId };
    valueOf(
      await his.actions.makeStatement({
        kind: 'decision',
        plan: planId,
        verdict: 'approve',
        digest,
        promise,
      }),
    );
    await eventually(() => expect(row(hers, planId)?.status.state).toBe('agreed'));
    await eventually(() => expect(ben.waiting.store.getState().plans).toEqual([]));

    his.actions.setField(planId, 'budgetMinor', 200_000);
    await eventually(() => expect(row(hers, planId)?.status.changesSinceAgreed).toHaveLength(1));
    expect(row(hers, planId)?.status.state).toBe('changed-since-agreed');
    const refused = await hers.actions.makeStatement({ kind: 'launched', plan: planId });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'wrong-state', reason: 'not-agreed' } });

    hers.actions.setField(planId, 'budgetMinor', 100_000);
    await eventually(() => expect(row(his, planId)?.status.state).toBe('agreed'));
    valueOf(await hers.actions.makeStatement({ kind: 'launched', plan: planId }));
    await eventually(() => expect(row(his, planId)?.status.state).toBe('launched'));
    expect(his.store.getState().fault).toBeNull();
  });

  it('[CLIENT-3] keeps what was typed without the host through a crash and brings it when the host is back', async () => {
    const before = anna.boards.get(boardId);
    const planId = before.actions.createPlan(PLAN);
    await untilSaved(before);
    const empty = valueOf(await anna.actions.createBoard('Noch leer'));
    await untilSaved(anna.boards.get(empty));
    await host.close();
    await eventually(() => expect(before.store.getState().saved.state).toBe('offline'));
    before.actions.setField(planId, 'goal', 'ohne Netz getippt');
    // What is not yet written is not called kept.
    expect(before.store.getState().saved).toEqual({ state: 'offline', pending: 1, kept: 0 });
    await before.flush();
    expect(before.store.getState().saved).toEqual({ state: 'offline', pending: 1, kept: 1 });
    await anna.close();

    anna = await annaHere.open();
    const after = anna.boards.get(boardId);
    await eventually(() => expect(row(after, planId)?.json['goal']).toBe('ohne Netz getippt'));
    await eventually(() =>
      expect(after.store.getState().saved).toEqual({ state: 'offline', pending: 1, kept: 1 }),
    );
    await eventually(() =>
      expect(anna.store.getState()).toMatchObject({ online: false, company: 'Lindner & Söhne' }),
    );

    await eventually(() => expect(anna.boards.get(empty).store.getState().loaded).toBe(true));

    host = await startHost({ data, port });
    await vi.waitFor(() => expect(after.store.getState().saved).toEqual({ state: 'saved' }));
    const his = ben.boards.get(boardId);
    await vi.waitFor(() => expect(row(his, planId)?.json['goal']).toBe('ohne Netz getippt'));
  });

  it('[CLIENT-60] whoever may write again saves what was refused meanwhile', async () => {
    const board = ben.boards.get(boardId);
    await vi.waitFor(() => expect(board.store.getState().saved).toEqual({ state: 'saved' }));
    const planId = board.actions.createPlan(PLAN);
    await untilSaved(board);
    const toRole = async (role: 'guest' | 'member') =>
      valueOf(await anna.actions.patchMember(benHere.profile.memberId, { role }));
    await toRole('guest');
    await vi.waitFor(() => expect(ben.store.getState().me.role).toBe('guest'));
    board.actions.setField(planId, 'goal', 'halb getippt');
    await vi.waitFor(() =>
      expect(board.store.getState().saved).toEqual({ state: 'refused', reason: 'read-only' }),
    );
    await toRole('member');
    await vi.waitFor(() => expect(board.store.getState().saved).toEqual({ state: 'saved' }));
    const hers = anna.boards.get(boardId);
    await vi.waitFor(() => expect(row(hers, planId)?.json['goal']).toBe('halb getippt'));
  });

  it('[CLIENT-60] what was written on a board while it was archived is saved once that is reopened', async () => {
    const board = ben.boards.get(boardId);
    const planId = board.actions.createPlan(PLAN);
    await untilSaved(board);
    const archive = async (archived: boolean) =>
      valueOf(await anna.actions.patchBoard(boardId, { archived }));
    await archive(true);
    board.actions.setField(planId, 'goal', 'vor dem Archivieren getippt');
    await vi.waitFor(() =>
      expect(board.store.getState().saved).toEqual({ state: 'refused', reason: 'archived' }),
    );
    await vi.waitFor(() => expect(ben.store.getState().boards[0]?.archived).toBe(true));
    await archive(false);
    await vi.waitFor(() => expect(board.store.getState().saved).toEqual({ state: 'saved' }));
    const hers = anna.boards.get(boardId);
    await vi.waitFor(() => expect(row(hers, planId)?.json['goal']).toBe('vor dem Archivieren getippt'));
  });

  it('[CLIENT-21] writes unsaved changes anew when their client ID is somebody else’s by now', async () => {
    const before = anna.boards.get(boardId);
    const planId = before.actions.createPlan(PLAN);
    await untilSaved(before);
    await host.close();
    await anna.close();
    anna = await annaHere.open();
    const offline = anna.boards.get(boardId);
    await eventually(() => expect(row(offline, planId)).toBeDefined());
    offline.actions.setField(planId, 'goal', 'ohne Netz getippt');
    const added = offline.actions.createPlan(PLAN);
    const stolen = offline.brief(planId)?.awareness.clientID ?? 0;
    await offline.flush();
    await anna.close();

    host = await startHost({ data, port });
    const thief = openBoardDoc(new Y.Doc());
    thief.clientID = stolen;
    root(thief, 'notes').set('k', 1);
    const benElsewhere = new TestMember(
      host.url,
      { ...benHere.profile, role: 'member' },
      generateKeyPairSync('ed25519').privateKey,
    );
    // Until the connections to the host that stopped are known to be gone.
    const raw = await vi.waitFor(() => RawClient.open(benElsewhere, `board:${boardId}`));
    expect(await raw.update(Y.encodeStateAsUpdate(thief))).toBeNull();
    raw.close();
    anna = await annaHere.open();
    const after = anna.boards.get(boardId);
    await eventually(() => expect(row(after, added)).toBeDefined());
    after.actions.setField(planId, 'message', 'danach getippt');
    const his = ben.boards.get(boardId);
    await vi.waitFor(() => {
      expect(row(his, planId)?.json).toMatchObject({
        goal: 'ohne Netz getippt',
        message: 'danach getippt',
      });
      expect(row(his, added)?.json['title']).toBe('Frühjahr');
      expect(after.store.getState().saved).toEqual({ state: 'saved' });
    });
  });
});

function row(board: OpenBoard, planId: string) {
  return board.store.getState().plans.get(planId);
}

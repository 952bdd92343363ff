import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RouteName } from '../../../../shared/api/routes';
import { httpApi, type Api } from '../../../../renderer/client/connection/api';
import type { OpenWorkspace } from '../../../../renderer/client/workspace/open-workspace';
import { startHost, type RunningHost } from '../../../../server/start';
import {
  joinAs,
  secretOfInvite,
  untilSaved,
  valueOf,
  type PersonAtDevice,
} from '../../../support/clients/client-world';
import { secretOf } from '../../../support/host/host';

const FIELDS = { title: 'Messe ISH', goal: '80 Gespräche', start: '2027-10-01', end: '2027-10-03' };
const eventually = (look: () => void) => vi.waitFor(look, { timeout: 15_000, interval: 20 });

describe('a board as a phone reads it', () => {
  let data: string;
  let host: RunningHost;
  let anna: OpenWorkspace;
  let benHere: PersonAtDevice;
  let board: string;
  let plan: string;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'handschlag-phone-'));
    host = await startHost({ data, port: 0 });
    const annaHere = await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing');
    anna = await annaHere.open();
    board = valueOf(await anna.actions.createBoard('Wärmepumpe 2027'));
    const secret = await secretOfInvite(anna, { role: 'member', department: 'sales', approver: true });
    benHere = await joinAs(host.url, secret, 'Ben', 'sales');
    const hers = anna.boards.get(board);
    plan = hers.actions.createPlan({ kind: 'campaign', fields: FIELDS });
    await untilSaved(hers);
    const digest = hers.store.getState().plans.get(plan)?.digest ?? '';
    valueOf(await hers.actions.makeStatement({ kind: 'plan-submitted', plan, digest }));
  });
  afterAll(async () => {
    await anna.close();
    await host.close();
    await rm(data, { recursive: true, force: true });
  });

  /** The host's answers, and what was asked for. */
  function counted(): { readonly api: Api; readonly asked: RouteName[] } {
    const asked: RouteName[] = [];
    const plain = httpApi({ host: host.url, token: benHere.profile.token });
    return {
      asked,
      api: { ...plain, call: (route, ...rest) => (asked.push(route), plain.call(route, ...rest)) },
    };
  }

  it('[PHONE-2] knows what a workshop is about without the document or the record', async () => {
    const session = valueOf(
      await anna.workshops.plan(board, {
        title: 'Frühjahrsrunde',
        facilitator: anna.profile.memberId,
        minutes: 60,
      }),
    );
    const hers = anna.boards.get(board);
    hers.actions.workshop.addItem({
      session: session.id,
      kind: 'plan',
      ref: plan,
      title: 'Messe ISH',
      minutes: 15,
    });
    await untilSaved(hers);
    const { api, asked } = counted();
    const ben = await benHere.onPhone(api);
    // The view comes by the workspace's room, which every page has.
    await eventually(() => expect(ben.workshops.store.getState().views.get(session.id)?.board).toBe(board));
    const his = ben.boards.get(board);
    await his.readAgenda(session.id);
    expect(his.store.getState().agenda).toMatchObject([
      { kind: 'plan', ref: plan, title: 'Messe ISH', minutes: 15 },
    ]);
    expect(asked).not.toContain('workspaceRecord');
    expect(asked).not.toContain('boardRecord');
    await ben.close();
  });

  it('[PHONE-3] decides about a plan as submitted, by a record that it checked', async () => {
    const { api, asked } = counted();
    const ben = await benHere.onPhone(api);
    const his = ben.boards.get(board);
    valueOf(await his.look(plan));
    expect(asked).toContain('workspaceRecord');
    const row = his.store.getState().plans.get(plan);
    expect(row).toMatchObject({ waitsForMe: true, status: { state: 'in-review' } });
    expect(row?.material).toMatchObject(FIELDS);
    expect(row?.digest).toBe(anna.boards.get(board).store.getState().plans.get(plan)?.digest);

    const promise = { ownerId: benHere.profile.memberId, days: 3, callShare: 0.8, capacityPerWeek: 20 };
    const about = { kind: 'decision', plan, verdict: 'approve', promise } as const;
    const wrong = await his.makeStatement({ ...about, digest: '0'.repeat(64) });
    expect(wrong).toMatchObject({ ok: false });
    valueOf(await his.makeStatement({ ...about, digest: row?.digest ?? '' }));
    expect(his.store.getState().plans.get(plan)).toMatchObject({
      waitsForMe: false,
      status: { state: 'agreed' },
    });
    await eventually(() =>
      expect(anna.boards.get(board).store.getState().plans.get(plan)?.status.state).toBe('agreed'),
    );
    await ben.close();
  });

  it('[PHONE-3] shows no plan that is not there, and says why', async () => {
    const ben = await benHere.onPhone();
    expect(await ben.boards.get(board).look('nowhere')).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(ben.boards.get(board).store.getState().plans.size).toBe(0);
    await ben.close();
  });
});

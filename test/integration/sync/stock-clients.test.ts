import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPlan, setField } from '../../../shared/doc/commands';
import * as Y from 'yjs';
import { openBoardDoc, readPlan } from '../../../shared/doc/board-doc';
import { SCHEMA_VERSION } from '../../../shared/doc/schema';
import { CLOSE } from '../../../shared/sync/close-codes';
import { ask, joinAs, stockProvider, type TestMember } from '../../support/clients/clients';
import { startHostProcess, type HostProcess } from '../../support/host/host';

let host: HostProcess;
let owner: TestMember;
let approver: TestMember;
let board: string;

beforeAll(async () => {
  host = await startHostProcess();
  const secret = host.ownerSecret ?? '';
  owner = await joinAs(host.url, {
    secret,
    name: 'Maren Vogt',
    department: 'marketing',
    company: 'Brenner KG',
  });
  approver = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
  board = await owner.createBoard('Wärmepumpe 2027');
});
afterAll(() => host?.close());

describe('a host by its command line and two stock providers', () => {
  it('[SYNC-1] syncs a board, agrees a plan and sees it change', async () => {
    const [mine, theirs] = [await owner.openBoard(board), await approver.openBoard(board)];
    createPlan(mine.doc, {
      id: 'p1',
      kind: 'campaign',
      ownerId: owner.id,
      fields: {
        title: 'Frühjahrsaktion',
        start: '2027-03-01',
        end: '2027-04-30',
        budgetMinor: 4_850_000,
        currency: 'EUR',
      },
    });
    await vi.waitFor(() => expect(readPlan(theirs.doc, 'p1')?.['title']).toBe('Frühjahrsaktion'));

    expect((await owner.state(board, 'p1', { kind: 'plan-submitted' })).status).toBe(201);
    expect((await owner.plan(board, 'p1')).status).toBe('in-review');
    const promise = { ownerId: approver.id, days: 2, callShare: 0.5, capacityPerWeek: 40 };
    expect(
      (await approver.state(board, 'p1', { kind: 'decision', verdict: 'approve', promise })).status,
    ).toBe(201);
    expect((await owner.plan(board, 'p1')).status).toBe('agreed');

    setField(theirs.doc, 'p1', 'budgetMinor', 5_000_000);
    await vi.waitFor(async () => expect((await owner.plan(board, 'p1')).status).toBe('changed-since-agreed'));
    mine.close();
    theirs.close();
  });

  it('[SYNC-44] lets any program in, and pages of the first version bring what they have before they must be renewed', async () => {
    const asPage = async (said: object) => {
      const headers = { origin: host.url };
      const body = { room: `board:${board}`, ...said };
      const answer = await ask<{ ticket: string }>(
        host.url,
        'POST',
        '/api/tickets',
        body,
        owner.token,
        headers,
      );
      return answer.body.ticket;
    };
    const comes = async (planId: string, ticket: string) => {
      const doc = openBoardDoc(new Y.Doc());
      createPlan(doc, { id: planId, kind: 'campaign', ownerId: owner.id });
      const provider = stockProvider(host.url, `board:${board}`, doc, ticket);
      const closed = new Promise<number>((resolve) =>
        provider.once('closed', ({ code }: { code: number }) => resolve(code)),
      );
      return { provider, closed };
    };
    const old = await comes('old', await asPage({}));
    expect(await old.closed).toBe(CLOSE.version);
    const there = await owner.openBoard(board);
    expect(readPlan(there.doc, 'old')).not.toBeNull();
    const present = await comes('present', await asPage({ schema: SCHEMA_VERSION }));
    await vi.waitFor(() => expect(readPlan(there.doc, 'present')).not.toBeNull());
    expect(present.provider.wsconnected).toBe(true);
    for (const provider of [old.provider, present.provider]) {
      provider.destroy();
      provider.awareness.destroy();
    }
    there.close();
  });
});

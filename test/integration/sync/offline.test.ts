import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { root } from '../../../shared/doc/board-doc';
import type { Migration } from '../../../shared/doc/migrations';
import { SCHEMA_VERSION } from '../../../shared/doc/schema';
import { sameAsHost } from '../../support/clients/board-rules';
import { BoardWorld, type Device } from '../../support/clients/board-world';
import { settle, turns } from '../../support/clients/settle';
import { HANGS_MS } from '../../support/hangs';

/** Two weeks away, and so much work on either side. */
const DAYS = 14;
const EDITS = Number(process.env['HANDSCHLAG_OFFLINE_EDITS'] ?? 2_000);
const HOUR = 3_600_000;

/** What a host of a later version adds to each plan; the client that was away knows nothing of it. */
const LATER: Migration = {
  version: SCHEMA_VERSION + 1,
  run: (doc) =>
    root(doc, 'plans').forEach((plan) => {
      const meta = plan instanceof Y.Map ? plan.get('meta') : null;
      if (meta instanceof Y.Map && !meta.has('later')) meta.set('later', true);
    }),
};
/** Those of the host, which takes them anew for each board that it opens. */
let migrations: Migration[];
let world: BoardWorld;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  migrations = [];
  world = await BoardWorld.open(migrations);
});
afterEach(async () => {
  await world.close();
  vi.useRealTimers();
});

it(
  `[CLIENT-2] [DOC-12] ${DAYS} days away, ${EDITS} edits on either side, a version behind: everything is there, once`,
  async () => {
    const { boardId, devices } = await world.board();
    const [away, approver, colleague] = devices as [Device, Device, Device];
    await settle(devices);
    const agreed = away.board.actions.createPlan(plan('Frühjahrsaktion'));
    const open = away.board.actions.createPlan(plan('Händlertage'));
    await settle(devices);
    await agree(away, approver, agreed, devices);

    away.wire.cut();
    const made = [agreed, open];
    made.push(...work(away, EDITS / 2, 'unterwegs'));
    await turns(5);
    away.crash();
    await turns(20);
    made.push(...work(away, EDITS / 2, 'weiter unterwegs'));

    const there = [approver, colleague];
    await upgrade(boardId, there);
    for (const device of there) made.push(...work(device, EDITS / 2, 'im Büro'));
    await settle(there);
    await agree(colleague, approver, open, there);
    vi.setSystemTime(Date.now() + DAYS * 24 * HOUR);

    await settle(devices);
    const { document, record } = await world.host.room(boardId);
    for (const device of devices) sameAsHost(device, document.doc);
    expect([...root(document.doc, 'plans').keys()].sort()).toEqual([...new Set(made)].sort());
    expect(root(document.doc, 'threads').size).toBe(4 * commentsIn(EDITS / 2));
    for (const device of devices) {
      const { plans, entries } = device.board.store.getState();
      expect(entries).toEqual(record.entries);
      expect(plans.get(agreed)?.status.agreement?.digest).toBeDefined();
      expect(plans.get(open)?.status.agreement?.digest).toBeDefined();
    }
    expect(await world.host.workspace.audit.faultOf(record)).toBeNull();

    // What the older client brought is brought up to date the next time the board is opened.
    await upgrade(boardId, devices);
    const again = (await world.host.room(boardId)).document.doc;
    const metas = [...root(again, 'plans').values()].map((each) =>
      (each as Y.Map<Y.Map<unknown>>).get('meta'),
    );
    expect(metas.every((meta) => meta?.get('later') === true)).toBe(true);
  },
  5 * HANGS_MS + EDITS * 30,
);

function plan(title: string) {
  return {
    kind: 'campaign' as const,
    fields: { title, start: '2027-03-01', end: '2027-04-30', currency: 'EUR' },
    sets: { channels: ['Messe'] },
  };
}

/** Which of {@link work}'s edits start a thread. */
const isComment = (n: number) => n % 10 === 0 && n % 100 !== 0;
const commentsIn = (edits: number) => Array.from({ length: edits }, (_each, n) => n).filter(isComment).length;

/** So many edits of one person: new plans, fields of his own and of everybody's, comments. @returns the plans he made */
function work({ board: { actions, store } }: Device, edits: number, word: string): string[] {
  const made: string[] = [];
  for (let n = 0; n < edits; n++) {
    const { order } = store.getState();
    const target = order[n % order.length] ?? made[0] ?? '';
    if (n % 100 === 0) made.push(actions.createPlan(plan(`${word} ${n}`)));
    else if (isComment(n)) actions.addThread({ plan: target }, { text: `${word} ${n}`, mentions: [] });
    else if (n % 2 === 0) actions.setField(target, 'goal', `${word} ${n}`);
    else actions.setField(target, 'budgetMinor', n);
  }
  return made;
}

/** One submits the plan as it stands, the approver agrees. */
async function agree(by: Device, approver: Device, planId: string, all: readonly Device[]): Promise<void> {
  const digest = by.board.store.getState().plans.get(planId)?.digest ?? '';
  const promise = { ownerId: approver.memberId, days: 2, callShare: 1, capacityPerWeek: 5 };
  for (const [device, draft] of [
    [by, { kind: 'plan-submitted', plan: planId, digest }],
    [approver, { kind: 'decision', plan: planId, verdict: 'approve', digest, promise }],
  ] as const) {
    const answer = device.board.actions.makeStatement(draft);
    await settle(all);
    expect(await answer).toEqual(expect.objectContaining({ ok: true }));
  }
}

/** The host is replaced by one of a later version: nobody is there for a while, then the board is opened anew. */
async function upgrade(boardId: string, there: readonly Device[]): Promise<void> {
  for (const device of there) device.wire.cut();
  const before = await world.host.room(boardId);
  await before.settled();
  vi.setSystemTime(Date.now() + HOUR);
  await world.host.tick();
  migrations.splice(0, 1, LATER);
  expect(await world.host.room(boardId)).not.toBe(before);
}

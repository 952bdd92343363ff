import { Temporal } from 'temporal-polyfill';
import * as Y from 'yjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HANDLERS } from '../../../../server/http/handlers';
import type { Call } from '../../../../server/http/call';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { createPlan } from '../../../../shared/doc/commands';
import { SYNC } from '../../../../shared/sync/protocol';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

let world: BareHost;
beforeEach(async () => {
  world = await bareHost();
});
afterEach(() => world.close());

it('[HTTP-23] all plans of a board are seen on one day, for which the clock is read once', async () => {
  const { host } = world;
  const { id } = await host.createBoard('Wärmepumpe 2027');
  const socket = await world.connect(MEMBER.id, `board:${id}`);
  const doc = openBoardDoc(new Y.Doc());
  for (let n = 0; n < 50; n++)
    createPlan(doc, {
      id: `plan-${n}`,
      kind: 'campaign',
      ownerId: MEMBER.id,
      fields: { title: `Aktion ${n}` },
    });
  socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
  await world.settled(`board:${id}`);

  const clocks = [vi.spyOn(host.workspace.ports.clock, 'now'), vi.spyOn(Temporal.Now, 'plainDateISO')];
  const call = { host, caller: world.caller(MEMBER.id), params: { board: id } } as unknown as Call;
  const answer = (await (await HANDLERS.plans(call)).json()) as { plans: unknown[] };
  expect(answer.plans).toHaveLength(50);
  expect(clocks.map((clock) => clock.mock.calls.length)).toEqual([1, 0]);
});

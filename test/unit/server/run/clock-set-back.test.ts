import { expect, it } from 'vitest';
import { Allowance } from '../../../../server/base/allowance';
import { MessageRate } from '../../../../server/net/message-rate';
import { bareHost } from '../../../support/host/host-room';

const MONTH = 30 * 24 * 60 * 60_000;

it('[SYNC-23] found: an allowance is not used up by a clock that was set back', () => {
  let now = MONTH;
  const allowance = new Allowance({ now: () => now }, 20, 2);
  now = 0;
  for (let question = 0; question < 20; question++) expect(allowance.take()).toBe(true);
  expect(allowance.take()).toBe(false);
  now += 500;
  expect(allowance.take()).toBe(true);
});

it('[SYNC-23] a connection is read on when the clock was set back', () => {
  let now = MONTH;
  const rate = new MessageRate({ now: () => now });
  now = 0;
  expect(rate.heard(200)).toBe(0);
});

it('[SYNC-23] [SYNC-2] a quiet connection hears something when the clock was set back', async () => {
  const bare = await bareHost();
  const { host, clock } = bare;
  const { id } = await host.createBoard('Board');
  const socket = await bare.connect('member', `board:${id}`);
  const before = socket.heard.length;
  clock.time -= MONTH;
  await host.tick();
  expect(socket.heard.length).toBe(before + 1);
  await bare.close();
});

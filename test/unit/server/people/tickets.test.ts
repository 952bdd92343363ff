import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

const LIFETIME = 30_000;

let world: BareHost;
beforeEach(async () => {
  world = await bareHost([MEMBER]);
});
afterEach(() => world.close());

const told = () => world.events.filter((event) => event === 'sockets-blocked').length;

function ask() {
  const { tickets, workspace } = world.host;
  tickets.issue(world.caller(MEMBER.id), 'workspace', workspace.facts.epoch);
  world.clock.time += LIFETIME;
}

it('[HTTP-40] the log says once that a device asks for tickets and never comes with one', () => {
  for (let n = 0; n < 3; n++) ask();
  expect(told()).toBe(0);
  for (let n = 0; n < 5; n++) ask();
  expect(told()).toBe(1);
});

it('[HTTP-40] a device that came once meanwhile is none of those', async () => {
  for (let n = 0; n < 2; n++) ask();
  expect((await world.connect(MEMBER.id, 'workspace')).closed).toBeNull();
  for (let n = 0; n < 3; n++) ask();
  expect(told()).toBe(0);
});

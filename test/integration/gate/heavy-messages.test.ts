import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLOSE } from '../../../shared/sync/close-codes';
import { LIMITS, SYNC } from '../../../shared/sync/protocol';
import { joinAs, type TestMember } from '../../support/clients/clients';
import { HEAVY, heavyStateVector } from '../../support/hostile/heavy-updates';
import { startHostProcess, type HostProcess } from '../../support/host/host';
import { RawClient } from '../../support/clients/raw-client';

/** MiB. Such a message is held some times over; decoded, it would take a gigabyte. */
const GROWTH = 160;

let host: HostProcess;
let owner: TestMember;
let room: string;

beforeAll(async () => {
  host = await startHostProcess();
  owner = await joinAs(host.url, { secret: host.ownerSecret ?? '', name: 'Maren', department: 'marketing' });
  room = `board:${await owner.createBoard('Wärmepumpe')}`;
});
afterAll(() => host?.close());

/** MiB that the host has held at most. */
function mostHeld(): number {
  const status = readFileSync(`/proc/${host.process.pid ?? 0}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

it.runIf(process.platform === 'linux')(
  '[HOSTILE-7] [GATE-40] the heaviest messages of the smallest parts are refused before they are taken apart',
  async () => {
    const before = mostHeld();
    for (const [kind, make] of Object.entries(HEAVY)) {
      const update = make();
      expect([kind, update.length > LIMITS.message / 2]).toEqual([kind, true]);
      const client = await RawClient.open(owner, room);
      expect([kind, await client.update(update)]).toEqual([kind, 'forbidden-content']);
      client.close();
    }
    const client = await RawClient.open(owner, room);
    client.sendSync(SYNC.step1, heavyStateVector());
    await client.until(() => client.closed !== null);
    expect(client.closed).toBe(CLOSE.malformed);
    expect(mostHeld() - before).toBeLessThan(GROWTH);
  },
);

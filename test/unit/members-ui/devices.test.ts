import { expect, it } from 'vitest';
import type { DeviceView } from '../../../shared/api/contract';
import { devicesByMember, devicesOf } from '../../../renderer/features/members/logic/roster';

function device(id: string, over: Partial<DeviceView> = {}): DeviceView {
  return {
    id,
    member: 'max',
    active: true,
    current: false,
    addedAt: null,
    lastSeen: null,
    kind: 'device',
    ...over,
  };
}

it('[PEOPLE-1] lists this device first, then the last seen, the recovery code last, removed ones never', () => {
  const byMember = devicesByMember([
    device('code', { kind: 'recovery' }),
    device('old', { lastSeen: '2027-01-02T00:00:00.000Z' }),
    device('gone', { active: false, lastSeen: '2027-01-09T00:00:00.000Z' }),
    device('new', { lastSeen: '2027-01-03T00:00:00.000Z' }),
    device('here', { current: true, lastSeen: '2027-01-01T00:00:00.000Z' }),
    device('other', { member: 'vera' }),
  ]);
  const own = devicesOf(byMember, 'max');
  expect(own.active.map(({ id }) => id)).toEqual(['here', 'new', 'old', 'code']);
  expect([own.hasRecovery, own.lastSeen]).toEqual([true, '2027-01-03T00:00:00.000Z']);
  expect(devicesOf(byMember, 'nobody')).toMatchObject({ active: [], hasRecovery: false, lastSeen: null });
});

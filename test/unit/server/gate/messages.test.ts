import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../../shared/domain/people';
import { gate, MESSAGES, messageName, ROOM_STATES } from '../../../../server/gate/messages';

describe('gate', () => {
  it('[GATE-1] lists every message, role and place, and closes on what it does not list', () => {
    const table = ROOM_STATES.flatMap((place) =>
      ROLES.map(
        (role) => `${place} ${role}: ${MESSAGES.map((message) => gate(message, role, place)).join(' ')}`,
      ),
    );
    //                        step1 step2 update awareness queryAwareness auth unknown
    expect(table).toEqual([
      'board owner: pass pass pass pass pass close close',
      'board member: pass pass pass pass pass close close',
      'board guest: pass read-only read-only drop pass close close',
      'unwritable owner: pass storage storage pass pass close close',
      'unwritable member: pass storage storage pass pass close close',
      'unwritable guest: pass read-only read-only drop pass close close',
      'archived owner: pass archived archived pass pass close close',
      'archived member: pass archived archived pass pass close close',
      'archived guest: pass read-only read-only drop pass close close',
      'workspace owner: drop drop drop drop drop close close',
      'workspace member: drop drop drop drop drop close close',
      'workspace guest: drop drop drop drop drop close close',
    ]);
  });

  it('[GATE-2] knows no message but those of the protocol', () => {
    expect([0, 1, 2, 3].map((sync) => messageName(0, sync))).toEqual(['step1', 'step2', 'update', 'unknown']);
    expect([1, 2, 3, 4, 99].map((type) => messageName(type, null))).toEqual([
      'awareness',
      'auth',
      'queryAwareness',
      'unknown',
      'unknown',
    ]);
    // Our own types are for the host to send.
    expect([100, 101, 102, 103, 104].map((type) => messageName(type, null))).toEqual(
      Array(5).fill('unknown'),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { rosterOf } from '../../../renderer/features/members/logic/roster';
import type { Member } from '../../../shared/domain/people';

const member = (id: string, name: string, over: Partial<Member> = {}): Member => ({
  id,
  name,
  department: 'marketing',
  role: 'member',
  approver: false,
  active: true,
  ...over,
});

describe('rosterOf', () => {
  test('[MEMBERS-1] oneself first, the others by name as the language sorts them, former ones apart', () => {
    const roster = rosterOf(
      [
        member('z', 'Zoe'),
        member('o', 'Özdemir'),
        member('me', 'Max'),
        member('x', 'Adam', { active: false }),
        member('p', 'Paul'),
      ],
      'me',
      'de',
    );
    expect(roster.active.map(({ id }) => id)).toEqual(['me', 'o', 'p', 'z']);
    expect(roster.former.map(({ id }) => id)).toEqual(['x']);
  });

  test('[MEMBERS-2] the last owner is protected; a removed or second owner changes that', () => {
    const owner = member('a', 'A', { role: 'owner' });
    const second = member('b', 'B', { role: 'owner' });
    expect(rosterOf([owner, member('c', 'C')], 'c', 'de').lastOwnerId).toBe('a');
    expect(rosterOf([owner, { ...second, active: false }], 'a', 'de').lastOwnerId).toBe('a');
    expect(rosterOf([owner, second], 'a', 'de').lastOwnerId).toBeNull();
  });
});

import { expect, test } from 'vitest';
import { standingInOf } from '../../../renderer/features/members/logic/deputy';
import { CAST } from '../domain/support';

const { vera, kim, mia, gone } = CAST;
const named = (deputy: string, allowed = false) => ({
  member: 'vera',
  deputy,
  from: '2027-01-01T00:00:00.000Z',
  until: '2027-02-01T00:00:00.000Z',
  allowed,
});

test.each([
  ['an approver', [vera, { ...kim, approver: true }], named('kim'), 'stands-in'],
  ['whom an owner allowed', [vera, kim], named('kim', true), 'stands-in'],
  ['who waits for an owner', [vera, kim], named('kim'), 'asks'],
  ['who was removed', [vera, gone], named('gone', true), 'unfit'],
  ['who is of another department now', [vera, mia], named('mia', true), 'unfit'],
  ['who is a guest now', [vera, { ...kim, role: 'guest' as const }], named('kim', true), 'unfit'],
  ['of somebody who decides no more', [{ ...vera, approver: false }, kim], named('kim', true), 'unfit'],
])('[DEPUTY-7] whoever is named, %s, is said to be what he is', (_who, people, delegation, does) => {
  expect(standingInOf(new Map(people.map((each) => [each.id, each])), delegation)).toBe(does);
});

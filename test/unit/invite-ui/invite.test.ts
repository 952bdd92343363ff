import { describe, expect, test } from 'vitest';
import { inviteBody } from '../../../shared/api/contract';
import { isLoopback, onBase, toPlan } from '../../../renderer/features/invite/logic/link';
import {
  inviteBodyOf,
  lacksBoards,
  maySee,
  singleUseReason,
  termsOf,
  usesOf,
  type Terms,
} from '../../../renderer/features/invite/logic/terms';

const terms = (over: Partial<Terms> = {}): Terms => ({ ...termsOf({}), ...over });

describe('[INVITE-7] an invitation from a plan', () => {
  test('leads there, at any address of the host', () => {
    const link = toPlan('http://127.0.0.1:8080/#invite=SECRET-SECRET', { board: 'b1', plan: 'p1' });
    expect(link).toBe('http://127.0.0.1:8080/#invite=SECRET-SECRET&board=b1&plan=p1');
    expect(onBase(link, 'http://192.168.1.20:8080', null)).toBe(
      'http://192.168.1.20:8080/#invite=SECRET-SECRET&board=b1&plan=p1',
    );
  });

  test.each([
    [{}, true],
    [{ role: 'guest' }, true],
    [{ role: 'guest', boards: ['b1'] }, true],
    [{ role: 'guest', boards: ['b2'] }, false],
    [{ role: 'member', boards: ['b2'] }, true],
  ] as const)('of %j may show the board: %s', (over, may) => {
    expect(maySee(terms(over), 'b1')).toBe(may);
  });
});

describe('links', () => {
  test.each([
    ['http://127.0.0.1:8080/#invite=x', true],
    ['http://localhost:8080/#invite=x', true],
    ['http://[::1]:8080/#invite=x', true],
    ['http://192.168.1.20:8080/#invite=x', false],
    ['https://handschlag.example.com/#invite=x', false],
    ['no link', false],
  ])('[INVITE-3] %s reaches only its own machine: %s', (link, expected) => {
    expect(isLoopback(link)).toBe(expected);
  });

  test.each(['http://192.168.1.20:8080', 'http://192.168.1.20:8080/'])(
    '[INVITE-3] another address keeps the secret (%s)',
    (base) => {
      expect(onBase('http://127.0.0.1:8080/#invite=SECRET-SECRET', base, null)).toBe(
        'http://192.168.1.20:8080/#invite=SECRET-SECRET',
      );
    },
  );

  test('[INVITE-6] a link made before the host was opened gets the fingerprint that it shows since', () => {
    const [own, later] = ['1'.repeat(43), '2'.repeat(43)];
    const [here, there] = ['http://127.0.0.1:8080', 'http://192.168.1.20:8080'];
    expect(onBase(`${here}/#device=SECRET-SECRET`, there, later)).toBe(
      `${there}/#device=SECRET-SECRET&cert=${later}`,
    );
    expect(onBase(`${here}/#device=SECRET-SECRET&cert=${own}`, there, later)).toBe(
      `${there}/#device=SECRET-SECRET&cert=${own}`,
    );
  });
});

describe('terms', () => {
  test('[INVITE-1] an invite opened from elsewhere starts with what was missing there', () => {
    expect(termsOf({ role: 'member', department: 'sales', approver: true })).toMatchObject({
      role: 'member',
      department: 'sales',
      approver: true,
    });
    expect(inviteBodyOf(termsOf({}))).toEqual({ role: 'member', uses: 1, expiresInMinutes: 10080 });
  });

  test('[INVITE-2] links for approvers and owners let in one person, whatever was ticked before', () => {
    expect(usesOf(terms({ several: true }))).toBe(25);
    expect(usesOf(terms({ several: true, approver: true }))).toBe(1);
    expect(usesOf(terms({ several: true, role: 'owner' }))).toBe(1);
    expect(singleUseReason(terms({ approver: true }))).toBe('approver');
    expect(singleUseReason(terms({ role: 'guest', approver: true }))).toBeNull();
  });

  test('[INVITE-4] only guests can be kept to some boards, and then to at least one', () => {
    expect(inviteBodyOf(terms({ role: 'guest', boards: ['b1'] })).boards).toEqual(['b1']);
    expect(inviteBodyOf(terms({ role: 'member', boards: ['b1'] }))).not.toHaveProperty('boards');
    expect(lacksBoards(terms({ role: 'guest', boards: [] }))).toBe(true);
    expect(lacksBoards(terms({ role: 'guest', boards: null }))).toBe(false);
  });

  test('[INVITE-1] whatever is chosen, the host understands it', () => {
    for (const role of ['owner', 'member', 'guest'] as const)
      for (const department of ['any', 'sales'] as const)
        for (const approver of [true, false]) {
          const body = inviteBodyOf(terms({ role, department, approver, boards: ['b1'] }));
          expect(inviteBody.safeParse(body).success).toBe(true);
        }
  });
});

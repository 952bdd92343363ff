import { describe, expect, it } from 'vitest';
import { filtered, rowsOf } from '../../../renderer/features/inbox/logic/rows';
import { unreadOf } from '../../../renderer/client/workspace/parts/inbox';
import type { InboxItem } from '../../../shared/api/inbox';

function item(id: string, fields: Partial<InboxItem> = {}): InboxItem {
  return {
    id,
    why: 'answer',
    board: 'b',
    plan: 'p',
    at: `2027-01-0${id.length}`,
    state: 'new',
    facts: {},
    ...fields,
  };
}

/** What is asked of an owner, about no board. */
function consent(id: string): InboxItem {
  const { board: _board, plan: _plan, ...rest } = item(id, { why: 'deputy', state: 'seen' });
  return rest;
}

const keysOf = (items: InboxItem[]) => rowsOf(items).map(({ kind, key }) => `${kind} ${key}`);

describe('the list', () => {
  it('[INBOX-9] is grouped by plan, what waits first, then what is due first, then the newest', () => {
    const items = [
      item('aaaa', { plan: 'new' }),
      item('aaa', { plan: 'due', due: '2027-02-01', why: 'promise' }),
      item('aaaaaa', { plan: 'waits' }),
      item('aa', { plan: 'waits', why: 'decision' }),
      item('a', { plan: 'new', why: 'mention' }),
      item('aaaaa', { plan: 'newest' }),
    ];
    expect(keysOf(items)).toEqual([
      'head b/waits',
      'item aa',
      'item aaaaaa',
      'head b/due',
      'item aaa',
      'head b/newest',
      'item aaaaa',
      'head b/new',
      'item aaaa',
      'item a',
    ]);
  });

  it('[INBOX-9] [INBOX-4] gives a line about several plans, and tasks without a plan, a place of their own', () => {
    const { plan: _plan, ...task } = item('aa', { why: 'task' });
    expect(
      keysOf([
        item('a', { plans: ['p', 'q'].map((plan) => ({ board: 'b', plan, title: '' })) }),
        task,
        item('aaa'),
      ]),
    ).toEqual(['head b/p', 'item aaa', 'head board/b', 'item aa', 'head line/a', 'item a']);
  });

  it('[INBOX-9] [DEPUTY-2] holds what an owner is asked for about no board, among what waits', () => {
    const items = [item('aa'), consent('a')];
    expect(keysOf(items)).toEqual(['head workspace', 'item a', 'head b/p', 'item aa']);
    expect([filtered(items, 'waits').length, unreadOf(items)]).toEqual([1, 2]);
  });

  it('[INBOX-9] is narrowed by filters', () => {
    const items = [
      item('a'),
      item('aa', { state: 'seen', why: 'decision' }),
      item('aaa', { state: 'later', why: 'decision' }),
    ];
    const shown = (filter: Parameters<typeof filtered>[1]) => filtered(items, filter).map(({ id }) => id);
    expect([shown('open'), shown('new'), shown('waits'), shown('later')]).toEqual([
      ['a', 'aa'],
      ['a'],
      ['aa'],
      ['aaa'],
    ]);
  });

  it('[INBOX-10] counts what is unread, and what waits and is not put off', () => {
    const items = [
      item('a'),
      item('aa', { state: 'seen' }),
      item('aaa', { state: 'seen', why: 'decision' }),
      item('aaaa', { state: 'later', why: 'decision' }),
      item('aaaaa', { state: 'later' }),
    ];
    expect(unreadOf(items)).toBe(2);
  });
});

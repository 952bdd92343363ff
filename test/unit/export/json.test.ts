import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { calendarJson } from '../../../shared/export';
import { BOARDS, context, noSource, plan, PROMISE, RETURN, TestBoard } from './support';

describe('calendarJson', () => {
  test('[EXPORT-8] anybody can recompute the digest of every item from its material', () => {
    const board = new TestBoard()
      .agree('p1', plan())
      .put('p1', plan({ title: 'Neu' }))
      .put('p2', plan());
    const { items } = calendarJson(board.items('all'), BOARDS, context({ scope: 'all' }), noSource);
    expect(items).toHaveLength(3);
    for (const { material, digest } of items)
      expect(
        createHash('sha256')
          .update(canonicalize(material) ?? '')
          .digest('hex'),
      ).toBe(digest);
  });

  test('[EXPORT-8] an agreed item names the entry of the record, both sides and their promises', () => {
    const board = new TestBoard().agree('p1', plan());
    const exported = calendarJson(board.items(), BOARDS, context(), noSource);
    expect(exported).toMatchObject({
      company: 'Wärme AG',
      board: { id: 'board-1', title: 'Wärmepumpe 2027' },
      scope: 'agreed',
      exportedAt: '2026-11-23T10:00:00Z',
      members: { 'm-max': 'Max Müller', 'm-vera': 'Vera Groß' },
    });
    expect(exported.items[0]).toMatchObject({
      plan: 'p1',
      agreed: true,
      deleted: false,
      agreement: {
        seq: 2,
        submittedBy: 'm-max',
        approvals: [{ seq: 2, by: 'm-vera', promise: PROMISE }],
        returnPromises: [RETURN],
      },
    });
  });

  test('[EXPORT-2] what is not agreed names no agreement', () => {
    const { items } = calendarJson(
      new TestBoard().put('p1', plan()).items('all'),
      BOARDS,
      context({ scope: 'all' }),
      noSource,
    );
    expect(items[0]).toMatchObject({ agreed: false, state: 'draft' });
    expect(items[0]).not.toHaveProperty('agreement');
  });

  test('[EXPORT-16] a calendar of everything says which warnings were accepted, and since when a plan is in review', () => {
    const board = new TestBoard().put('p1', plan()).submit('p1').put('p2', plan());
    const accepted = (_board: string, id: string) => (id === 'p2' ? ['period p7'] : []);
    const { items } = calendarJson(board.items('all'), BOARDS, context({ scope: 'all' }), {
      ...noSource,
      accepted,
    });
    const [reviewed, draft] = items;
    expect(reviewed).toMatchObject({ plan: 'p1', submittedAt: board.record[0]?.at });
    expect(reviewed).not.toHaveProperty('accepted');
    expect(draft).toMatchObject({ plan: 'p2', accepted: ['period p7'] });
    expect(draft).not.toHaveProperty('submittedAt');
  });
});

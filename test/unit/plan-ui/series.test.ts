import { describe, expect, it } from 'vitest';
import { planRow } from '../../../renderer/client/board/plan-row';
import { seriesDrafts } from '../../../renderer/features/plan/again/series';
import type { Capacities } from '../../../shared/domain/turn/delegation';
import type { Json } from '../../../shared/domain/json';

const me: Capacities = {
  id: 'me',
  active: true,
  role: 'member',
  department: 'marketing',
  approver: false,
};
const view = { history: null, openThreads: 0, takenBack: null, me, today: '2027-01-01' };
const plan = (id: string, more: Record<string, Json> = {}) =>
  planRow(
    { id, kind: 'campaign', ownerId: 'me', title: 'Messe', start: '2027-03-01', end: '2027-03-05', ...more },
    view,
  );
const of = (seriesOf: string, start: string, more: Record<string, Json> = {}) => ({
  meta: { seriesOf },
  start,
  end: start,
  ...more,
});

describe('the drafts of a series that are submitted together', () => {
  const first = plan('first');
  const may = plan('may', of('first', '2027-05-01'));
  const april = plan('april', of('first', '2027-04-01'));
  const untitled = plan('untitled', of('first', '2027-06-01', { title: '' }));
  const stranger = plan('stranger', of('another', '2027-04-01'));
  const carried = plan('carried', { meta: { carriedFrom: 'first' } });
  const all = [may, untitled, first, stranger, carried, april];
  const ids = (series: ReturnType<typeof seriesDrafts>) => series.ready.map(({ id }) => id);

  it('[AGAIN-5] are those of the series that lack nothing, by their start, whichever of it one stands at', () => {
    expect(ids(seriesDrafts(first, all, me))).toEqual(['april', 'may']);
    expect(ids(seriesDrafts(may, all, me))).toEqual(['first', 'april']);
    expect(ids(seriesDrafts(stranger, all, me))).toEqual([]);
  });

  it('[AGAIN-5] what lacks something is counted, and stays a draft', () => {
    expect(seriesDrafts(first, all, me).others).toBe(1);
  });

  it('[AGAIN-5] nobody submits together what he may not submit at all', () => {
    const guest: Capacities = { ...me, role: 'guest' };
    expect(seriesDrafts(first, all, guest)).toEqual({ ready: [], others: 3 });
  });
});

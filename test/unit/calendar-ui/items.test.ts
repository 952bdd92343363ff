import { describe, expect, test } from 'vitest';
import { drawnAlike, timelinePlan, type TimelineItem } from '../../../shared/domain/timeline/items';
import type { PlanRow } from '../../../renderer/client';
import type { RecordEntry } from '../../../shared/domain/record';
import type { Material } from '../../../shared/domain/plan';
import { plan, TestBoard } from '../export/support';
import { row } from './support';

const TODAY = '2027-03-15';
const agreedBoard = () => new TestBoard().agree('p1', plan());
const rowOf = (id: string, material: Material, board?: { record: readonly RecordEntry[] }) =>
  row(id, material, board?.record ?? [], TODAY);

const itemsOf = (rows: readonly PlanRow[]): TimelineItem[] =>
  rows.flatMap((each) => timelinePlan('b', each).items);

describe('the bars of a plan', () => {
  test('[CAL-2] an agreed plan is one solid bar from its snapshot', () => {
    expect(itemsOf([rowOf('p1', plan(), agreedBoard())])).toEqual([
      expect.objectContaining({
        key: 'b/p1',
        agreed: true,
        state: 'agreed',
        start: '2027-03-01',
        end: '2027-04-30',
        changes: 0,
      }),
    ]);
  });

  test('[CAL-9] a bar carries the tags and the colour that its plan has on the board now', () => {
    const marked = rowOf('p1', plan(), agreedBoard());
    const json = { ...marked.json, tags: ['Altbau', 7], color: 'teal' };
    expect(itemsOf([{ ...marked, json }])).toMatchObject([{ tags: ['Altbau'], color: 'teal' }]);
  });

  test('[CAL-3] changed since agreed: the snapshot stays solid, the new version is a ghost beside it', () => {
    const changed = rowOf(
      'p1',
      plan({ title: 'Neu', start: '2027-05-01', end: '2027-05-31' }),
      agreedBoard(),
    );
    const [agreed, ghost] = itemsOf([changed]);
    expect(agreed).toMatchObject({
      key: 'b/p1',
      agreed: true,
      state: 'agreed',
      start: '2027-03-01',
      changes: 3,
    });
    expect(ghost).toMatchObject({
      key: 'b/p1~',
      agreed: false,
      besideAgreement: true,
      state: 'changed-since-agreed',
      start: '2027-05-01',
      title: 'Neu',
    });
  });

  test('[CAL-3] a launched plan that was changed stays launched; its change is not', () => {
    const board = agreedBoard().state('p1', 'launched');
    const entries = itemsOf([rowOf('p1', plan({ budgetMinor: 1 }), board)]);
    expect(entries.map(({ agreed, state }) => [agreed, state])).toEqual([
      [true, 'launched'],
      [false, 'changed-since-agreed'],
    ]);
  });

  test('[CAL-4] a start that has come without agreement is flagged, an agreed one is not', () => {
    const [draft] = itemsOf([rowOf('p2', plan())]);
    const [agreed] = itemsOf([rowOf('p1', plan(), agreedBoard())]);
    expect(draft).toMatchObject({ agreed: false, state: 'draft', startedUnagreed: true });
    expect(agreed).toMatchObject({ startedUnagreed: false });
  });

  test('[CAL-2] nothing that is not agreed counts as agreed', () => {
    const submitted = new TestBoard().put('p1', plan()).submit('p1');
    const entries = itemsOf([rowOf('p1', plan(), submitted), rowOf('p2', plan())]);
    expect(entries.map(({ agreed, state }) => [agreed, state])).toEqual([
      [false, 'in-review'],
      [false, 'draft'],
    ]);
  });

  test('[CAL-6] a plan deleted from the board stays while it is agreed, and says so', () => {
    const deleted = rowOf('p1', plan(), agreedBoard());
    const gone = { ...deleted, status: { ...deleted.status, deleted: true } };
    expect(itemsOf([gone])).toEqual([expect.objectContaining({ agreed: true, deleted: true })]);
  });

  test('[CAL-7] a plan without a start waits for one, unless it was withdrawn', () => {
    const undated = rowOf('p3', plan({ start: '', end: '', title: 'Irgendwann' }));
    expect(timelinePlan('b', undated)).toMatchObject({ title: 'Irgendwann', items: [], undated: true });
    expect(timelinePlan('b', rowOf('p2', plan())).undated).toBe(false);
  });

  test('[CAL-16] what is not drawn makes no difference, what is drawn does', () => {
    const before = timelinePlan('b', rowOf('p2', plan()));
    expect(drawnAlike(before, timelinePlan('b', rowOf('p2', plan({ goal: 'Ein Buchstabe mehr' }))))).toBe(
      true,
    );
    expect(drawnAlike(before, timelinePlan('b', rowOf('p2', plan({ end: '2027-05-01' }))))).toBe(false);
    expect(drawnAlike(before, timelinePlan('b', rowOf('p2', plan({ channels: ['Plakat'] }))))).toBe(false);
    expect(
      drawnAlike(
        before,
        timelinePlan('b', rowOf('p2', plan(), new TestBoard().put('p2', plan()).submit('p2'))),
      ),
    ).toBe(false);
  });
});

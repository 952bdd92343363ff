import { describe, expect, test } from 'vitest';
import { entriesOf, undatedOf } from '../../../renderer/features/calendar/logic/entries';
import type { RecordEntry } from '../../../shared/domain/record';
import type { Material } from '../../../shared/domain/plan';
import { plan, TestBoard } from '../export/support';
import { row } from './support';

const TODAY = '2027-03-15';
const agreedBoard = () => new TestBoard().agree('p1', plan());
const rowOf = (id: string, material: Material, board?: { record: readonly RecordEntry[] }) =>
  row(id, material, board?.record ?? [], TODAY);

describe('entriesOf', () => {
  test('[CAL-2] an agreed plan is one solid bar from its snapshot', () => {
    expect(entriesOf([rowOf('p1', plan(), agreedBoard())], [])).toEqual([
      expect.objectContaining({
        key: 'p1',
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
    expect(entriesOf([{ ...marked, json }], [])).toMatchObject([{ tags: ['Altbau'], color: 'teal' }]);
  });

  test('[CAL-3] changed since agreed: the snapshot stays solid, the new version is a ghost beside it', () => {
    const changed = rowOf(
      'p1',
      plan({ title: 'Neu', start: '2027-05-01', end: '2027-05-31' }),
      agreedBoard(),
    );
    const [agreed, ghost] = entriesOf([changed], []);
    expect(agreed).toMatchObject({
      key: 'p1',
      agreed: true,
      state: 'agreed',
      start: '2027-03-01',
      changes: 3,
    });
    expect(ghost).toMatchObject({
      key: 'p1~',
      agreed: false,
      besideAgreement: true,
      state: 'changed-since-agreed',
      start: '2027-05-01',
      title: 'Neu',
    });
  });

  test('[CAL-3] a launched plan that was changed stays launched; its change is not', () => {
    const board = agreedBoard().state('p1', 'launched');
    const entries = entriesOf([rowOf('p1', plan({ budgetMinor: 1 }), board)], []);
    expect(entries.map(({ agreed, state }) => [agreed, state])).toEqual([
      [true, 'launched'],
      [false, 'changed-since-agreed'],
    ]);
  });

  test('[CAL-4] a start that has come without agreement is flagged, an agreed one is not', () => {
    const [draft] = entriesOf([rowOf('p2', plan())], []);
    const [agreed] = entriesOf([rowOf('p1', plan(), agreedBoard())], []);
    expect(draft).toMatchObject({ agreed: false, state: 'draft', startedUnagreed: true });
    expect(agreed).toMatchObject({ startedUnagreed: false });
  });

  test('[CAL-2] nothing that is not agreed counts as agreed', () => {
    const submitted = new TestBoard().put('p1', plan()).submit('p1');
    const entries = entriesOf([rowOf('p1', plan(), submitted), rowOf('p2', plan())], []);
    expect(entries.map(({ agreed, state }) => [agreed, state])).toEqual([
      [false, 'in-review'],
      [false, 'draft'],
    ]);
  });

  test('[CAL-6] a plan deleted from the board stays while it is agreed, and says so', () => {
    const deleted = rowOf('p1', plan(), agreedBoard());
    const gone = { ...deleted, status: { ...deleted.status, deleted: true } };
    expect(entriesOf([], [gone])).toEqual([expect.objectContaining({ agreed: true, deleted: true })]);
  });

  test('[CAL-7] plans without a start are named apart', () => {
    const undated = rowOf('p3', plan({ start: '', end: '', title: 'Irgendwann' }));
    expect(entriesOf([undated], [])).toEqual([]);
    expect(undatedOf([undated, rowOf('p2', plan())])).toEqual([{ planId: 'p3', title: 'Irgendwann' }]);
  });
});

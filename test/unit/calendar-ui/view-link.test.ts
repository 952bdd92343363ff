import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  changeCalendar,
  EVERY_PLAN,
  keepShared,
  leaveShared,
  openShared,
  useCalendarSettings,
  type SharedView,
} from '../../../renderer/state/calendar';
import { queryOf, viewIn, viewOf } from '../../../renderer/state/shared-view';

const { kept, other } = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  /** Another window keeps something. */
  other: { keeps: (_key: string) => {} },
}));
vi.mock('../../../renderer/state/settings', () => ({
  onStored: (listener: (key: string) => void) => {
    other.keeps = listener;
  },
  readStored: (key: string) => kept.get(key) ?? null,
  writeStored: (key: string, value: unknown) => kept.set(key, value),
}));

const view: SharedView = {
  name: 'Messen & Märkte / 2027?',
  from: '2027-04-01',
  look: 'timeline',
  zoom: 'quarter',
  grouping: 'channel',
  firstMonth: 4,
  totals: true,
  filter: { ...EVERY_PLAN, agreedOnly: true, department: 'sales', state: 'in-review', channel: 'E-Mail #1' },
};
const plain: SharedView = { ...view, name: '', totals: false, filter: EVERY_PLAN };
const query = queryOf(view);

describe('[CAL-22] a view in a link', () => {
  const long: SharedView = { ...view, filter: { ...view.filter, channel: `Anzeige ${'ü'.repeat(1_900)}` } };
  test.each([view, plain, long])('is read back as it was written', (each) => {
    expect(viewOf(viewIn(`#/board/B-1/calendar${queryOf(each)}`) ?? '')).toEqual(each);
  });

  test.each([
    ['another version', query.replace('view=1', 'view=2')],
    ['a part of it', query.slice(0, 60)],
    ['a day that does not exist', query.replace('2027-04-01', '2027-02-30')],
    ['a month that does not exist', query.replace('year=4', 'year=13')],
    ['lanes that no longer exist', query.replace('lanes=channel', 'lanes=mood')],
    ['a state that no longer exists', query.replace('in-review', 'dreamt')],
    ['what is not known here', `${query}&weather=fine`],
    ['a text without end', queryOf({ ...view, name: 'x'.repeat(201) })],
    ['a channel without end', queryOf({ ...view, filter: { ...view.filter, channel: 'x'.repeat(2_001) } })],
    ['nothing', '?'],
  ])('is not read at all with %s', (_what, asked) => expect(viewOf(asked)).toBeNull());
});

describe('[CAL-22] looking at it', () => {
  beforeEach(() => {
    leaveShared();
    changeCalendar({ zoom: 'month', grouping: 'owner', kept: [] });
  });
  const now = () => useCalendarSettings.getState();

  test('changes nothing of one’s own, which one goes back to', () => {
    openShared(view);
    changeCalendar({ zoom: 'week' });
    openShared(plain);
    expect(now()).toMatchObject({
      zoom: 'quarter',
      grouping: 'channel',
      shared: { state: 'open', name: '' },
    });
    expect(kept.get('calendar')).toMatchObject({
      zoom: 'month',
      grouping: 'owner',
    });
    leaveShared();
    expect(now()).toMatchObject({ zoom: 'month', grouping: 'owner', filter: EVERY_PLAN, shared: null });
  });

  test('it can be kept, and one goes on with it', () => {
    openShared(view);
    keepShared('Messen');
    expect(now().kept).toEqual([{ name: 'Messen', filter: view.filter, grouping: 'channel' }]);
    expect(now()).toMatchObject({ zoom: 'quarter', shared: null });
  });

  test('[CAL-24] what another window keeps is there, and is not written over', () => {
    const named = (name: string) => ({ name, filter: view.filter, grouping: 'owner' });
    kept.set('calendar', { kept: [named('Messen')] });
    other.keeps('calendar');
    expect(now().kept.map(({ name }) => name)).toEqual(['Messen']);
    keepShared('Anzeigen');
    other.keeps('theme');
    expect(kept.get('calendar')).toMatchObject({ kept: [{ name: 'Anzeigen' }, { name: 'Messen' }] });
  });

  test('a link that nobody can read leaves everything as it is', () => {
    openShared(view);
    openShared(viewOf('?view=9'));
    expect(now()).toMatchObject({ zoom: 'month', grouping: 'owner', shared: { state: 'unreadable' } });
  });
});

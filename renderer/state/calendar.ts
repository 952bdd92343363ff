import { create } from 'zustand';
import type { CivilDate } from '../../shared/domain/dates';
import { DEPARTMENTS, type Department } from '../../shared/domain/people';
import { PLAN_STATES, type PlanState } from '../../shared/domain/status';
import { GROUPINGS, type Grouping } from '../../shared/domain/timeline/lanes';
import { ZOOMS, type Zoom } from '../../shared/domain/timeline/span';
import { onStored, readStored, writeStored } from './settings';

export const LOOKS = ['timeline', 'month', 'list'] as const;
export type CalendarLook = (typeof LOOKS)[number];

/** Which plans the calendar shows; null is all of them. */
export interface CalendarFilter {
  readonly agreedOnly: boolean;
  readonly department: Department | null;
  readonly state: PlanState | null;
  readonly channel: string | null;
  readonly region: string | null;
  readonly ownerId: string | null;
}

/** A filter with its lanes under a name, of this person on this device. */
export interface KeptFilter {
  readonly name: string;
  readonly filter: CalendarFilter;
  readonly grouping: Grouping;
}

export interface CalendarSettings {
  readonly look: CalendarLook;
  readonly zoom: Zoom;
  readonly grouping: Grouping;
  /** The month in which the year begins, 1 to 12. */
  readonly firstMonth: number;
  readonly totals: boolean;
  readonly filter: CalendarFilter;
  readonly kept: readonly KeptFilter[];
  /** The view of a link that is looked at; `before` is this person's own. */
  readonly shared: Shared | null;
}

/** A way to look at a calendar that somebody passes on: all of it stands in the link, so that nothing has to be kept for it. */
export interface SharedView extends Pick<
  CalendarSettings,
  'look' | 'zoom' | 'grouping' | 'firstMonth' | 'totals' | 'filter'
> {
  /** '' where whoever shared it had none for it. */
  readonly name: string;
  /** The first day shown. */
  readonly from: CivilDate;
}

export type Shared =
  | { readonly state: 'open'; readonly name: string; readonly from: CivilDate; readonly before: OwnView }
  | { readonly state: 'unreadable' };

type OwnView = Omit<CalendarSettings, 'kept' | 'shared'>;

const KEY = 'calendar';

export const EVERY_PLAN: CalendarFilter = {
  agreedOnly: false,
  department: null,
  state: null,
  channel: null,
  region: null,
  ownerId: null,
};

/** How this person looks at calendars, kept on this device. */
export const useCalendarSettings = create<CalendarSettings>(() => restore(readStored(KEY)));
// Filters that are kept in one window are there in the others, and are not written over by what those had before.
onStored((key) => {
  if (key === KEY) useCalendarSettings.setState({ kept: restore(readStored(KEY)).kept });
});

export function changeCalendar(change: Partial<CalendarSettings>): void {
  useCalendarSettings.setState(change);
  const { shared, ...own } = useCalendarSettings.getState();
  // Looking at a view of somebody else's changes nothing of one's own.
  const { filter: _filter, ...stored } = shared?.state === 'open' ? { ...own, ...shared.before } : own;
  writeStored(KEY, stored);
}

/** Shows the view of a link. @param view null for a link that nobody can read */
export function openShared(view: SharedView | null): void {
  if (!view) {
    leaveShared();
    return useCalendarSettings.setState({ shared: { state: 'unreadable' } });
  }
  const { kept: _kept, shared, ...own } = useCalendarSettings.getState();
  const { name, from, ...looks } = view;
  const before = shared?.state === 'open' ? shared.before : own;
  useCalendarSettings.setState({ ...looks, shared: { state: 'open', name, from, before } });
}

/** Goes back to this person's own view. */
export function leaveShared(): void {
  const { shared } = useCalendarSettings.getState();
  useCalendarSettings.setState({ ...(shared?.state === 'open' ? shared.before : {}), shared: null });
}

/** Keeps what a link showed among this person's own views, and goes on with it. */
export function keepShared(name: string): void {
  useCalendarSettings.setState({ shared: null });
  keepFilter(name);
}

export function filterCalendar(change: Partial<CalendarFilter>): void {
  changeCalendar({ filter: { ...useCalendarSettings.getState().filter, ...change } });
}

/** Keeps the present filter and lanes; a name that is taken means the new one. */
export function keepFilter(name: string): void {
  const { filter, grouping, kept } = useCalendarSettings.getState();
  const others = kept.filter((each) => each.name !== name);
  const all = [...others, { name, filter, grouping }].sort((a, b) => a.name.localeCompare(b.name));
  changeCalendar({ kept: all });
}

export function forgetFilter(name: string): void {
  changeCalendar({ kept: useCalendarSettings.getState().kept.filter((each) => each.name !== name) });
}

function restore(stored: unknown): CalendarSettings {
  const kept = recordOf(stored);
  const month = kept['firstMonth'];
  return {
    look: LOOKS.find((look) => look === kept['look']) ?? 'timeline',
    zoom: ZOOMS.find((zoom) => zoom === kept['zoom']) ?? 'year',
    grouping: groupingOf(kept['grouping']),
    firstMonth: typeof month === 'number' && month >= 1 && month <= 12 ? Math.floor(month) : 1,
    totals: kept['totals'] === true,
    filter: EVERY_PLAN,
    kept: Array.isArray(kept['kept']) ? kept['kept'].flatMap(keptOf) : [],
    shared: null,
  };
}

function keptOf(stored: unknown): KeptFilter[] {
  const { name, filter, grouping } = recordOf(stored);
  const fields = recordOf(filter);
  const text = (field: 'channel' | 'region' | 'ownerId') => {
    const value = fields[field];
    return typeof value === 'string' ? value : null;
  };
  if (typeof name !== 'string' || name === '') return [];
  return [
    {
      name,
      grouping: groupingOf(grouping),
      filter: {
        agreedOnly: fields['agreedOnly'] === true,
        department: DEPARTMENTS.find((each) => each === fields['department']) ?? null,
        state: PLAN_STATES.find((each) => each === fields['state']) ?? null,
        channel: text('channel'),
        region: text('region'),
        ownerId: text('ownerId'),
      },
    },
  ];
}

function groupingOf(stored: unknown): Grouping {
  return GROUPINGS.find((grouping) => grouping === stored) ?? 'department';
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

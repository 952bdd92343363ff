import { create } from 'zustand';
import { DEPARTMENTS, type Department } from '../../shared/domain/people';
import { PLAN_STATES, type PlanState } from '../../shared/domain/status';
import { GROUPINGS, type Grouping } from '../../shared/domain/timeline/lanes';
import { ZOOMS, type Zoom } from '../../shared/domain/timeline/span';
import { readStored, writeStored } from './settings';

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
}

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

export function changeCalendar(change: Partial<CalendarSettings>): void {
  useCalendarSettings.setState(change);
  const { filter: _filter, ...kept } = useCalendarSettings.getState();
  writeStored(KEY, kept);
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

import { useMemo } from 'react';
import type { TimelineItem } from '../../../shared/domain/timeline/items';
import type { Grouping } from '../../../shared/domain/timeline/lanes';
import { isoWeekOf, dayOf, partsOf } from '../../../shared/domain/timeline/days';
import type { Span, Zoom } from '../../../shared/domain/timeline/span';
import { isolated, listed } from '../../../shared/domain/text/typed-text';
import { memberName, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { stateWord } from '../../ui';
import type { BandWords } from './logic/bands';
import { lately } from './logic/lately';

/** How a bar is put in words. */
export interface ItemWords {
  title(item: TimelineItem): string;
  /** The note after the title; '' for an agreed plan that has not changed. */
  note(item: TimelineItem): string;
  /** What stands on a bar. */
  label(item: TimelineItem): string;
  period(item: Pick<TimelineItem, 'start' | 'end'>): string;
  /** What people must know about a bar besides its state. */
  remark(item: TimelineItem): string | null;
  budget(item: TimelineItem): string;
  owner(item: TimelineItem): string;
  /** Of a plan against which something speaks that nobody has accepted. */
  readonly warned: string;
  /** Everything about a bar, for those who hear it. */
  spoken(item: TimelineItem): string;
}

export function useItemWords(): ItemWords {
  const t = useT('calendar');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  return wordsLately([format, members], () => {
    const title = (item: TimelineItem) => isolated(item.title) || common('untitled');
    // Thousands of bars have a handful of words, and looking a message up takes longer than putting it on a bar.
    const [deleted, late, ghost, notAgreed] = [t('deleted'), t('late'), t('ghost'), t('notAgreed')];
    const states = new Map<string, string>();
    const stateOf = ({ state, department }: TimelineItem) => {
      const key = `${state} ${department}`;
      const word = states.get(key) ?? stateWord(common, state, department);
      states.set(key, word);
      return word;
    };
    const note = (item: TimelineItem) => {
      if (item.agreed) return item.deleted ? deleted : '';
      if (item.startedUnagreed) return late;
      if (item.besideAgreement) return ghost;
      return item.state === 'draft' ? notAgreed : stateOf(item);
    };
    // A bar is drawn again whenever it comes into sight, and a period takes a formatter a while.
    const periods = new Map<string, string>();
    const label = (item: TimelineItem) => [title(item), note(item)].filter(Boolean).join(' · ');
    const period: ItemWords['period'] = ({ start, end }) => {
      const key = start + end;
      const words = periods.get(key) ?? format.dateRange(start, end);
      periods.set(key, words);
      return words;
    };
    const remark = (item: TimelineItem) => {
      if (!item.agreed) return item.startedUnagreed ? late : notAgreed;
      if (item.deleted) return deleted;
      return item.changes > 0 ? t('changedNote', { count: item.changes }) : null;
    };
    const known = new WeakMap<TimelineItem, string>();
    const spoken = (item: TimelineItem) => {
      const words =
        known.get(item) ??
        [
          // First what is to be seen, as whoever speaks to the computer says that.
          label(item),
          common(`department.${item.department}`),
          period(item),
          stateOf(item),
          remark(item),
          listed(item.tags),
        ]
          .filter(Boolean)
          .join(', ');
      known.set(item, words);
      return words;
    };
    return {
      title,
      note,
      label,
      period,
      remark,
      spoken,
      warned: t('warned'),
      budget: (item) => (item.budgetMinor === null ? '' : format.money(item.budgetMinor, item.currency)),
      owner: (item) => memberName(members, item.ownerId),
    };
  });
}

/** Who comes back to a calendar has its words already; those of another language have another format. */
const wordsLately = lately<ItemWords>();

/** `2027`, `2027/28`, `2. Quartal 2027`, `März 2027`, `KW 9, 2027`; where there is little room, `Q2 2027`, `Sept. 2027`, `KW 9 2027`. */
export function useSpanName(firstMonth: number, isShort = false): (span: Span, zoom: Zoom) => string {
  const t = useT('calendar');
  const format = useFormat();
  return ({ from, to }, zoom) => {
    const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
    if (zoom === 'year') return first === last ? first : `${first}/${last.slice(2)}`;
    if (zoom === 'month') return format[isShort ? 'monthShort' : 'month'](from.slice(0, 7));
    if (zoom === 'week') {
      const { week, year } = isoWeekOf(dayOf(from));
      return t(isShort ? 'weekOfShort' : 'weekOf', { week: String(week), year: String(year) });
    }
    const { month, year } = partsOf(dayOf(from));
    const into = (month - firstMonth + 12) % 12;
    const begins = month < firstMonth ? year - 1 : year;
    return t(isShort ? 'quarterShort' : 'quarter', {
      quarter: String(Math.floor(into / 3) + 1),
      year: firstMonth === 1 ? String(year) : `${begins}/${String(begins + 1).slice(2)}`,
    });
  };
}

/** What a lane is called. */
export function useLaneName(grouping: Grouping): (key: string) => string {
  const t = useT('calendar');
  const common = useT('common');
  const members = useWorkspace((workspace) => workspace.members);
  const boards = useWorkspace((workspace) => workspace.boards);
  return useMemo(
    () => (key) => {
      if (grouping === 'department') return common(`department.${key as 'marketing'}`);
      if (grouping === 'status') return common(`state.${key as 'draft'}`);
      if (key === '') return t(`lanes.without.${grouping}` as 'lanes.without.channel');
      if (grouping === 'owner') return memberName(members, key) || t('lanes.without.owner');
      return grouping === 'board' ? (boards.find(({ id }) => id === key)?.title ?? '') : key;
    },
    [grouping, t, common, members, boards],
  );
}

/** How days that matter are put in words, on the screen and in pictures. */
export function useBandWords(): BandWords {
  const t = useT('days');
  const format = useFormat();
  return useMemo(
    () => ({
      language: format.language,
      list: (values) => format.list(values),
      place: (region, { inParts, fromNoon }) =>
        t('place', { region, parts: inParts ? 'yes' : 'no', noon: fromNoon ? 'yes' : 'no' }),
    }),
    [t, format],
  );
}

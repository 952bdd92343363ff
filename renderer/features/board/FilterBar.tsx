import { memo, useMemo } from 'react';
import { Eye, ListFilter, Search, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { DEPARTMENTS, type Department } from '../../../shared/domain/people';
import { PLAN_STATES, type PlanState } from '../../../shared/domain/status';
import { memberName, useBoard, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { changePlanFilter, EVERYTHING, usePlanFilter, type PlanFilter } from '../../state/plan-filter';
import { Button, Checkbox, Popover, Select, TextField, isComposing } from '../../ui';
import { activeFilters, monthsOf } from './logic/filter';
import { ownerOf } from './logic/values';
import { useWatchedNews } from './logic/news';
import { useFilteredRows } from './useRows';
import styles from './Board.module.css';

interface Props {
  /** How many plans there are, and how many of them are shown. */
  readonly all: number;
  readonly shown: number;
}

/** Search and filters over columns and list alike. */
export const FilterBar = memo(function FilterBar({ all, shown }: Props) {
  const t = useT('board');
  const boardId = useBoard((state) => state.boardId);
  const filter = usePlanFilter(boardId);
  const change = (part: Partial<PlanFilter>) => changePlanFilter(boardId, part);
  const active = activeFilters(filter);
  const news = useWatchedNews();
  return (
    <div className={styles['bar']} role="search">
      <div className={styles['search']} data-search>
        <Search size={14} aria-hidden />
        <TextField
          label={t('search')}
          isLabelHidden
          type="search"
          placeholder={t('search')}
          value={filter.search}
          onChange={(search) => change({ search })}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            if (filter.search === '') (event.target as HTMLElement).blur();
            else change({ search: '' });
          }}
        />
      </div>
      <Popover
        label={t('filter')}
        trigger={
          <Button size="small" variant="quiet" icon={<ListFilter size={15} aria-hidden />}>
            {active > 0 ? t('filterActive', { count: active }) : t('filter')}
          </Button>
        }
      >
        <Filters filter={filter} change={change} active={active} />
      </Popover>
      {news.size > 0 && !filter.isNew ? (
        <Button
          size="small"
          variant="quiet"
          icon={<Eye size={15} aria-hidden />}
          onPress={() => change({ isNew: true })}
        >
          {t('news.count', { count: news.size })}
        </Button>
      ) : null}
      <Chips filter={filter} change={change} />
      {shown < all ? (
        <span className={styles['count']} role="status">
          {t('shown', { shown, all })}
        </span>
      ) : null}
    </div>
  );
});

interface FiltersProps {
  readonly filter: PlanFilter;
  readonly change: (part: Partial<PlanFilter>) => void;
  readonly active: number;
}

const ALL = '*';

function Filters({ filter, change, active }: FiltersProps) {
  const t = useT('board');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((state) => state.members);
  const { all } = useFilteredRows();
  const owners = useMemo(() => [...new Set(all.flatMap((row) => ownerOf(row) ?? []))], [all]);
  const months = useMemo(() => monthsOf(all), [all]);
  const orAll = <V extends string>(value: V | typeof ALL) =>
    value === ALL ? null : (value as Exclude<V, typeof ALL>);
  return (
    <div className={styles['filters']}>
      <Select<PlanState | typeof ALL>
        label={t('state')}
        value={filter.state ?? ALL}
        onChange={(value) => change({ state: orAll(value) })}
        options={[
          { id: ALL, label: t('allStates') },
          ...PLAN_STATES.map((state) => ({ id: state, label: common(`state.${state}`) })),
        ]}
      />
      <Select<Department | typeof ALL>
        label={t('department')}
        value={filter.department ?? ALL}
        onChange={(value) => change({ department: orAll(value) })}
        options={[
          { id: ALL, label: t('allDepartments') },
          ...DEPARTMENTS.slice(0, 2).map((department) => ({
            id: department,
            label: common(`department.${department}`),
          })),
        ]}
      />
      <Select<string>
        label={common('field.ownerId')}
        value={filter.ownerId ?? ALL}
        onChange={(value) => change({ ownerId: orAll(value) })}
        options={[
          { id: ALL, label: t('allOwners') },
          ...owners.map((id) => ({ id, label: memberName(members, id) })),
        ]}
      />
      <Select<string>
        label={t('month')}
        value={filter.month ?? ALL}
        onChange={(value) => change({ month: orAll(value) })}
        options={[
          { id: ALL, label: t('allMonths') },
          ...months.map((month) => ({ id: month, label: format.month(month) })),
        ]}
      />
      <Checkbox isSelected={filter.waitsForMe} onChange={(waitsForMe) => change({ waitsForMe })}>
        {t('onlyWaiting')}
      </Checkbox>
      {active > 0 ? (
        <Button size="small" onPress={() => change({ ...EVERYTHING, search: filter.search })}>
          {t('filterClear')}
        </Button>
      ) : null}
    </div>
  );
}

function Chips({ filter, change }: Pick<FiltersProps, 'filter' | 'change'>) {
  const t = useT('board');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((state) => state.members);
  const chips: readonly (readonly [string | null, Partial<PlanFilter>])[] = [
    [filter.state && common(`state.${filter.state}`), { state: null }],
    [filter.department && common(`department.${filter.department}`), { department: null }],
    [filter.ownerId && memberName(members, filter.ownerId), { ownerId: null }],
    [filter.month && format.month(filter.month), { month: null }],
    [filter.waitsForMe ? t('onlyWaiting') : null, { waitsForMe: false }],
    [filter.isNew ? t('news.mark') : null, { isNew: false }],
  ];
  return chips.map(([name, without]) =>
    name === null ? null : (
      <AriaButton
        key={name}
        className={styles['chip'] ?? ''}
        aria-label={t('removeFilter', { name })}
        onPress={() => change(without)}
      >
        {name}
        <X size={13} aria-hidden />
      </AriaButton>
    ),
  );
}

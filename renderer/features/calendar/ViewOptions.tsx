import { isVisible } from '../../../shared/domain/text/typed-text';
import { useMemo, useState } from 'react';
import { Trash2 } from 'lucide-react';
import type { CivilDate } from '../../../shared/domain/dates';
import { DEPARTMENTS, type Department } from '../../../shared/domain/people';
import { PLAN_STATES, type PlanState } from '../../../shared/domain/status';
import type { TimelineItem } from '../../../shared/domain/timeline/items';
import { GROUPINGS } from '../../../shared/domain/timeline/lanes';
import { memberName, useLinkBase, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import {
  changeCalendar,
  EVERY_PLAN,
  filterCalendar,
  forgetFilter,
  keepFilter,
  useCalendarSettings,
  type KeptFilter,
} from '../../state/calendar';
import { hrefOf } from '../../state/route';
import { LONGEST_NAME, queryOf } from '../../state/shared-view';
import { Button, Checkbox, CopyButton, IconButton, isComposing, Select, TextField } from '../../ui';
import { activeFilters } from './logic/filter';
import styles from './calendar.module.css';

const ALL = '*';

interface ViewOptionsProps {
  readonly items: readonly TimelineItem[];
  readonly boardId: string | null;
  /** The first day shown. */
  readonly from: CivilDate;
}

/** Lanes, filters, where the year begins, what of it is kept under a name, and how to pass it on. */
export function ViewOptions({ items, boardId, from }: ViewOptionsProps) {
  const t = useT('calendar');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const { grouping, firstMonth, totals, filter, look } = useCalendarSettings();
  const found = useMemo(() => choicesOf(items), [items]);
  const orAll = <V extends string>(value: V | typeof ALL) =>
    value === ALL ? null : (value as Exclude<V, typeof ALL>);
  const withAll = <V extends string>(label: string, options: readonly { id: V; label: string }[]) => [
    { id: ALL as V | typeof ALL, label },
    ...options,
  ];
  const texts = (values: readonly string[], chosen: string | null) =>
    [...new Set(chosen === null ? values : [...values, chosen])].map((id) => ({ id, label: id }));
  return (
    <>
      {look === 'timeline' ? (
        <>
          <Select
            label={t('lanes.label')}
            value={grouping}
            options={GROUPINGS.map((id) => ({ id, label: t(`lanes.${id}`) }))}
            onChange={(next) => changeCalendar({ grouping: next })}
          />
          <Checkbox isSelected={totals} onChange={(next) => changeCalendar({ totals: next })}>
            {t('totals.show')}
          </Checkbox>
        </>
      ) : null}
      <Select
        label={t('firstMonth')}
        value={String(firstMonth)}
        options={Array.from({ length: 12 }, (_, at) => ({
          id: String(at + 1),
          label: format.month(`2027-${String(at + 1).padStart(2, '0')}`).replace(/\s*2027/, ''),
        }))}
        onChange={(month) => changeCalendar({ firstMonth: Number(month) })}
      />
      <div className={styles['filters']} role="group" aria-label={t('filter.title')}>
        <Checkbox isSelected={filter.agreedOnly} onChange={(agreedOnly) => filterCalendar({ agreedOnly })}>
          {t('scope.agreed')}
        </Checkbox>
        <Select<Department | typeof ALL>
          label={t('lanes.department')}
          value={filter.department ?? ALL}
          options={withAll(
            t('filter.all'),
            DEPARTMENTS.slice(0, 2).map((id) => ({ id, label: common(`department.${id}`) })),
          )}
          onChange={(value) => filterCalendar({ department: orAll(value) })}
        />
        <Select<PlanState | typeof ALL>
          label={t('lanes.status')}
          value={filter.state ?? ALL}
          options={withAll(
            t('filter.all'),
            PLAN_STATES.map((id) => ({ id, label: common(`state.${id}`) })),
          )}
          onChange={(value) => filterCalendar({ state: orAll(value) })}
        />
        <Select<string>
          label={t('lanes.channel')}
          value={filter.channel ?? ALL}
          options={withAll(t('filter.all'), texts(found.channels, filter.channel))}
          onChange={(value) => filterCalendar({ channel: orAll(value) })}
        />
        <Select<string>
          label={t('lanes.region')}
          value={filter.region ?? ALL}
          options={withAll(t('filter.all'), texts(found.regions, filter.region))}
          onChange={(value) => filterCalendar({ region: orAll(value) })}
        />
        <Select<string>
          label={t('lanes.owner')}
          value={filter.ownerId ?? ALL}
          options={withAll(
            t('filter.all'),
            texts(found.owners, filter.ownerId).map(({ id }) => ({
              id,
              label: memberName(members, id) || id,
            })),
          )}
          onChange={(value) => filterCalendar({ ownerId: orAll(value) })}
        />
      </div>
      {activeFilters(filter) > 0 ? (
        <Button size="small" onPress={() => filterCalendar(EVERY_PLAN)}>
          {t('filter.clear')}
        </Button>
      ) : null}
      <KeptFilters linkOf={useViewLink(boardId, from)} />
    </>
  );
}

/** A link to this calendar as it is looked at now, or with a filter that is kept; whoever may read the board sees it so. */
function useViewLink(boardId: string | null, from: CivilDate): (kept?: KeptFilter) => string {
  const settings = useCalendarSettings();
  const base = useLinkBase();
  const page = hrefOf(
    boardId === null ? { page: 'calendar' } : { page: 'board', boardId, view: 'calendar', planId: null },
  );
  return ({ name, filter, grouping } = { ...settings, name: '' }) =>
    `${base.replace(/\/+$/, '')}/${page}${queryOf({ ...settings, name, filter, grouping, from })}`;
}

/** Filters with their lanes under a name; they are this person's own, on this device. Others get copies of them by links. */
function KeptFilters({ linkOf }: { linkOf: (kept?: KeptFilter) => string }) {
  const t = useT('calendar');
  const { kept } = useCalendarSettings();
  const [name, setName] = useState('');
  const keep = () => {
    if (!isVisible(name)) return;
    keepFilter(name.trim());
    setName('');
  };
  return (
    <div className={styles['kept']} role="group" aria-label={t('filter.kept')}>
      {kept.length > 0 ? (
        <ul>
          {kept.map((each) => (
            <li key={each.name}>
              <Button
                size="small"
                variant="quiet"
                onPress={() => changeCalendar({ filter: each.filter, grouping: each.grouping })}
              >
                {each.name}
              </Button>
              <CopyButton
                isIcon
                size="small"
                text={linkOf(each)}
                label={t('shared.copyNamed', { name: each.name })}
              />
              <IconButton
                size="small"
                icon={<Trash2 size={13} />}
                label={t('filter.forget', { name: each.name })}
                onPress={() => forgetFilter(each.name)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles['keep']}>
        <TextField
          label={t('filter.name')}
          value={name}
          onChange={setName}
          maxLength={LONGEST_NAME}
          onKeyDown={(event) => {
            if (isComposing(event) || event.key !== 'Enter') return;
            event.preventDefault();
            keep();
          }}
        />
        <Button size="small" isDisabled={!isVisible(name)} onPress={keep}>
          {t('filter.keep')}
        </Button>
      </div>
      <CopyButton size="small" text={linkOf()} label={t('shared.copy')} />
      <p className={styles['aside']}>{t('shared.whoSees')}</p>
    </div>
  );
}

function choicesOf(items: readonly TimelineItem[]) {
  const [channels, regions, owners] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const item of items) {
    for (const channel of item.channels) channels.add(channel);
    for (const region of item.regions) regions.add(region);
    if (item.ownerId) owners.add(item.ownerId);
  }
  return { channels: [...channels].sort(), regions: [...regions].sort(), owners: [...owners] };
}

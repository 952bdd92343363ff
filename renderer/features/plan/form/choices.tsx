import { useMemo } from 'react';
import type { Json } from '../../../../shared/domain/json';
import { REGIONS } from '../../../../shared/domain/days/regions';
import type { SetField } from '../../../../shared/doc/commands';
import { planDrawing, useBoardActions, useDrawnPlans, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import {
  useNamesApart,
  ColorMark,
  DepartmentMark,
  PLAN_COLORS,
  planColorOf,
  Select,
  TagField,
  type Option,
} from '../../../ui';
import { useFieldProblem, usePlanPart, usePlanPlace } from '../plan-context';
import { FieldFrame } from './FieldFrame';
import { RegionQuestion } from './RegionQuestion';

/** The regions that a plan can be for by their holidays. */
const LISTED = REGIONS.map(({ text }) => text);

const saidIn = (field: SetField) =>
  planDrawing(
    ({ json }) => texts(json[field]),
    (before, now) => before.length === now.length && before.every((text, at) => text === now[at]),
  );
const AS_SAID: Readonly<Record<SetField, ReturnType<typeof saidIn>>> = {
  channels: saidIn('channels'),
  regions: saidIn('regions'),
  tags: saidIn('tags'),
};

/** Several short words, with what other plans of the board say offered; of regions also those of the list. */
export function SetRow({ field }: { field: SetField }) {
  const t = useT('common');
  const { planId, canEdit } = usePlanPlace();
  const { setSet } = useBoardActions();
  const values = usePlanPart((row) => texts(row.json[field])) ?? [];
  const said = useDrawnPlans(AS_SAID[field]);
  const suggestions = useMemo(() => {
    const known = [...new Set(said.flat())].sort((a, b) => a.localeCompare(b));
    return [...new Set([...known, ...(field === 'regions' ? LISTED : [])])];
  }, [said, field]);
  const label = t(`field.${field}`);
  return (
    <FieldFrame field={field} label={label}>
      <TagField
        label={label}
        isReadOnly={!canEdit}
        values={values}
        suggestions={suggestions}
        onChange={(changed) => setSet(planId, field, changed, values)}
      />
      {field === 'regions' && canEdit ? <RegionQuestion values={values} /> : null}
    </FieldFrame>
  );
}

/** The members of the board; somebody who has left stays shown until another is chosen. */
export function OwnerRow() {
  const t = useT('plan');
  const common = useT('common');
  const nameOf = useNamesApart();
  const { planId, canEdit } = usePlanPlace();
  const { setField } = useBoardActions();
  const members = useWorkspace((workspace) => workspace.members);
  const ownerId = usePlanPart((row) => row.json['ownerId']);
  const owner = typeof ownerId === 'string' ? ownerId : null;
  const options: Option[] = [...members.values()]
    .filter((member) => (member.active && member.role !== 'guest') || member.id === owner)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((member) => ({
      id: member.id,
      label: member.active ? nameOf(member) : t('formerOwner', { name: member.name }),
      icon: <DepartmentMark department={member.department} />,
    }));
  return (
    <FieldFrame field="ownerId" label={common('field.ownerId')}>
      <Select
        label={common('field.ownerId')}
        isReadOnly={!canEdit}
        placeholder={t('noOwner')}
        value={owner}
        options={options}
        problem={useFieldProblem('ownerId')}
        onChange={(value) => setField(planId, 'ownerId', value)}
      />
    </FieldFrame>
  );
}

const CURRENCIES = ['EUR', 'CHF', 'USD', 'GBP', 'PLN', 'CZK', 'DKK', 'SEK', 'NOK', 'HUF'] as const;

export function CurrencyRow({ currency }: { currency: string | null }) {
  const t = useT('common');
  const { planId, canEdit } = usePlanPlace();
  const { setField } = useBoardActions();
  const known = [...new Set([...CURRENCIES, ...(currency === null ? [] : [currency])])];
  return (
    <FieldFrame field="currency" label={t('field.currency')}>
      <Select
        label={t('field.currency')}
        isReadOnly={!canEdit}
        value={currency}
        placeholder="–"
        options={known.map((id) => ({ id, label: id }))}
        problem={useFieldProblem('currency')}
        onChange={(value) => setField(planId, 'currency', value)}
      />
    </FieldFrame>
  );
}

const NO_COLOR = 'none';

export function ColorRow() {
  const t = useT('plan');
  const common = useT('common');
  const { planId, canEdit } = usePlanPlace();
  const { setField } = useBoardActions();
  const stored = usePlanPart((row) => planColorOf(row.json['color']));
  return (
    <FieldFrame field="color" label={common('field.color')}>
      <Select
        label={common('field.color')}
        isReadOnly={!canEdit}
        value={stored ?? NO_COLOR}
        options={([NO_COLOR, ...PLAN_COLORS] as const).map((id) => ({
          id,
          label: t(`colors.${id}`),
          icon: <ColorMark color={id} />,
        }))}
        onChange={(value) => setField(planId, 'color', value === NO_COLOR ? null : value)}
      />
    </FieldFrame>
  );
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

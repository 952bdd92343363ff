import { useMemo } from 'react';
import { History } from 'lucide-react';
import type { Material } from '../../../../shared/domain/plan';
import type { FollowUpPromise } from '../../../../shared/domain/record';
import { useBoard, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { Banner, Button, DepartmentMark, Select, TextField } from '../../../ui';
import { capacityHint } from '../logic/capacity';
import {
  draftOf,
  promiseNumber,
  PROMISE_LIMITS,
  type PromiseDraft,
  type PromiseNumber,
} from '../logic/promise-form';
import { usePlan, useSpeech } from '../plan-context';
import styles from './decide.module.css';

interface PromiseFieldsProps {
  /** The version that is decided about: its enquiries and weeks are what the promise has to hold against. */
  readonly material: Material;
  readonly draft: PromiseDraft;
  /** What was promised last time, if whoever was to keep it still can: offered, never filled in by itself. */
  readonly last: FollowUpPromise | null;
  readonly onChange: (draft: PromiseDraft) => void;
}

/** The follow-up promise of sales: who, how fast, how many calls. */
export function PromiseFields({ material, draft, last, onChange }: PromiseFieldsProps) {
  const t = useT('decision');
  const { format, nameOf } = useSpeech();
  const { language } = format;
  const members = useWorkspace((workspace) => workspace.members);
  const sales = [...members.values()].filter(
    ({ active, role, department }) => active && role !== 'guest' && department === 'sales',
  );
  const number = (field: PromiseNumber) => ({
    label: t(`approve.${field}`),
    isNumeric: true,
    value: draft[field],
    onChange: (text: string) => onChange({ ...draft, [field]: text }),
    problem:
      draft[field] !== '' && promiseNumber(draft, field, language) === null
        ? t('approve.badNumber', { low: 0, high: PROMISE_LIMITS[field] })
        : null,
  });
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{t('approve.promiseTitle')}</legend>
      <p className={styles['hint']}>{t('approve.promiseHint')}</p>
      {last ? (
        <Button icon={<History size={14} aria-hidden />} onPress={() => onChange(draftOf(last, language))}>
          {t('approve.lastTime', {
            owner: nameOf(last.ownerId),
            days: last.days,
            share: format.percent(last.callShare),
            capacity: last.capacityPerWeek,
          })}
        </Button>
      ) : null}
      <Select
        label={t('approve.owner')}
        placeholder={t('approve.ownerPlaceholder')}
        value={draft.ownerId}
        options={sales.map(({ id, name, department }) => ({
          id,
          label: name,
          icon: <DepartmentMark department={department} />,
        }))}
        onChange={(ownerId) => onChange({ ...draft, ownerId })}
      />
      <div className={styles['numbers']}>
        <TextField {...number('days')} />
        <TextField {...number('share')} />
        <TextField {...number('capacity')} />
      </div>
      <CapacityNote material={material} draft={draft} />
    </fieldset>
  );
}

/** Whether the promise can be kept beside all others of its owner ([PLANUI-8]). */
function CapacityNote({ material, draft }: Pick<PromiseFieldsProps, 'material' | 'draft'>) {
  const t = useT('decision');
  const { format, nameOf } = useSpeech();
  const { row } = usePlan();
  const plans = useBoard((board) => board.plans);
  const deleted = useBoard((board) => board.deletedAgreed);
  const statuses = useMemo(
    () => new Map([...plans.values(), ...deleted].map(({ id, status }) => [id, status])),
    [plans, deleted],
  );
  const share = promiseNumber(draft, 'share', format.language);
  const capacity = promiseNumber(draft, 'capacity', format.language);
  if (share === null || capacity === null || draft.ownerId === null) return null;
  const promise = { ownerId: draft.ownerId, days: 0, callShare: share / 100, capacityPerWeek: capacity };
  const hint = capacityHint(row.id, material, promise, statuses);
  if (!hint) return <p className={styles['hint']}>{t('approve.unknownDemand')}</p>;
  const values = {
    enquiries: format.number(Number(material['expectedEnquiries'])),
    calls: format.number(hint.calls),
    most: format.number(hint.fullest.calls),
    capacity: format.number(capacity),
    monday: format.date(hint.fullest.monday),
    owner: nameOf(draft.ownerId),
    others: hint.otherPlans,
    weeks: hint.weeksOver,
  };
  return hint.weeksOver === 0 ? (
    <p className={styles['hint']}>{t('approve.enough', values)}</p>
  ) : (
    <Banner tone="warning" isBoxed>
      {t('approve.tooMany', values)}
    </Banner>
  );
}

import { memo } from 'react';
import { useT } from '../../../i18n';
import { usePlanPart } from '../plan-context';
import { Brief } from '../brief/Brief';
import { ColorRow, CurrencyRow, OwnerRow, SetRow } from './choices';
import { CountRow, DayRow, MoneyRow, TextRow } from './fields';
import styles from './form.module.css';

/** Everything a plan says, in the order in which it is read out in a workshop. */
export const PlanForm = memo(function PlanForm() {
  const t = useT('plan');
  const currency = usePlanPart((row) => row.json['currency']);
  const known = typeof currency === 'string' && currency !== '' ? currency : null;
  return (
    <section aria-label={t('fields')} className={styles['form']}>
      <TextRow field="goal" placeholder={t('goalPlaceholder')} />
      <TextRow field="audience" placeholder={t('audiencePlaceholder')} />
      <TextRow field="message" placeholder={t('messagePlaceholder')} />
      <div className={styles['pair']}>
        <DayRow field="start" />
        <DayRow field="end" />
      </div>
      <SetRow field="channels" />
      <SetRow field="regions" />
      <div className={styles['money']}>
        <MoneyRow currency={known} />
        <CurrencyRow currency={known} />
      </div>
      <div className={styles['pair']}>
        <CountRow />
        <OwnerRow />
      </div>
      <Brief />
      <div className={styles['pair']}>
        <SetRow field="tags" />
        <ColorRow />
      </div>
    </section>
  );
});

import { useId, useState, type FormEvent } from 'react';
import { Trash2 } from 'lucide-react';
import { maySeeFrames } from '../../../shared/domain/days/periods';
import { quarterFrom } from '../../../shared/domain/days/spread';
import { useCompanyDays, useToday, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { useCalendarSettings } from '../../state/calendar';
import { Button, IconButton, MoneyField, Select, useWording } from '../../ui';
import { quarterOf, quartersFrom } from './logic/frame-quarters';
import styles from './days.module.css';

const CURRENCIES = ['EUR', 'CHF', 'USD', 'GBP'] as const;

/** What may be spent in each quarter; owners set it. */
export function Frames() {
  const t = useT('days');
  const format = useFormat();
  const wording = useWording();
  const me = useWorkspace((workspace) => workspace.me);
  const { frames, setFrame } = useCompanyDays();
  const nameOf = useQuarterName();
  const titleId = useId();
  if (!maySeeFrames({ ...me, active: true })) return null;
  const isOwner = me.role === 'owner';
  const end = async (from: string, currency: string) => {
    const outcome = await setFrame({ from, currency, amountMinor: null });
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  return (
    <section aria-labelledby={titleId} className={styles['frames']}>
      <h3 id={titleId} className={styles['subheading']}>
        {t('frames.title')}
      </h3>
      <p className={styles['quiet']}>{t('frames.lead')}</p>
      {frames.length === 0 ? <p className={styles['quiet']}>{t('frames.none')}</p> : null}
      <ul className={styles['list']}>
        {frames.map(({ from, currency, amountMinor, agreedMinor }) => {
          const name = nameOf(from);
          const [amount, agreed] = [format.money(amountMinor, currency), format.money(agreedMinor, currency)];
          return (
            <li key={`${from} ${currency}`} className={styles['period']}>
              <span className={styles['words']}>{name}</span>
              <span className={styles['days']}>{t('frames.use', { agreed, amount })}</span>
              {isOwner ? (
                <IconButton
                  size="small"
                  icon={<Trash2 size={14} aria-hidden />}
                  label={t('frames.end', { name: `${name}, ${currency}` })}
                  onPress={() => void end(from, currency)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {isOwner ? <NewFrame /> : null}
    </section>
  );
}

function NewFrame() {
  const t = useT('days');
  const wording = useWording();
  const nameOf = useQuarterName();
  const { firstMonth } = useCalendarSettings();
  const quarters = quartersFrom(useToday(), firstMonth);
  const { setFrame } = useCompanyDays();
  const [from, setFrom] = useState(quarters[0] ?? '');
  const [currency, setCurrency] = useState<(typeof CURRENCIES)[number]>('EUR');
  const [amount, setAmount] = useState<number | string | null>(null);
  const isGood = typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!isGood) return;
    const outcome = await setFrame({ from, currency, amountMinor: amount });
    if (outcome.ok) setAmount(null);
    else wording.tell(outcome.failure);
  };
  return (
    <form className={styles['frame']} onSubmit={(event) => void send(event)} noValidate>
      <Select
        label={t('frames.quarter')}
        value={from}
        options={quarters.map((id) => ({ id, label: nameOf(id) }))}
        onChange={setFrom}
      />
      <MoneyField label={t('frames.amount')} currency={currency} value={amount} onChange={setAmount} />
      <Select
        label={t('frames.currency')}
        value={currency}
        options={CURRENCIES.map((id) => ({ id, label: id }))}
        onChange={setCurrency}
      />
      <Button type="submit" isDisabled={!isGood}>
        {t('frames.set')}
      </Button>
    </form>
  );
}

/** `1. Quartal 2027`; other three months by their days. */
function useQuarterName(): (from: string) => string {
  const t = useT('days');
  const format = useFormat();
  const { firstMonth } = useCalendarSettings();
  return (from) => {
    const quarter = quarterOf(from, firstMonth);
    return quarter ? t('frames.quarterName', quarter) : format.dateRange(from, quarterFrom(from).to);
  };
}

import { useId, useState, type FormEvent } from 'react';
import { Trash2 } from 'lucide-react';
import { maySeeFrames } from '../../../shared/domain/days/periods';
import { quarterFrom } from '../../../shared/domain/days/spread';
import { spanOf, stepSpan } from '../../../shared/domain/timeline/span';
import { useCompanyDays, useToday, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Button, IconButton, MoneyField, Select, useWording } from '../../ui';
import styles from './days.module.css';

const CURRENCIES = ['EUR', 'CHF', 'USD', 'GBP'] as const;
/** So many quarters, this one first, are offered. */
const QUARTERS = 8;

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
  const quarters = quartersFrom(useToday());
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

/** `1. Quartal 2027`; three months that are no quarter of a year by their days. */
function useQuarterName(): (from: string) => string {
  const t = useT('days');
  const format = useFormat();
  return (from) => {
    const { to } = quarterFrom(from);
    if (spanOf('quarter', from).from !== from) return format.dateRange(from, to);
    const quarter = String((Number(from.slice(5, 7)) + 2) / 3);
    return t('frames.quarterName', { quarter, year: from.slice(0, 4) });
  };
}

function quartersFrom(today: string): string[] {
  const first = spanOf('quarter', today);
  return Array.from({ length: QUARTERS }, (_, index) => stepSpan('quarter', first, index).from);
}

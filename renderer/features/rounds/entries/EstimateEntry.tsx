import { useState } from 'react';
import { useSealedRounds, type RoundEntry } from '../../../client';
import { useT } from '../../../i18n';
import { Button, NumberField } from '../../../ui';
import { useEntering } from '../useRounds';
import { EntryState, type EntryProps } from './Entry';
import styles from '../rounds.module.css';

type Typed = number | string | null;
type Estimate = Extract<RoundEntry, { enquiries: number }>;

const MOST = 10_000_000;

/** Enquiries and closings of a plan, as this person expects them. */
export function EstimateEntry({ boardId, view, isPrimary, again }: EntryProps) {
  const t = useT('rounds');
  const { rounds } = useSealedRounds(boardId);
  const { own } = view;
  const kept: Estimate | null = own?.enquiries === undefined ? null : { ...own, enquiries: own.enquiries };
  const [typed, setTyped] = useState<{ readonly enquiries?: Typed; readonly closings?: Typed }>({});
  const { entry, put, isSending, failure } = useEntering(
    kept,
    (estimate: Estimate) => rounds.enter(boardId, view.id, estimate),
    again,
  );
  const { enquiries, closings }: { enquiries: Typed; closings: Typed } = {
    enquiries: entry?.enquiries ?? null,
    closings: entry?.closings ?? null,
    ...typed,
  };
  const isReady = isCount(enquiries) && (closings === null || isCount(closings));
  const send = () => {
    if (!isCount(enquiries)) return;
    put({ enquiries, ...(isCount(closings) ? { closings } : {}) });
    setTyped({});
  };
  const problemOf = (value: Typed) => (value === null || isCount(value) ? null : t('estimate.wrong'));
  return (
    <div className={styles['entry']}>
      <div className={styles['pair']}>
        <NumberField
          label={t('estimate.enquiries')}
          value={enquiries}
          onChange={(value) => setTyped((now) => ({ ...now, enquiries: value }))}
          problem={problemOf(enquiries)}
        />
        <NumberField
          label={t('estimate.closings')}
          value={closings}
          isOptional
          onChange={(value) => setTyped((now) => ({ ...now, closings: value }))}
          problem={problemOf(closings)}
        />
      </div>
      <div className={styles['buttons']}>
        <Button variant={isPrimary ? 'primary' : 'secondary'} isDisabled={!isReady} onPress={send}>
          {t(entry ? 'estimate.replace' : 'estimate.send')}
        </Button>
      </div>
      <EntryState isTaken={entry !== null} {...{ isSending, failure }} onRetry={() => entry && put(entry)} />
    </div>
  );
}

function isCount(value: Typed): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST;
}

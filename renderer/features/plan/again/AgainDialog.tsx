import { useState } from 'react';
import { isCivilDate } from '../../../../shared/domain/dates';
import { AGAIN_BY, MOST_AGAIN, type AgainBy } from '../../../../shared/domain/days/again';
import { useBoard, useBoardActions, useToday } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { openNewPlan } from '../../../state/route';
import { DateField, Dialog, DialogActions, NumberField, RadioGroup, Select, showToast } from '../../../ui';
import { usePlan } from '../plan-context';
import { outlookOf, yearsFor, type Wish } from './drafts';
import styles from './again.module.css';

const BY = { date: 'again.byDate', weekday: 'again.byWeekday', week: 'again.byWeek' } as const;
/** So many drafts are named. */
const NAMED = 8;

/** Makes drafts of a plan in another year, or at regular intervals. */
export function AgainDialog({ onClose }: { onClose: () => void }) {
  const t = useT('days');
  const format = useFormat();
  const today = useToday();
  const { row, title } = usePlan();
  const boardId = useBoard((board) => board.boardId);
  const { copyPlan } = useBoardActions();
  const start = isCivilDate(row.json['start']) ? row.json['start'] : null;
  const [how, setHow] = useState<Wish['how']>('year');
  const [by, setBy] = useState<AgainBy>('date');
  const { years, next } = yearsFor(start ?? today, today);
  const [wanted, setYear] = useState<number | null>(null);
  const year = wanted !== null && years.includes(wanted) ? wanted : next;
  const [chosen, setChosen] = useState<0 | 1 | null>(null);
  const [every, setEvery] = useState<number | string | null>(4);
  const [unit, setUnit] = useState<'weeks' | 'months'>('weeks');
  const [until, setUntil] = useState<string | null>(null);

  const series = {
    how: 'series' as const,
    every: typeof every === 'number' && Number.isSafeInteger(every) && every > 0 ? every : 0,
    unit,
    until: isCivilDate(until) ? until : '',
  };
  const outlook = outlookOf(row.json, how === 'series' ? series : { how, year, by, chosen });
  const drafts = outlook?.drafts ?? [];
  const make = () => {
    const ids = copyPlan(row.id, drafts);
    onClose();
    showToast({ tone: 'done', title: t('again.made', { count: ids.length }) });
    if (ids.length === 1 && ids[0] !== undefined) openNewPlan(boardId, ids[0]);
  };
  return (
    <Dialog
      title={t('again.title', { title })}
      isOpen
      onClose={onClose}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t('again.make', { count: drafts.length })}
          onPress={make}
          isDisabled={drafts.length === 0}
        />
      }
    >
      {outlook === null ? <p>{t('again.noStart')}</p> : <p>{t('again.lead')}</p>}
      <RadioGroup
        label={t('again.how')}
        options={[
          { id: 'year', label: t('again.year') },
          { id: 'series', label: t('again.series') },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'year' ? (
        <>
          <div className={styles['pair']}>
            <Select
              label={t('again.yearLabel')}
              value={String(year)}
              options={years.map(String).map((id) => ({ id, label: id }))}
              onChange={(id) => setYear(Number(id))}
            />
            <Select
              label={t('again.by')}
              value={by}
              options={AGAIN_BY.map((id) => ({ id, label: t(BY[id]) }))}
              onChange={(id) => {
                setBy(id);
                setChosen(null);
              }}
            />
          </div>
          {outlook?.asked ? (
            <RadioGroup
              label={t(`again.${outlook.asked.lacks}`, { year: String(outlook.asked.year) })}
              options={outlook.asked.choices.map((day, index) => ({
                id: String(index),
                label: format.date(day),
              }))}
              value={chosen === null ? '' : String(chosen)}
              onChange={(id) => setChosen(id === '0' ? 0 : 1)}
            />
          ) : null}
        </>
      ) : (
        <>
          <div className={styles['pair']}>
            <NumberField label={t('again.every')} value={every ?? undefined} onChange={setEvery} />
            <Select
              label={t('again.unit')}
              value={unit}
              options={(['weeks', 'months'] as const).map((id) => ({ id, label: t(`again.${id}`) }))}
              onChange={setUnit}
            />
          </div>
          <DateField
            label={t('again.until')}
            value={until ?? undefined}
            onChange={setUntil}
            today={today}
            edge="last"
            hint={t('again.most', { count: MOST_AGAIN })}
          />
        </>
      )}
      {outlook === null || (outlook.asked && chosen === null) ? null : (
        <div aria-live="polite">
          <p className={styles['result']}>{t('again.result', { count: drafts.length })}</p>
          <ul className={styles['drafts']}>
            {drafts.slice(0, NAMED).map((draft) => (
              <li key={draft.start}>{format.dateRange(draft.start, draft.end ?? draft.start)}</li>
            ))}
          </ul>
          {drafts.length > NAMED ? <p>{t('again.more', { count: drafts.length - NAMED })}</p> : null}
        </div>
      )}
    </Dialog>
  );
}

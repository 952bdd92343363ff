import { useMemo, useState } from 'react';
import { ScrollText } from 'lucide-react';
import { useBoard } from '../../session';
import { useFormat, useT } from '../../i18n';
import { Button, EmptyState, Progress, Select } from '../../ui';
import { dayName } from './day';
import { Line } from './Line';
import { linesOf, plansOf, type RecordLine } from './logic/lines';
import { Verification } from './Verification';
import styles from './record.module.css';

const PAGE = 60;
const ALL = '*';

/** What happened on a board, newest first: who did what when, about which version. */
export function RecordView() {
  const t = useT('record');
  const common = useT('common');
  const boardId = useBoard((board) => board.boardId);
  const loaded = useBoard((board) => board.loaded);
  const entries = useBoard((board) => board.entries);
  const fault = useBoard((board) => board.fault);
  const [plan, setPlan] = useState(ALL);
  const [most, setMost] = useState(PAGE);

  const lines = useMemo(() => linesOf(entries), [entries]);
  const plans = useMemo(() => plansOf(lines), [lines]);
  const wanted = useMemo(
    () => (plan === ALL ? lines : lines.filter((line) => line.planId === plan)).toReversed(),
    [lines, plan],
  );
  if (!loaded && entries.length === 0) return <Progress>{t('title')}</Progress>;
  const rest = wanted.length - most;
  return (
    <section className={styles['view']} aria-label={t('title')}>
      <div className={styles['column']}>
        <p className={styles['quiet']}>{t('intro')}</p>
        <Verification entries={entries} fault={fault} />
        {plans.length > 1 ? (
          <Select
            className={styles['filter'] ?? ''}
            label={t('filter.label')}
            isLabelHidden
            size="compact"
            options={[
              { id: ALL, label: t('filter.all') },
              ...plans.map(({ id, title }) => ({ id, label: title || common('untitled') })),
            ]}
            value={plan}
            onChange={(id) => {
              setPlan(id);
              setMost(PAGE);
            }}
          />
        ) : null}
        {wanted.length === 0 ? (
          <EmptyState icon={<ScrollText size={28} />} title={t('empty.title')} text={t('empty.text')} />
        ) : (
          <Days boardId={boardId} lines={wanted.slice(0, most)} faultSeq={fault?.seq ?? null} />
        )}
        {rest > 0 ? (
          <Button onPress={() => setMost(most + PAGE)}>{t('older', { count: Math.min(rest, PAGE) })}</Button>
        ) : null}
      </div>
    </section>
  );
}

interface DaysProps {
  readonly boardId: string;
  readonly lines: readonly RecordLine[];
  readonly faultSeq: number | null;
}

function Days({ boardId, lines, faultSeq }: DaysProps) {
  const format = useFormat();
  const days = new Map<string, RecordLine[]>();
  for (const line of lines) {
    const day = dayName(line.at, format.language);
    const own = days.get(day);
    if (own) own.push(line);
    else days.set(day, [line]);
  }
  return [...days].map(([day, own]) => (
    <section key={day} aria-label={day} className={styles['day']}>
      <h2 className={styles['dayName']}>{day}</h2>
      <ol className={styles['lines']}>
        {own.map((line) => (
          <Line key={line.seq} boardId={boardId} line={line} isFault={line.seq === faultSeq} />
        ))}
      </ol>
    </section>
  ));
}

import { useBoard } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { hrefOf, useRoute } from '../../../state/route';
import { usePlan } from '../plan-context';
import { originOf } from './series';
import styles from './again.module.css';

/** From which plan a draft was taken. */
export function Origin() {
  const t = useT('days');
  const common = useT('common');
  const format = useFormat();
  const { row } = usePlan();
  const { carriedFrom, seriesOf } = originOf(row.json);
  const from = carriedFrom ?? seriesOf;
  const boardId = useBoard((board) => board.boardId);
  const origin = useBoard((board) => (from === undefined ? undefined : board.plans.get(from)?.json));
  const route = useRoute();
  if (from === undefined) return null;
  if (!origin) return <p className={styles['origin']}>{t('again.fromGone')}</p>;
  const title =
    typeof origin['title'] === 'string' && origin['title'] !== '' ? origin['title'] : common('untitled');
  const start = typeof origin['start'] === 'string' ? format.date(origin['start']) : '–';
  const view = route.page === 'board' ? route.view : 'list';
  return (
    <p className={styles['origin']}>
      <a href={hrefOf({ page: 'board', boardId, view, planId: from })}>
        {from === carriedFrom ? t('again.from', { title, start }) : t('again.ofSeries', { title })}
      </a>
    </p>
  );
}

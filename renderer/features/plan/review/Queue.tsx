import { Check, CircleDot, CircleSlash, MessageSquareWarning, Stamp, X, type LucideIcon } from 'lucide-react';
import { listed } from '../../../../shared/domain/text/typed-text';
import { useWorkspaceDay, useWorkspace } from '../../../client';
import { takesNote, useFormat, useT } from '../../../i18n';
import { hrefOf } from '../../../state/route';
import { Button, Checkbox, cx, softHyphens } from '../../../ui';
import { isWaiting, type QueueItem } from './queue';
import { openedOf, tick, useReview, type Opened } from './store';
import styles from './review.module.css';

interface QueueProps {
  readonly current: string;
  readonly onChoose: (key: string) => void;
  readonly ticked: readonly Opened[];
  readonly onBulk: () => void;
}

/** All plans of the review, where each stands, and which are to be approved together. */
export function Queue({ current, onChoose, ticked, onBulk }: QueueProps) {
  const t = useT('review');
  const items = useReview((review) => review.items);
  const opened = openedOf(useReview());
  const unticked = opened.filter(({ key }) => !ticked.some((each) => each.key === key));
  const isNoted = ticked.some(({ submission }) => takesNote(submission.snapshot));
  return (
    <nav aria-label={t('queue')} className={styles['queue']}>
      <ol className={styles['items']}>
        {items.map((item) => (
          <li key={item.key} className={styles['item']}>
            {opened.some(({ key }) => key === item.key) ? (
              <Checkbox
                isSelected={ticked.some(({ key }) => key === item.key)}
                onChange={(isOn) => tick([item.key], isOn)}
              >
                <span className={styles['hidden']}>{t('bulk.tick', { title: item.title })}</span>
              </Checkbox>
            ) : (
              // Only what was read can be ticked.
              <span className={styles['noTick']} />
            )}
            <Line item={item} isCurrent={item.key === current} onChoose={() => onChoose(item.key)} />
          </li>
        ))}
      </ol>
      <div className={styles['bulk']}>
        <p className={styles['hint']}>
          {t(opened.length === 0 ? 'bulk.locked' : 'bulk.unlocked', { count: opened.length })}
        </p>
        {unticked.length > 0 ? (
          <Button
            size="small"
            variant="quiet"
            onPress={() =>
              tick(
                unticked.map(({ key }) => key),
                true,
              )
            }
          >
            {t('bulk.tickAll', { count: opened.length })}
          </Button>
        ) : null}
        <Button isDisabled={ticked.length === 0} onPress={onBulk}>
          {t(isNoted ? 'bulk.open-note' : 'bulk.open', { count: ticked.length })}
        </Button>
      </div>
    </nav>
  );
}

interface LineProps {
  readonly item: QueueItem;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function Line({ item, isCurrent, onChoose }: LineProps) {
  const common = useT('common');
  const board = useBoardTitle(item.boardId);
  const words = useFateWords()(item);
  return (
    <button
      type="button"
      className={cx(styles['choose'], isCurrent && styles['current'], !isWaiting(item) && styles['over'])}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onChoose}
    >
      <span className={styles['itemTitle']}>{softHyphens(item.title || common('untitled'))}</span>
      <span className={styles['itemFacts']}>{listed([board, words].filter(Boolean), ' · ')}</span>
    </button>
  );
}

const ICONS: Readonly<Record<string, LucideIcon>> = {
  waits: CircleDot,
  approve: Check,
  'request-changes': MessageSquareWarning,
  decline: X,
  left: CircleSlash,
  note: Stamp,
};

/** What came of each plan, to be opened once more. */
export function Fates({ items }: { items: readonly QueueItem[] }) {
  const t = useT('review');
  const common = useT('common');
  const words = useFateWords();
  const boards = useWorkspace((state) => state.boards);
  if (items.length === 0) return null;
  return (
    <section className={styles['fates']} aria-label={t('through')}>
      <h2 className={styles['fatesTitle']}>{t('through')}</h2>
      <ul>
        {items.map((item) => {
          const Icon = ICONS[item.fate.kind === 'said' ? item.fate.verdict : item.fate.kind] ?? CircleDot;
          return (
            <li key={item.key} className={styles['fate']}>
              <Icon size={15} aria-hidden />
              <a
                href={hrefOf({ page: 'board', boardId: item.boardId, view: 'columns', planId: item.planId })}
              >
                {softHyphens(item.title || common('untitled'))}
              </a>
              <span className={styles['itemFacts']}>
                {listed([boards.find(({ id }) => id === item.boardId)?.title ?? '', words(item)], ' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useBoardTitle(boardId: string): string {
  return useWorkspace((state) => state.boards.find(({ id }) => id === boardId)?.title ?? '');
}

/** Where a plan of the review stands. */
function useFateWords(): (item: QueueItem) => string {
  const t = useT('review');
  const format = useFormat();
  const today = useWorkspaceDay();
  const opened = useReview((review) => review.opened);
  return ({ key, fate, due, since }) => {
    if (fate.kind === 'said') {
      const read = opened.get(key);
      const isNoted = fate.verdict === 'approve' && read && takesNote(read.submission.snapshot);
      return t(isNoted ? 'said.approve-note' : `said.${fate.verdict}`);
    }
    if (fate.kind === 'left') return t('left');
    const read = opened.get(key)?.submission.at === since ? t('read') : '';
    const until = due === undefined ? '' : t(due < today ? 'overdue' : 'due', { date: format.date(due) });
    return [until, read].filter(Boolean).join(' · ');
  };
}

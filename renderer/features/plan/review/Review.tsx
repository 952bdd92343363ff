import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ArrowDown, ArrowUp, CircleCheckBig, ListTodo } from 'lucide-react';
import { BoardProvider, useBoardAhead, useInbox, useWaiting, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { navigate } from '../../../state/route';
import { Button, cx, EmptyState, IconButton, useKeys } from '../../../ui';
import type { Choice } from '../decide/DecideDialog';
import { OfferAway } from '../status/OfferAway';
import { BulkDialog } from './BulkDialog';
import { Fates, Queue } from './Queue';
import { isWaiting, keyOf, stepFrom } from './queue';
import { ReviewedPlan } from './ReviewedPlan';
import {
  beginReview,
  decided,
  followWaiting,
  goOnIfDealtWith,
  goTo,
  openedOf,
  tick,
  useReview,
  type Opened,
} from './store';
import styles from './review.module.css';

/**
 * Going through everything that waits for this person's decision, one plan after the other, on whatever boards ([REVIEW-1]).
 *
 * @param banners what is to be said of the board of the plan that is shown, above it and within that board
 * @param saved whether everything on that board is saved
 */
export function Review({ banners, saved }: { banners: (boardId: string) => ReactNode; saved: ReactNode }) {
  const t = useT('review');
  useWhatWaits();
  const review = useReview();
  const { items, current: chosen } = review;
  const waitingItems = items.filter(isWaiting);
  const first = waitingItems[0]?.key ?? null;
  const current = items.find(({ key }) => key === (chosen ?? first));
  useEffect(() => {
    // What came up by itself stays, whatever becomes of it while it is read.
    if (chosen === null && first !== null) goTo(first);
  }, [chosen, first]);
  const [said, say] = useState('');
  const [bulk, setBulk] = useState<readonly Opened[] | null>(null);
  const [isListOpen, setListOpen] = useState(false);
  const ticked = openedOf(review).filter(({ key }) => review.ticked.has(key));

  const step = (by: 1 | -1) => {
    const next = stepFrom(items, current?.key ?? null, by);
    if (next !== null) goTo(next);
    else say(t(by === 1 ? 'last' : 'first'));
  };
  const openBulk = () => ticked.length > 0 && setBulk(ticked);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    b: openBulk,
    Escape: () => (isListOpen ? setListOpen(false) : navigate({ page: 'inbox' })),
  });
  useBoardAhead(aheadOf(items, current?.key ?? null));

  const onSigned = (verdict: Choice) => {
    if (!current) return;
    const left = waitingItems.filter(({ key }) => key !== current.key).length;
    say(t('signed', { what: t(`said.${verdict}`), title: current.title, left }));
    decided(current.key, verdict);
  };
  const closeBulk = () => {
    setBulk(null);
    goOnIfDealtWith();
  };

  return (
    <>
      {current ? (
        <div className={cx(styles['page'], isListOpen && styles['listOpen'])}>
          <Queue
            current={current.key}
            onChoose={(key) => {
              setListOpen(false);
              goTo(key);
            }}
            ticked={ticked}
            onBulk={openBulk}
          />
          <BoardProvider boardId={current.boardId}>
            <section className={styles['reading']} aria-label={t('reading')}>
              {banners(current.boardId)}
              <Line
                at={items.indexOf(current) + 1}
                total={items.length}
                open={waitingItems.length}
                onStep={step}
                isListOpen={isListOpen}
                onList={() => setListOpen(!isListOpen)}
              >
                {saved}
              </Line>
              <ReviewedPlan
                key={current.key}
                item={current}
                label={t('panel', {
                  at: items.indexOf(current) + 1,
                  total: items.length,
                  title: current.title,
                })}
                isTicked={ticked.some(({ key }) => key === current.key)}
                onTick={(isTicked) => tick([current.key], isTicked)}
                onSigned={onSigned}
                onGoOn={() => goTo(stepFrom(items, current.key, 1) ?? first)}
              />
            </section>
          </BoardProvider>
        </div>
      ) : (
        <div className={styles['end']}>
          <End />
        </div>
      )}
      <p role="status" className={styles['hidden']}>
        {said}
      </p>
      {bulk ? <BulkDialog plans={bulk} onClose={closeBulk} /> : null}
    </>
  );
}

interface LineProps {
  readonly at: number;
  readonly total: number;
  readonly open: number;
  readonly onStep: (by: 1 | -1) => void;
  readonly isListOpen: boolean;
  readonly onList: () => void;
  readonly children: ReactNode;
}

/** How far one is, the way on and back, and whether everything is saved. */
function Line({ at, total, open, onStep, isListOpen, onList, children }: LineProps) {
  const t = useT('review');
  return (
    <div className={styles['line']}>
      <IconButton icon={<ArrowUp size={16} />} label={t('previous')} keys="K" onPress={() => onStep(-1)} />
      <IconButton icon={<ArrowDown size={16} />} label={t('next')} keys="J" onPress={() => onStep(1)} />
      <p className={styles['progress']}>
        <strong>{t('progress', { at, total })}</strong>
        <span>{t('open', { count: open })}</span>
      </p>
      <div className={styles['lineRest']}>{children}</div>
      <Button
        size="small"
        className={styles['listButton']}
        icon={<ListTodo size={15} aria-hidden />}
        aria-expanded={isListOpen}
        onPress={onList}
      >
        {t('list')}
      </Button>
    </div>
  );
}

/** Nothing waits: says so, and what came of what did. */
function End() {
  const t = useT('review');
  const inbox = useT('inbox');
  const items = useReview((review) => review.items);
  return (
    <>
      <EmptyState
        icon={<CircleCheckBig size={32} strokeWidth={1.5} />}
        title={inbox('emptyTitle')}
        text={t(items.length > 0 ? 'endText' : 'endNothing')}
        action={
          <Button autoFocus variant="primary" onPress={() => navigate({ page: 'inbox' })}>
            {t('toInbox')}
          </Button>
        }
      />
      <div className={styles['offer']}>
        <OfferAway hasDecided={items.some(({ fate }) => fate.kind === 'said')} />
      </div>
      <Fates items={items} />
    </>
  );
}

/** Keeps the review in step with what the host says waits; begins it when the page is opened. */
function useWhatWaits(): void {
  const waiting = useWaiting();
  const { items } = useInbox();
  const me = useWorkspace((workspace) => workspace.me.id);
  const plans = useMemo(() => waiting.filter(({ why }) => why === 'decision'), [waiting]);
  const putOff = useMemo(
    () =>
      new Set(
        items.flatMap(({ why, board, plan, state }) =>
          why === 'decision' && board !== undefined && plan !== undefined && state === 'later'
            ? keyOf({ boardId: board, planId: plan })
            : [],
        ),
      ),
    [items],
  );
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) followWaiting(plans, putOff);
    else beginReview(me, plans, putOff);
    hasBegun.current ||= plans.length > 0;
  }, [me, plans, putOff]);
}

/** The board of the next plan, to be there when its turn comes; null: it is the same, or there is none. */
function aheadOf(items: Parameters<typeof stepFrom>[0], key: string | null): string | null {
  const next = stepFrom(items, key, 1);
  const boardOf = (wanted: string | null) => items.find((item) => item.key === wanted)?.boardId ?? null;
  return boardOf(next) === boardOf(key) ? null : boardOf(next);
}

import { lazy, Suspense } from 'react';
import { useT } from '../i18n';
import { Progress } from '../ui';
import { Banners } from './banners/Banners';
import { BoardBanners } from './banners/BoardBanners';
import { ErrorBoundary } from './ErrorBoundary';
import { SavedState } from './frame/SavedState';
import { TopLine } from './frame/TopLine';
import styles from './frame/Frame.module.css';

const Review = lazy(async () => ({ default: (await import('../features/plan/review/Review')).Review }));

/** Everything that waits for a decision, one plan after the other, from whatever board. */
export function ReviewScreen({ onHelp }: { onHelp: () => void }) {
  const t = useT('review');
  const title = t('title');
  return (
    <>
      <TopLine title={title} onHelp={onHelp} />
      <Banners />
      <main className={styles['content']} id="content" tabIndex={-1} aria-label={title}>
        <ErrorBoundary resetKey="review">
          <Suspense fallback={<Progress>{title}</Progress>}>
            <Review banners={(boardId) => <BoardBanners boardId={boardId} />} saved={<SavedState />} />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}

import { lazy, Suspense, useEffect } from 'react';
import { ChevronLeft } from 'lucide-react';
import { BoardProvider, useWorkshopOn, useWorkspace } from '../client';
import { useT } from '../i18n';
import { currentRoute, hrefOf, navigate, useRoute, type Route } from '../state/route';
import { LinkButton, Progress, usePageTitle } from '../ui';
import { ErrorBoundary } from '../app/ErrorBoundary';
import { Home } from './Home';
import { PhoneBanners } from './PhoneBanners';
import { placeOf, wholeHref } from './places';
import { Workshop } from './Workshop';
import styles from './phone.module.css';

const PlanPage = lazy(async () => ({ default: (await import('./PlanPage')).PlanPage }));

/** What a member sees on his phone: the workshops he may take part in, one of them, or a plan to decide about. */
export function Phone() {
  const route = useRoute();
  const place = placeOf(route);
  useGoIn();
  useEffect(() => {
    if (place === null) location.replace(wholeHref(location.hash));
  }, [place]);
  return (
    <div className={styles['page']}>
      <Top route={route} />
      <PhoneBanners />
      <ErrorBoundary resetKey={location.hash}>
        {place === 'home' ? <Home /> : null}
        {route.page === 'board' && place !== null ? (
          <BoardProvider boardId={route.boardId}>
            {place === 'workshop' ? <Workshop boardId={route.boardId} /> : null}
            {route.planId === null ? null : (
              <Suspense fallback={<Waiting />}>
                <PlanPage key={route.planId} boardId={route.boardId} planId={route.planId} />
              </Suspense>
            )}
          </BoardProvider>
        ) : null}
      </ErrorBoundary>
    </div>
  );
}

function Waiting() {
  const common = useT('phone');
  return (
    <main className={styles['centre']}>
      <Progress>{common('loading')}</Progress>
    </main>
  );
}

/** Whether this page has led into a workshop by itself: who went back to the list from there wants to be there. */
let hasGoneIn = false;

/** Milliseconds within which whoever comes hears of all workshops that are on, one message each. */
const ALL_TOLD_MS = 300;

/** Who comes while one workshop is on is in it; where several are, he chooses. */
function useGoIn(): void {
  const board = useWorkshopOn();
  useEffect(() => {
    if (board === null || hasGoneIn) return undefined;
    const timer = setTimeout(() => {
      if (currentRoute().page !== 'boards') return;
      hasGoneIn = true;
      navigate({ page: 'board', boardId: board, view: 'workshop', planId: null });
    }, ALL_TOLD_MS);
    return () => clearTimeout(timer);
  }, [board]);
}

function Top({ route }: { route: Route }) {
  const t = useT('phone');
  const company = useWorkspace((workspace) => workspace.company);
  const title = useWorkspace(({ boards }) =>
    route.page === 'board' ? boards.find(({ id }) => id === route.boardId)?.title : undefined,
  );
  usePageTitle(title ?? '', company);
  const back =
    route.page !== 'board'
      ? null
      : hrefOf(route.planId === null ? { page: 'boards' } : { ...route, view: 'workshop', planId: null });
  return (
    <header className={styles['top']}>
      {back === null ? null : (
        <a className={styles['back']} href={back} aria-label={t('back')}>
          <ChevronLeft size={22} aria-hidden />
        </a>
      )}
      <h1 className={styles['title']}>{title ?? company}</h1>
      <LinkButton size="small" href={wholeHref(hrefOf(route))}>
        {t('whole')}
      </LinkButton>
    </header>
  );
}

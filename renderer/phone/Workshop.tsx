import { useEffect } from 'react';
import { FileText, Presentation } from 'lucide-react';
import type { SessionView } from '../../shared/domain/session/session';
import { useBoard, useNextWorkshop, useReadBoard, useWorkspace } from '../client';
import { useT } from '../i18n';
import { hrefOf } from '../state/route';
import { Banner, EmptyState, LinkButton, Progress, softHyphens, useSpeech } from '../ui';
import { Rounds } from '../features/rounds';
import { Hands } from '../features/workshop/room/Hands';
import { Running } from '../features/workshop/room/Running';
import { useScrolledPast } from '../features/workshop/room/useScrolledPast';
import { offersTo } from '../features/workshop/logic/offers';
import { useCommand } from '../features/workshop/useCommand';
import { useMe } from '../features/workshop/useMe';
import { usePassedOn } from '../features/workshop/usePassedOn';
import { useWhen } from '../features/workshop/useWhen';
import styles from './phone.module.css';

/** The workshop of a board that is on or comes next. */
export function Workshop({ boardId }: { boardId: string }) {
  const t = useT('phone');
  const view = useNextWorkshop(boardId);
  const online = useWorkspace((state) => state.online);
  const isEnded = useWorkspace((state) => state.ended !== null);
  const board = useReadBoard();
  const [session, item, gather] = [view?.id, view?.item, view?.focus.gather];
  useEffect(() => {
    if (session !== undefined) void board.readAgenda(session);
  }, [board, session, item, gather, online]);
  if (!view && online === null)
    return (
      <main className={styles['centre']}>
        <Progress>{t('loading')}</Progress>
      </main>
    );
  // What is on cannot be known, or is so no longer, and above it is said why.
  if (isEnded || (!view && online === false)) return <main className={styles['centre']} />;
  if (!view)
    return (
      <main className={styles['centre']}>
        <EmptyState icon={<Presentation size={28} />} title={t('noneOn')} text={t('noneOnText')} />
      </main>
    );
  return view.state === 'open' ? <Room view={view} /> : <Planned view={view} />;
}

function Planned({ view }: { view: SessionView }) {
  const t = useT('phone');
  const words = useT('workshop');
  const when = useWhen();
  const items = useBoard(({ agenda }) => agenda.filter(({ session }) => session === view.id));
  return (
    <main className={styles['main']}>
      <div>
        <h2 className={styles['item']}>{softHyphens(view.title)}</h2>
        <p className={styles['quiet']}>{when(view.at)}</p>
      </div>
      <ol className={styles['agenda']} aria-label={t('agenda')}>
        {items.map(({ id, title, minutes }) => (
          <li key={id}>
            {softHyphens(title)}{' '}
            <span className={styles['quiet']}>{words('plan.minutes', { count: minutes })}</span>
          </li>
        ))}
      </ol>
    </main>
  );
}

/** What everybody has before him now; below it, in reach of a thumb, one's own hand. */
function Room({ view }: { view: SessionView }) {
  const t = useT('phone');
  const words = useT('workshop');
  const { nameOf } = useSpeech();
  const { me, archived } = useMe();
  usePassedOn(view, me.id);
  const offers = offersTo(view, me, archived);
  const { run } = useCommand(view);
  const item = useBoard(({ agenda }) => agenda.find(({ id }) => id === view.item) ?? null);
  const [watch, isPast] = useScrolledPast();
  const plan = view.focus.plan ?? (item?.kind === 'plan' && item.ref !== '' ? item.ref : null);
  return (
    <>
      <main className={styles['room']}>
        <Running
          view={view}
          current={item}
          isPast={isPast}
          words={`${view.title} · ${words('room.facilitator', { name: nameOf(view.facilitator) })}`}
          minutes={item?.minutes ?? 0}
          mayLead={offers.lead}
          run={run}
        />
        <div role="status">
          <h2 ref={watch} className={styles['item']}>
            {item
              ? softHyphens(item.title) || words('agenda.untitled')
              : t(view.item === null ? 'noItem' : 'loading')}
          </h2>
        </div>
        {view.held ? <Banner isBoxed title={words('room.held')} /> : null}
        {plan === null ? null : (
          <LinkButton
            size="large"
            icon={<FileText size={18} aria-hidden />}
            href={hrefOf({ page: 'board', boardId: view.board, view: 'workshop', planId: plan })}
          >
            {t('readPlan')}
          </LinkButton>
        )}
        <Rounds boardId={view.board} session={view} opens={false} level={3} />
      </main>
      {offers.join ? (
        <footer className={styles['hands']}>
          <Hands view={view} me={me.id} mayLead={offers.lead} run={run} named={2} />
        </footer>
      ) : null}
    </>
  );
}

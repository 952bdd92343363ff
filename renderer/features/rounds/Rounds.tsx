import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Plus, Vote } from 'lucide-react';
import { mayOpenRound } from '../../../shared/domain/rounds/round';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { Banner, Button, cx, EmptyState, Progress, useFocusKept, useWording } from '../../ui';
import { shownRounds } from './logic/order';
import { News } from './News';
import { RoundCard } from './RoundCard';
import { useRights, useRoundList } from './useRounds';
import styles from './rounds.module.css';

/** Fetched when one is opened: of twenty people nineteen never do. */
const NewRound = lazy(async () => ({ default: (await import('./NewRound')).NewRound }));

interface Props {
  readonly boardId: string;
  /** The workshop whose rounds these are; without one, all of the board's. */
  readonly session?: { readonly id: string; readonly facilitator: string };
  /** Whether rounds are opened here too, which takes the board's plans. */
  readonly opens?: boolean;
  /** Of the headings of rounds, which stand below that of what they are shown with. */
  readonly level?: 2 | 3 | 4;
}

/**
 * The sealed rounds of a board: those that are open, to enter something, and what came of the others. Must stand inside a
 * `BoardProvider`.
 */
export function Rounds({ boardId, session, opens = true, level = 2 }: Props) {
  const t = useT('rounds');
  const wording = useWording();
  const { value: rows, failure, again } = useRoundList(boardId);
  const me = useRights();
  const isArchived = useWorkspace(
    ({ boards }) => boards.find((board) => board.id === boardId)?.archived ?? false,
  );
  const [isOpening, setOpening] = useState(false);
  const place = useRef<HTMLElement>(null);
  useFocusKept(place);
  const facilitator = session?.facilitator ?? null;
  const mayOpen =
    opens && !isArchived && mayOpenRound(me, { facilitator, isWalkIn: me.walkIn === true }) === null;

  const sessionId = session?.id;
  const shown = useMemo(() => shownRounds(rows ?? [], sessionId), [rows, sessionId]);
  const first = shown[0];
  // Beside an item of a workshop, calling up the next one is the main thing.
  const isPrimary = first?.state !== 'open' && !session;
  const open = mayOpen ? (
    <Button
      variant={isPrimary ? 'primary' : 'secondary'}
      icon={<Plus size={15} />}
      onPress={() => setOpening(true)}
    >
      {t('open')}
    </Button>
  ) : null;

  return (
    <section
      ref={place}
      tabIndex={-1}
      className={cx(styles['view'], session && styles['inRoom'])}
      aria-label={t('title')}
    >
      <News rows={rows && shown} />
      <div className={styles['column']}>
        {failure ? (
          <Banner tone="warning" title={t('unreachable')} isBoxed>
            {wording.failure(failure).text}
          </Banner>
        ) : null}
        {rows === null && !failure ? <Progress>{t('loading')}</Progress> : null}
        {rows !== null && shown.length === 0 && session ? (
          <div className={styles['top']}>
            <p className={styles['lead']}>{t(mayOpen ? 'emptyText' : 'emptyReader')}</p>
            {open}
          </div>
        ) : null}
        {rows !== null && shown.length === 0 && !session ? (
          <EmptyState
            icon={<Vote size={32} strokeWidth={1.5} />}
            title={t('emptyTitle')}
            text={t(mayOpen ? 'emptyText' : 'emptyReader')}
            action={open}
          />
        ) : null}
        {shown.length > 0 ? (
          <>
            <div className={styles['top']}>
              <p className={styles['lead']}>{t('lead')}</p>
              {open}
            </div>
            <ul className={styles['cards']}>
              {shown.map((row) => (
                <RoundCard
                  key={row.id}
                  {...{ boardId, row, isArchived, level }}
                  facilitator={row.session === session?.id ? facilitator : null}
                  isFirst={row.id === first?.id}
                  onElse={again}
                />
              ))}
            </ul>
          </>
        ) : null}
      </div>
      {isOpening ? (
        <Suspense>
          <NewRound
            boardId={boardId}
            {...(session ? { session: session.id } : {})}
            onClose={() => setOpening(false)}
            onOpened={again}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

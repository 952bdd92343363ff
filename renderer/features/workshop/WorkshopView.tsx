import { useRef, useState, type ReactNode } from 'react';
import { Presentation } from 'lucide-react';
import type { AgendaItem } from '../../../shared/domain/session/minutes';
import type { SessionView } from '../../../shared/domain/session/session';
import { useBoard, useWorkshops, type BoardState } from '../../client';
import { useFormat, useT } from '../../i18n';
import { useLineShown, type ShownLine } from '../../state/shown-place';
import { Button, EmptyState, Progress, Select, useFocusKept } from '../../ui';
import { Closed } from './after/Closed';
import type { Outcome } from './after/MinutesText';
import { mayPlanOne } from './logic/offers';
import { dayAndTime } from './logic/when';
import { PlanDialog, type Proposed } from './before/PlanDialog';
import { Preparing } from './before/Preparing';
import { Room } from './room/Room';
import { useMe } from './useMe';
import styles from './workshop.module.css';

export interface WorkshopViewProps {
  /** What the board has for the item that is shown besides its remarks and tasks: sealed rounds. */
  readonly rounds: (session: SessionView, item: AgendaItem | null) => ReactNode;
  /** What came of a round, as the minutes have it. */
  readonly outcome: Outcome;
}

/** The workshops of a board: the one that is open or comes next, or whichever was chosen ([SESSUI-1]). */
export function WorkshopView(props: WorkshopViewProps) {
  const t = useT('workshop');
  const place = useRef<HTMLElement>(null);
  useFocusKept(place);
  return (
    <section ref={place} tabIndex={-1} className={styles['view']} aria-label={t('title')}>
      <Chosen {...props} />
    </section>
  );
}

function Chosen({ rounds, outcome }: WorkshopViewProps) {
  const t = useT('workshop');
  const format = useFormat();
  const boardId = useBoard((board) => board.boardId);
  const views = useWorkshops(boardId);
  const { me, archived } = useMe();
  const [chosen, setChosen] = useState<string | null>(null);
  const [planning, setPlanning] = useState<Proposed | 'anew' | null>(null);
  const board = useBoard(({ agenda, tasks }) => ({ agenda, tasks }));
  // The line puts the focus there once its workshop is shown.
  useLineShown((place) => {
    const session = sessionOf(board, place);
    if (session !== null) setChosen(session);
    return false;
  });
  const [lastOpen, setLastOpen] = useState<string | null>(null);
  const open = views?.find(({ state }) => state === 'open');
  // Who was in a workshop sees its minutes once it is closed, whichever comes next.
  if (open && open.id !== lastOpen) {
    setLastOpen(open.id);
    const isFree = views?.every(({ id, state }) => id !== chosen || state === 'closed') ?? true;
    if (isFree) setChosen(open.id);
  }
  if (!views) return <Progress>{t('loading')}</Progress>;
  const shown = views.find(({ id }) => id === chosen) ?? firstOf(views);
  const mayPlan = mayPlanOne(me, archived);
  const hasPlanned = views.some(({ state }) => state !== 'closed');
  const plan = (isPrimary: boolean) => (
    <Button variant={isPrimary ? 'primary' : 'secondary'} onPress={() => setPlanning('anew')}>
      {t('plan.open')}
    </Button>
  );
  return (
    <>
      {shown ? (
        <>
          {views.length > 1 || (mayPlan && shown.state !== 'open') ? (
            <div className={styles['chooser']}>
              {views.length > 1 ? (
                <Select
                  className={styles['choice'] ?? ''}
                  label={t('choose')}
                  isLabelHidden
                  size="compact"
                  options={views.map(({ id, title, state, at }) => ({
                    id,
                    label: t(at === null ? 'option' : 'optionOn', {
                      title,
                      date: at === null ? '' : format.date(dayAndTime(at).date),
                      state: t(`state.${state}`),
                    }),
                  }))}
                  value={shown.id}
                  onChange={setChosen}
                />
              ) : null}
              {mayPlan && shown.state !== 'open' ? plan(!hasPlanned) : null}
            </div>
          ) : null}
          {shown.state === 'planned' ? <Preparing key={shown.id} view={shown} views={views} /> : null}
          {shown.state === 'open' ? (
            <Room key={shown.id} view={shown} rounds={rounds} outcome={outcome} />
          ) : null}
          {shown.state === 'closed' ? (
            <Closed
              key={shown.id}
              view={shown}
              outcome={outcome}
              onNext={mayPlan && !hasPlanned ? setPlanning : null}
            />
          ) : null}
        </>
      ) : (
        <EmptyState
          icon={<Presentation size={28} />}
          title={t('empty.title')}
          text={t(mayPlan ? 'empty.text' : 'empty.textReader')}
          action={mayPlan ? plan(true) : null}
        />
      )}
      {planning === null ? null : (
        <PlanDialog
          boardId={boardId}
          view={null}
          proposed={planning === 'anew' ? null : planning}
          onClose={() => setPlanning(null)}
          onPlanned={setChosen}
        />
      )}
    </>
  );
}

/** The workshop on whose agenda a line is, or from which a task comes. */
function sessionOf(
  { agenda, tasks }: Pick<BoardState, 'agenda' | 'tasks'>,
  { root, id }: ShownLine,
): string | null {
  const item = root === 'agenda' ? id : tasks.find((task) => task.id === id)?.from;
  return agenda.find((each) => each.id === item)?.session ?? null;
}

/** What is open, then what comes next, then what was last. */
function firstOf(views: readonly SessionView[]): SessionView | null {
  const planned = views.filter(({ state }) => state === 'planned');
  return views.find(({ state }) => state === 'open') ?? planned.at(-1) ?? views[0] ?? null;
}

import { useMemo } from 'react';
import { drawnAlike, timelinePlan, type TimelinePlan } from '../../../shared/domain/timeline/items';
import { planDrawing, useBoard, useDrawnPlans, useToday } from '../../client';
import { useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { Banner, LinkButton, Progress } from '../../ui';
import { CalendarScreen } from './CalendarScreen';
import { usePlanning } from './planning';
import { WarnedOnBoard, type TellWarned } from './Warned';

/** A board's plans over the year: what is agreed, and everything else clearly as not agreed. */
export function CalendarView() {
  const t = useT('calendar');
  const today = useToday();
  const boardId = useBoard((board) => board.boardId);
  const loaded = useBoard((board) => board.loaded);
  const fault = useBoard((board) => board.fault);
  const plans = usePlansOfBoard(boardId);
  const recordEnd = useBoard((board) => board.entries.at(-1));
  const recordEnds = useMemo(
    () => (recordEnd ? [{ seq: recordEnd.seq, hash: recordEnd.hash }] : []),
    [recordEnd],
  );
  const planning = usePlanning();
  if (!loaded) return <Progress>{t('title')}</Progress>;
  return (
    <CalendarScreen {...{ boardId, plans, today, planning, recordEnds, tellWarned }}>
      {fault ? (
        <Banner
          tone="danger"
          title={t('fault.title')}
          action={
            <LinkButton size="small" href={hrefOf({ page: 'board', boardId, view: 'record', planId: null })}>
              {t('fault.open')}
            </LinkButton>
          }
        >
          {t('fault.text')}
        </Banner>
      ) : null}
    </CalendarScreen>
  );
}

const tellWarned: TellWarned = (props) => <WarnedOnBoard {...props} />;

const asBars = planDrawing((row, boardId) => timelinePlan(boardId, row), drawnAlike);

/** The same list as long as nothing changes that a calendar shows. */
function usePlansOfBoard(boardId: string): readonly TimelinePlan[] {
  const living = useDrawnPlans(asBars);
  const deleted = useBoard((board) => board.deletedAgreed);
  return useMemo(
    () => (deleted.length === 0 ? living : [...living, ...deleted.map((row) => timelinePlan(boardId, row))]),
    [living, deleted, boardId],
  );
}

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useToday, useWorkspace, useWorkspaceActions, type Outcome } from '../../client';
import { useT } from '../../i18n';
import { Banner, Button, Progress, useWording } from '../../ui';
import { CalendarScreen } from './CalendarScreen';
import { markedOfCalendar, plansOfCalendar } from './logic/all-plans';
import { WarnedAmong, type TellWarned } from './Warned';

type Answer = Awaited<ReturnType<ReturnType<typeof useWorkspaceActions>['allCalendars']>>;

/** The plans of every board that one may read, as the host knows them. No board is opened for it. */
export function AllCalendars() {
  const t = useT('calendar');
  const wording = useWording();
  const today = useToday();
  const [answer, ask] = useAnswer();
  const plans = useMemo(() => (answer?.ok ? plansOfCalendar(answer.value, today) : []), [answer, today]);
  const all = useMemo(() => (answer?.ok ? markedOfCalendar(answer.value) : []), [answer]);
  const recordEnds = useMemo(
    () => (answer?.ok ? answer.value.boards.map(({ title, head }) => ({ board: title, ...head })) : []),
    [answer],
  );
  const tellWarned = useCallback<TellWarned>((props) => <WarnedAmong {...props} all={all} />, [all]);
  if (answer === null) return <Progress>{t('title')}</Progress>;
  return (
    <CalendarScreen boardId={null} planning={null} {...{ plans, today, recordEnds, tellWarned }}>
      {answer.ok ? null : (
        <Banner
          tone="warning"
          title={wording.failure(answer.failure).title}
          action={
            <Button size="small" onPress={ask}>
              {t('askAgain')}
            </Button>
          }
        >
          {wording.failure(answer.failure).text}
        </Banner>
      )}
    </CalendarScreen>
  );
}

/** What the host said last; asked when this opens, when the connection comes back and when the window is looked at again. */
function useAnswer(): readonly [Answer | null, () => void] {
  const { allCalendars } = useWorkspaceActions();
  const online = useWorkspace((workspace) => workspace.online);
  const boards = useWorkspace((workspace) => workspace.boards);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isGone = false;
    void allCalendars().then((outcome: Outcome<unknown>) => {
      if (!isGone) setAnswer((before) => (outcome.ok || !before?.ok ? (outcome as Answer) : before));
    });
    return () => {
      isGone = true;
    };
  }, [allCalendars, online, boards, asked]);
  useEffect(() => {
    const again = () => setAsked((times) => times + 1);
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, []);
  return [answer, () => setAsked(asked + 1)];
}

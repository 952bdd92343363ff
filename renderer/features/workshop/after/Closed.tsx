import { Download } from 'lucide-react';
import type { SessionView } from '../../../../shared/domain/session/session';
import { isCivilDate } from '../../../../shared/domain/dates';
import { nextByRhythm } from '../../../../shared/domain/session/rhythm';
import { exportFile, printToPdf, useToday, useWorkshopActions, useWorkspace } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { Button, Menu, PrintButton, Printed, Progress, softHyphens, useWording } from '../../../ui';
import type { Proposed } from '../before/PlanDialog';
import { offersTo } from '../logic/offers';
import { dayAndTime } from '../logic/when';
import { MinutesText, type Outcome } from './MinutesText';
import { Tasks } from '../Tasks';
import { useCommand } from '../useCommand';
import { useMe } from '../useMe';
import { useMinutes } from './useMinutes';
import styles from '../workshop.module.css';

interface Props {
  readonly view: SessionView;
  readonly outcome: Outcome;
  /** Plans the next one; null where that is nobody's turn. */
  readonly onNext: ((proposed: Proposed) => void) | null;
}

/** A workshop that is over: its minutes, to be read, printed and saved, what became of its tasks, and when the next is due. */
export function Closed({ view, outcome, onNext }: Props) {
  const t = useT('workshop');
  const format = useFormat();
  const company = useWorkspace((workspace) => workspace.company);
  const { me, archived } = useMe();
  const offers = offersTo(view, me, archived);
  const command = useCommand(view);
  const { minutes } = useMinutes(view);
  const next = useProposed(view, minutes?.startedAt ?? null);
  const when = minutes?.startedAt ? format.day(minutes.startedAt) : '';
  return (
    <div className={styles['preparing']}>
      <header className={styles['head']}>
        <div className={styles['headWords']}>
          <h2 className={styles['heading']}>{softHyphens(view.title)}</h2>
          <p className={styles['quiet']}>{[t('minutes.title'), when].filter(Boolean).join(' · ')}</p>
        </div>
        <div className={styles['actions']}>
          <SaveMinutes view={view} />
          <PrintButton />
          {offers.lead ? (
            <Button
              size="small"
              isPending={command.isBusy}
              onPress={() => void command.run({ type: 'reopen' })}
            >
              {t('minutes.reopen')}
            </Button>
          ) : null}
        </div>
      </header>
      {onNext && next ? (
        <div className={styles['chip']}>
          <span>{t('rhythm.propose', { when: `${format.date(next.date)}, ${next.time}` })}</span>
          <Button size="small" onPress={() => onNext(next)}>
            {t('rhythm.plan')}
          </Button>
        </div>
      ) : null}
      <div className={styles['twoColumns']}>
        {minutes ? (
          <MinutesText minutes={minutes} outcome={outcome} />
        ) : (
          <Progress>{t('minutes.loading')}</Progress>
        )}
        <div className={styles['aside']}>
          <Tasks mayWrite={me.role !== 'guest' && !archived} />
        </div>
      </div>
      {minutes ? (
        <Printed title={view.title} facts={[t('minutes.title'), when, company]}>
          {() => <MinutesText minutes={minutes} outcome={outcome} />}
        </Printed>
      ) : null}
    </div>
  );
}

/** What the rhythm of the board proposes after this workshop. */
function useProposed({ board, title, minutes, at }: SessionView, startedAt: string | null): Proposed | null {
  const today = useToday();
  const weeks = useWorkspace(({ boards }) => boards.find(({ id }) => id === board)?.settings?.rhythmWeeks);
  const { date } = dayAndTime(startedAt ?? at);
  if (weeks === undefined || !isCivilDate(date)) return null;
  // The day on which people met, at the time for which they were asked.
  const { time } = dayAndTime(at ?? startedAt);
  return { title, minutes, time, date: nextByRhythm(date, weeks, today).proposed };
}

/** The minutes as a file. */
function SaveMinutes({ view }: { view: SessionView }) {
  const t = useT('workshop');
  const { language } = useFormat();
  const workshops = useWorkshopActions();
  const wording = useWording();
  const save = async (as: 'pdf' | 'md' | 'json') => {
    const file = await (as === 'pdf' ? printToPdf() : workshops.minutesFile(view, as, language));
    if (!file.ok) return wording.tell(file.failure);
    const outcome = await exportFile({ title: view.title, kind: as, content: file.value });
    if (!outcome.ok && outcome.failure.code !== 'cancelled') wording.tell(outcome.failure);
  };
  return (
    <Menu
      label={t('minutes.save')}
      trigger={
        <Button size="small" icon={<Download size={14} aria-hidden />}>
          {t('minutes.save')}
        </Button>
      }
      sections={[
        {
          id: 'as',
          items: [
            // A browser makes it by its own print dialog.
            ...(window.desktop
              ? [
                  {
                    id: 'pdf',
                    label: t('minutes.pdf'),
                    hint: t('minutes.pdfHint'),
                    onAction: () => void save('pdf'),
                  },
                ]
              : []),
            {
              id: 'md',
              label: t('minutes.markdown'),
              hint: t('minutes.markdownHint'),
              onAction: () => void save('md'),
            },
            {
              id: 'json',
              label: t('minutes.json'),
              hint: t('minutes.jsonHint'),
              onAction: () => void save('json'),
            },
          ],
        },
      ]}
    />
  );
}

import { useEffect, useState } from 'react';
import { CalendarClock, Mail } from 'lucide-react';
import { isCivilDate } from '../../../../shared/domain/dates';
import type { Proposal } from '../../../../shared/domain/session/agenda';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useBoard, useBoardActions, useToday, useWorkshopActions } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { Button, softHyphens, useSpeech } from '../../../ui';
import { Agenda } from './Agenda';
import { InvitationDialog } from './InvitationDialog';
import { itemFrom, nameOf, proposalsFor } from '../logic/agenda';
import { offersTo } from '../logic/offers';
import { PlanDialog } from './PlanDialog';
import { Tasks } from '../Tasks';
import { useCommand } from '../useCommand';
import { useMe } from '../useMe';
import { useWhen } from '../useWhen';
import styles from '../workshop.module.css';

/** A workshop before it begins: when and who, its agenda, and what the board proposes for it. */
export function Preparing({ view, views }: { view: SessionView; views: readonly SessionView[] }) {
  const t = useT('workshop');
  const when = useWhen();
  const { nameOf: memberName } = useSpeech();
  const { me, archived } = useMe();
  const command = useCommand(view);
  const offers = offersTo(view, me, archived);
  const [open, setOpen] = useState<'plan' | 'invite' | null>(null);
  const close = () => setOpen(null);
  const name = memberName(view.facilitator);
  return (
    <div className={styles['preparing']}>
      <header className={styles['head']}>
        <div className={styles['headWords']}>
          <h2 className={styles['heading']}>{softHyphens(view.title)}</h2>
          <p className={styles['quiet']}>
            {t('plan.facts', {
              when: when(view.at),
              minutes: t('plan.minutes', { count: view.minutes }),
              name,
            })}
          </p>
        </div>
        <div className={styles['actions']}>
          {offers.plan ? (
            <Button icon={<CalendarClock size={15} aria-hidden />} onPress={() => setOpen('plan')}>
              {t('plan.edit')}
            </Button>
          ) : null}
          <Button icon={<Mail size={15} aria-hidden />} onPress={() => setOpen('invite')}>
            {t('invite.open')}
          </Button>
          {offers.lead ? (
            <Button
              variant="primary"
              isPending={command.isBusy}
              onPress={() => void command.run({ type: 'start' })}
            >
              {t('start')}
            </Button>
          ) : null}
        </div>
      </header>
      {offers.lead ? null : <p className={styles['quiet']}>{t('startHint', { name })}</p>}
      <div className={styles['twoColumns']}>
        <Agenda view={view} mayWrite={offers.write} mayKeep={offers.plan} />
        <div className={styles['aside']}>
          {offers.write ? <Proposals view={view} views={views} /> : null}
          <Tasks mayWrite={offers.write} />
        </div>
      </div>
      {open === 'plan' ? <PlanDialog boardId={view.board} view={view} onClose={close} /> : null}
      {open === 'invite' ? <InvitationDialog view={view} onClose={close} /> : null}
    </div>
  );
}

/** What the board proposes: each is taken or left ([SESSUI-2]). */
function Proposals({ view, views }: { view: SessionView; views: readonly SessionView[] }) {
  const t = useT('workshop');
  const today = useToday();
  const board = useBoard(({ plans, threads, tasks, agenda }) => ({ plans, threads, tasks, agenda }));
  const { workshop } = useBoardActions();
  const since = useSince();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const open = useOpenOfLast(views);
  const proposals = proposalsFor(board, { session: view.id, open, left, today });
  const titled = (proposal: Proposal) => proposal.title || t('agenda.untitled');
  return (
    <section aria-labelledby="workshop-proposals" className={styles['section']}>
      <h3 id="workshop-proposals" className={styles['sectionTitle']}>
        {t('proposals.title')}
      </h3>
      {proposals.length === 0 ? <p className={styles['quiet']}>{t('proposals.none')}</p> : null}
      <ul className={styles['lines']}>
        {proposals.map((proposal) => (
          <li key={nameOf(proposal)} className={styles['proposal']}>
            <div className={styles['words']}>
              <span className={styles['itemTitle']}>{softHyphens(titled(proposal))}</span>
              <span className={styles['quiet']}>
                {t(`proposals.why.${proposal.why}`, { since: since(proposal.since) })}
              </span>
            </div>
            <Button
              size="small"
              aria-label={t('proposals.takeNamed', { title: titled(proposal) })}
              onPress={() =>
                void workshop.addItem({ session: view.id, ...itemFrom(proposal), title: titled(proposal) })
              }
            >
              {t('proposals.take')}
            </Button>
            <Button
              size="small"
              variant="quiet"
              aria-label={t('proposals.leaveNamed', { title: titled(proposal) })}
              onPress={() => setLeft(new Set([...left, nameOf(proposal)]))}
            >
              {t('proposals.leave')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the last workshop put off or did not reach, as its minutes say. */
function useOpenOfLast(views: readonly SessionView[]): readonly string[] {
  const workshops = useWorkshopActions();
  const last = views.find(({ state }) => state === 'closed') ?? null;
  const [open, setOpen] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!last) return;
    let isGone = false;
    void workshops.minutes(last).then((answer) => {
      if (answer.ok && !isGone) setOpen(answer.value.open.map(({ item }) => item));
    });
    return () => {
      isGone = true;
    };
  }, [workshops, last]);
  return open;
}

/** A day, or the day of an instant, in short. */
function useSince(): (since: string) => string {
  const format = useFormat();
  return (since) => {
    const day = since.slice(0, 10);
    return isCivilDate(day) ? format.shortDate(day) : '';
  };
}

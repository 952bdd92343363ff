import { useEffect, useState } from 'react';
import { CloudOff } from 'lucide-react';
import type { Json } from '../../../shared/domain/json';
import { departmentOf } from '../../../shared/domain/plan';
import type { SessionView } from '../../../shared/domain/session/session';
import { shown } from '../../../shared/domain/text/typed-text';
import { useBoard, useSealedRounds, useWorkshopActions, useWorkshops, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { useSettings } from '../../state/settings';
import { cx, softHyphens, stateWord, useFieldWords, usePageTitle, useSpeech } from '../../ui';
import {
  caughtUp,
  centreOf,
  handshakeOf,
  isOvertaken,
  itemOf,
  seenFirst,
  seenNow,
  seenOpening,
  workshopOf,
  type Seen,
} from './logic/shown';
import { beginning } from './logic/words';
import { HandshakeView } from './HandshakeView';
import { Joining } from './Joining';
import { Line } from './Line';
import { RaisedHands } from './RaisedHands';
import { RoundOnStage } from './RoundOnStage';
import { Sheets } from './Sheets';
import { StageNote } from './StageNote';
import { TimerView } from './TimerView';
import { useStageKeys } from './useStageKeys';
import styles from './stage.module.css';

/** So long it is said that somebody else leads: everybody has looked up by then. */
const NEW_LEAD_MS = 30_000;

/** What a room looks at: the workshop of a board, for a projector. Must stand inside a `BoardProvider`. */
export function Stage({ boardId }: { boardId: string }) {
  const t = useT('stage');
  const size = useSettings((settings) => settings.stageSize);
  const views = useWorkshops(boardId);
  const board = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.title ?? '');
  const view = views && workshopOf(views);
  usePageTitle(t('name'), board);
  useStageKeys();
  return (
    <main className={styles['stage']} data-size={size} aria-label={t('name')}>
      {view?.state === 'open' ? (
        <OpenWorkshop key={view.id} view={view} />
      ) : (
        <Between board={board} view={view} isKnown={views !== null} />
      )}
      <StageNote />
    </main>
  );
}

/** Before a workshop: what comes next, and when; after it, that it is over. */
function Between({ board, view, isKnown }: { board: string; view: SessionView | null; isKnown: boolean }) {
  const t = useT('stage');
  const format = useFormat();
  const agenda = useBoard((state) => state.agenda);
  const items = agenda.filter(({ session }) => session === view?.id);
  const isNext = view?.state === 'planned';
  return (
    <div className={styles['between']}>
      <TopLine words={board} />
      <h1 className={styles['title']} title={view?.title}>
        {view ? softHyphens(view.title) : t(isKnown ? 'none' : 'loading')}
      </h1>
      {view?.state === 'closed' ? <p>{t('closed')}</p> : null}
      {isNext ? (
        <p>
          {view.at === null
            ? t('soon')
            : t('begins', { day: format.day(view.at), time: format.time(view.at) })}
        </p>
      ) : null}
      {isNext && items.length > 0 ? (
        <Sheets>
          <ol className={styles['agenda']} aria-label={t('agenda')}>
            {items.map((item) => (
              <li key={item.id}>
                <Line>{shown(item.title)}</Line>
              </li>
            ))}
          </ol>
        </Sheets>
      ) : null}
    </div>
  );
}

function OpenWorkshop({ view }: { view: SessionView }) {
  const t = useT('stage');
  const { nameOf } = useSpeech();
  const agenda = useBoard((state) => state.agenda);
  const item = itemOf(view, agenda);
  const newLead = useNewLead(view.facilitator);
  const words = newLead === null ? view.title : t('leads', { name: nameOf(newLead) });
  const heading = view.held ? t('break') : shown(item?.title ?? t('noItem'));
  return (
    <>
      <header className={styles['head']}>
        <TopLine words={words} />
        <TimerView view={view} />
      </header>
      <section className={styles['centre']} aria-label={t('item')}>
        <h1 className={styles['title']} title={heading}>
          {softHyphens(heading)}
        </h1>
        <Centre view={view} heading={heading} />
      </section>
      <aside className={styles['side']} aria-label={t('side')}>
        <Joining view={view} />
        <RaisedHands hands={view.hands} done={view.done} />
      </aside>
    </>
  );
}

/** What stands on top; as long as the host is away, that: what is shown may no longer be so ([STAGE-13]). */
function TopLine({ words }: { words: string }) {
  const t = useT('stage');
  const isAway = useWorkspace(({ online }) => online === false);
  return (
    <p className={cx(styles['workshop'], isAway && styles['away'])} title={isAway ? t('away') : words}>
      {isAway ? <CloudOff aria-hidden /> : null}
      {softHyphens(isAway ? t('away') : words)}
    </p>
  );
}

/** Who leads, for a while after it has come to be somebody else. */
function useNewLead(facilitator: string): string | null {
  const [lead, setLead] = useState({ facilitator, isNew: false });
  if (lead.facilitator !== facilitator) setLead({ facilitator, isNew: true });
  useEffect(() => {
    if (!lead.isNew) return;
    const over = setTimeout(() => setLead({ facilitator: lead.facilitator, isNew: false }), NEW_LEAD_MS);
    return () => clearTimeout(over);
  }, [lead]);
  return lead.isNew ? lead.facilitator : null;
}

function Centre({ view, heading }: { view: SessionView; heading: string }) {
  const agenda = useBoard((state) => state.agenda);
  const plans = useBoard((state) => state.plans);
  const handshake = useHandshake();
  const next = useSeen(view);
  const centre = centreOf({
    view,
    item: itemOf(view, agenda),
    plans: new Set(plans.keys()),
    handshake: handshake && !isOvertaken(handshake, next) ? handshake : null,
    round: next.round,
  });
  switch (centre.show) {
    case 'handshake':
      return <HandshakeView handshake={centre.handshake} />;
    case 'round':
      return <RoundOnStage key={centre.round} boardId={view.board} round={centre.round} heading={heading} />;
    case 'plan':
      return <PlanOnStage planId={centre.plan} heading={heading} />;
    case 'nothing':
      return null;
  }
}

/** What has been on the stage, or would have been had it been open and in reach of its host. */
function useSeen(view: SessionView): Seen {
  const workshops = useWorkshopActions();
  const online = useWorkspace((state) => state.online);
  const [seen, setSeen] = useState<Seen>(() => seenFirst(view));
  const next = seenNow(seen, view);
  if (next !== seen) setSeen(next);
  const { id, board } = view;
  const isAsked = online === true && view.round === null;
  useEffect(() => {
    if (!isAsked) return;
    let isGone = false;
    void workshops.minutes({ id, board }).then((answer) => {
      if (answer.ok && !isGone) setSeen((now) => caughtUp(now, answer.value, id));
    });
    return () => {
      isGone = true;
    };
  }, [workshops, id, board, isAsked]);
  const { rounds } = useSealedRounds(board);
  const undated = online === true && next.openedAt === null ? next.round : null;
  useEffect(() => {
    if (undated === null) return;
    void rounds.view(board, undated).then((answer) => {
      if (answer.ok) setSeen((now) => seenOpening(now, answer.value));
    });
  }, [rounds, board, undated]);
  return next;
}

/** The agreement of this minute; looked at again every second, as its minute ends by itself. */
function useHandshake() {
  const entries = useBoard((state) => state.entries);
  const plans = useBoard((state) => state.plans);
  const workshops = useWorkshopActions();
  const [now, setNow] = useState<number | null>(() => workshops.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(workshops.now()), 1000);
    return () => clearInterval(timer);
  }, [workshops]);
  const isAgreed = (plan: string) => plans.get(plan)?.status.state === 'agreed';
  return now === null ? null : handshakeOf(entries, isAgreed, now);
}

const civil = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const FACTS = ['start', 'budgetMinor', 'goal'] as const;

/** A plan, by its name unless that is what stands above. */
function PlanOnStage({ planId, heading }: { planId: string; heading: string }) {
  const t = useT('stage');
  const common = useT('common');
  const format = useFormat();
  const fields = useFieldWords();
  const row = useBoard((state) => state.plans.get(planId) ?? null);
  if (!row) return null;
  const { material, status } = row;
  const title = fields.text('title', material['title'], material) || common('untitled');
  const words = {
    start: format.dateRange(civil(material['start']), civil(material['end'])),
    budgetMinor: fields.text('budgetMinor', material['budgetMinor'], material),
    goal: fields.text('goal', material['goal'], material),
  };
  const facts: (readonly [string, string])[] = FACTS.flatMap((field) =>
    words[field] === '' ? [] : [[field === 'start' ? t('dates') : fields.name(field), words[field]] as const],
  );
  return (
    <article className={styles['plan']}>
      {title === heading ? null : <h2 title={title}>{softHyphens(title)}</h2>}
      <p className={styles['state']}>{stateWord(common, status.state, departmentOf(material['kind']))}</p>
      <Sheets key={planId}>
        <dl className={styles['facts']}>
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd title={text}>{softHyphens(beginning(text))}</dd>
            </div>
          ))}
        </dl>
      </Sheets>
    </article>
  );
}

import { useState, type ReactNode, type RefCallback } from 'react';
import { ArrowRight, Circle, CircleCheck, CirclePlay, PauseCircle } from 'lucide-react';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import type { SessionView } from '../../../../shared/domain/session/session';
import { shown as inSight } from '../../../../shared/domain/text/typed-text';
import { useBoard } from '../../../client';
import { useT } from '../../../i18n';
import { hrefOf } from '../../../state/route';
import { useLineShown } from '../../../state/shown-place';
import { Banner, Button, cx, LinkButton, softHyphens, useSpeech } from '../../../ui';
import { CloseDialog } from '../after/CloseDialog';
import type { Outcome } from '../after/MinutesText';
import { Agreed } from './Agreed';
import { Hands } from './Hands';
import { LeadMenu } from './LeadMenu';
import { neighbour, titleOf } from '../logic/agenda';
import { offersTo, type Offers } from '../logic/offers';
import { NewcomersDialog } from './NewcomersDialog';
import { PeopleInRoom } from './PeopleInRoom';
import { Remarks } from './Remarks';
import { Running } from './Running';
import { PromisedWords, usePromised } from '../PromisedWords';
import { EarlierTasks, Tasks } from '../Tasks';
import { useCommand, type Run } from '../useCommand';
import { useFollowing } from './useFollowing';
import { useScrolledPast } from './useScrolledPast';
import { useMe } from '../useMe';
import { usePassedOn } from '../usePassedOn';
import styles from '../workshop.module.css';

interface Props {
  readonly view: SessionView;
  readonly rounds: (session: SessionView, item: AgendaItem | null) => ReactNode;
  readonly outcome: Outcome;
}

/** A workshop while it is on: the same item for everybody, the time, hands, and what is written meanwhile. */
export function Room({ view, rounds, outcome }: Props) {
  const t = useT('workshop');
  const { nameOf } = useSpeech();
  const { me, archived } = useMe();
  usePassedOn(view, me.id);
  const offers = offersTo(view, me, archived);
  const items = useBoard(({ agenda }) => agenda.filter(({ session }) => session === view.id));
  const follow = useFollowing(view, items);
  const command = useCommand(view);
  useLineShown(({ root, id }) => {
    if (root === 'agenda' && items.some((each) => each.id === id)) follow.look(id);
    return false;
  });
  const [open, setOpen] = useState<'newcomers' | 'close' | null>(null);
  const item = items.find(({ id }) => id === follow.shown) ?? null;
  const isElsewhere = view.item !== null && !follow.isOn;
  const current = items.find(({ id }) => id === view.item);
  const [watch, isPast] = useScrolledPast();
  return (
    <div className={styles['room']}>
      <header className={styles['head']}>
        <div className={styles['headWords']}>
          <h2 className={styles['heading']}>{softHyphens(view.title)}</h2>
        </div>
        <PeopleInRoom present={view.present} seated={view.seated} />
        <div className={styles['actions']}>
          {offers.take ? (
            <Button size="small" onPress={() => void command.run({ type: 'take' })}>
              {t('room.take')}
            </Button>
          ) : null}
          {offers.lead ? (
            <>
              <LeadMenu view={view} item={item} run={command.run} onNewcomers={() => setOpen('newcomers')} />
              <Button size="small" onPress={() => setOpen('close')}>
                {t('room.end')}
              </Button>
            </>
          ) : null}
        </div>
      </header>
      <Running
        view={view}
        current={current ?? null}
        isPast={isPast}
        words={offers.lead ? t('room.youLead') : t('room.facilitator', { name: nameOf(view.facilitator) })}
        minutes={item?.minutes ?? 0}
        mayLead={offers.lead}
        run={command.run}
      />
      <span className={styles['spoken']} role="status">
        {current ? t('room.now', { title: inSight(current.title) || t('agenda.untitled') }) : ''}
      </span>
      <Agreed />
      {view.held ? <Banner isBoxed title={t('room.held')} /> : null}
      {isElsewhere ? (
        <div className={styles['chip']} role="status">
          <span>{t('room.elsewhere')}</span>
          <Button size="small" icon={<ArrowRight size={14} aria-hidden />} onPress={follow.catchUp}>
            {t('goThere')}
          </Button>
        </div>
      ) : null}
      <div className={styles['roomColumns']}>
        <ItemList view={view} items={items} shown={follow.shown} onLook={follow.look} watch={watch} />
        <div className={styles['current']}>
          {item ? (
            <CurrentItem
              key={item.id}
              view={view}
              item={item}
              items={items}
              offers={offers}
              run={command.run}
              onLook={follow.look}
              slot={rounds(view, item)}
            />
          ) : (
            <NoItem view={view} items={items} mayLead={offers.lead} run={command.run}>
              <EarlierTasks items={items} mayWrite={offers.write} />
              {rounds(view, null)}
            </NoItem>
          )}
          {offers.join ? <Hands view={view} me={me.id} mayLead={offers.lead} run={command.run} /> : null}
        </div>
      </div>
      {open === 'newcomers' ? <NewcomersDialog view={view} onClose={() => setOpen(null)} /> : null}
      {open === 'close' ? <CloseDialog view={view} outcome={outcome} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

interface ListProps {
  readonly view: SessionView;
  readonly items: readonly AgendaItem[];
  readonly shown: string | null;
  readonly onLook: (item: string) => void;
  readonly watch: RefCallback<HTMLElement>;
}

function ItemList({ view, items, shown, onLook, watch }: ListProps) {
  const t = useT('workshop');
  const at = items.findIndex(({ id }) => id === view.item);
  return (
    <nav ref={watch} aria-label={t('room.items')} className={styles['items']}>
      <ol>
        {items.map((item, index) => {
          const isCurrent = item.id === view.item;
          const isParked = view.parked.includes(item.id);
          const state = isParked
            ? t('room.parked')
            : isCurrent
              ? t('room.current')
              : index < at
                ? t('room.past')
                : null;
          const Icon = isCurrent ? CirclePlay : isParked ? PauseCircle : index < at ? CircleCheck : Circle;
          return (
            <li key={item.id}>
              <button
                type="button"
                className={cx(styles['look'], item.id === shown && styles['looked'])}
                aria-current={isCurrent ? 'step' : undefined}
                aria-pressed={item.id === shown}
                onClick={() => onLook(item.id)}
              >
                <Icon size={15} aria-hidden />
                <span className={styles['grow']}>
                  {softHyphens(inSight(item.title)) || t('agenda.untitled')}
                </span>
                {state === null ? null : <span className={styles['quiet']}>{state}</span>}
                <span className={styles['quiet']} aria-hidden>{`${item.minutes}′`}</span>
                <span className={styles['spoken']}>{t('plan.minutes', { count: item.minutes })}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

interface CurrentProps {
  readonly view: SessionView;
  readonly item: AgendaItem;
  readonly items: readonly AgendaItem[];
  readonly offers: Offers;
  readonly run: Run;
  readonly onLook: (item: string) => void;
  readonly slot: ReactNode;
}

/** One item: what it is about, what is written on it, the tasks that come of it. */
function CurrentItem({ view, item, items, offers, run, onLook, slot }: CurrentProps) {
  const t = useT('workshop');
  const isCurrent = item.id === view.item;
  const isParked = view.parked.includes(item.id);
  const promised = usePromised(item);
  const promisedFor = useBoard(({ plans }) => titleOf(plans.get(promised?.plan ?? '')?.json['title']));
  const previous = neighbour(items, item.id, -1);
  const next = neighbour(items, item.id, 1);
  const call = async (to: AgendaItem) => {
    if (await run({ type: 'item', item: to.id })) onLook(to.id);
  };
  return (
    <>
      <div className={styles['itemHead']}>
        <h3 className={styles['itemHeading']}>{softHyphens(inSight(item.title)) || t('agenda.untitled')}</h3>
        <div className={styles['actions']}>
          {item.kind === 'plan' && item.ref !== '' ? (
            <LinkButton
              size="small"
              href={hrefOf({
                page: 'board',
                boardId: view.board,
                view: 'workshop',
                planId: item.ref,
              })}
            >
              {t('room.openPlan')}
            </LinkButton>
          ) : null}
          {offers.lead && isCurrent && previous ? (
            <Button size="small" onPress={() => void call(previous)}>
              {t('room.previous')}
            </Button>
          ) : null}
          {offers.lead && isCurrent && !isParked ? (
            <Button size="small" onPress={() => void run({ type: 'park', item: item.id })}>
              {t('room.park')}
            </Button>
          ) : null}
          {offers.lead && isCurrent && isParked ? (
            <Button size="small" onPress={() => void call(item)}>
              {t('room.callUp')}
            </Button>
          ) : null}
          {offers.lead && isCurrent && next ? (
            <Button size="small" variant="primary" data-step="item" onPress={() => void call(next)}>
              {t('room.next')}
            </Button>
          ) : null}
          {offers.lead && !isCurrent ? (
            <Button size="small" variant="primary" data-step="item" onPress={() => void call(item)}>
              {t('room.callUp')}
            </Button>
          ) : null}
        </div>
      </div>
      {promised ? (
        <div>
          <PromisedWords promised={promised} title={promisedFor} />
        </div>
      ) : null}
      {item.id === items[0]?.id ? <EarlierTasks items={items} mayWrite={offers.write} /> : null}
      {slot}
      <Remarks item={item} mayWrite={offers.write} />
      <Tasks item={item} mayWrite={offers.write} />
    </>
  );
}

interface NoItemProps {
  readonly view: SessionView;
  readonly items: readonly AgendaItem[];
  readonly mayLead: boolean;
  readonly run: Run;
  readonly children: ReactNode;
}

function NoItem({ items, mayLead, run, children }: NoItemProps) {
  const t = useT('workshop');
  const first = items[0];
  return (
    <>
      <p className={styles['quiet']}>{t(items.length === 0 ? 'agenda.emptyRoom' : 'room.noItem')}</p>
      {mayLead && first ? (
        <div>
          <Button
            variant="primary"
            data-step="item"
            onPress={() => void run({ type: 'item', item: first.id })}
          >
            {t('room.first')}
          </Button>
        </div>
      ) : null}
      {children}
    </>
  );
}

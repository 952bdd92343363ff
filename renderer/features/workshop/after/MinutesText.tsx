import type { ReactNode } from 'react';
import type { RoundView } from '../../../../shared/api/rounds';
import type { ReadMinutes } from '../../../../shared/api/sessions';
import { byName, shown } from '../../../../shared/domain/text/typed-text';
import { promiseWords, useFormat, useT } from '../../../i18n';
import { softHyphens, useSpeech } from '../../../ui';
import { InReturn, PromisedWords } from '../PromisedWords';
import styles from '../workshop.module.css';

/** Draws what came of a round. */
export type Outcome = (round: RoundView) => ReactNode;

/** Minutes to be read: the same on the screen, before the close, and on paper. */
export function MinutesText({ minutes, outcome }: { minutes: ReadMinutes; outcome: Outcome }) {
  const t = useT('workshop');
  const format = useFormat();
  const { nameOf } = useSpeech();
  const present = byName(
    minutes.present.map(({ member, walkIn }) =>
      walkIn ? t('minutes.walkIn', { name: nameOf(member) }) : nameOf(member),
    ),
    format.language,
  );
  const seated = minutes.seated.map((id) => {
    const name = minutes.names[id];
    return name ? t('seats.person', { name }) : t('seats.nameless');
  });
  const told = new Set(minutes.items.flatMap(({ rounds }) => rounds.map(({ body }) => body.round)));
  const left = minutes.outcomes.filter(({ id }) => !told.has(id));
  return (
    <div className={styles['minutesText']}>
      <dl className={styles['facts']}>
        {minutes.startedAt === null ? null : (
          <Fact name={t('minutes.began')}>{format.instant(minutes.startedAt)}</Fact>
        )}
        <Fact name={t('minutes.ledBy')}>{format.list(minutes.facilitators.map(nameOf))}</Fact>
        <Fact name={t('minutes.present')}>
          {present.length + seated.length === 0 ? t('minutes.nobody') : format.list([...present, ...seated])}
        </Fact>
      </dl>
      {minutes.reopened > 0 ? (
        <p className={styles['quiet']}>{t('minutes.reopened', { count: minutes.reopened })}</p>
      ) : null}
      {minutes.items.map((item) => (
        <Item key={item.item ?? ''} item={item}>
          {minutes.outcomes
            .filter(({ id }) => item.rounds.some(({ body }) => body.round === id))
            .map((round) => (
              <li key={round.id}>{outcome(round)}</li>
            ))}
        </Item>
      ))}
      {left.length > 0 ? (
        <section className={styles['minutesItem']}>
          <h3 className={styles['itemHeading']}>{t('minutes.leftRounds')}</h3>
          <ul className={styles['bullets']}>
            {left.map((round) => (
              <li key={round.id}>{outcome(round)}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {minutes.open.length > 0 ? (
        <section className={styles['minutesItem']}>
          <h3 className={styles['itemHeading']}>{t('minutes.open')}</h3>
          <ul className={styles['bullets']}>
            {minutes.open.map(({ item, title, parked }) => (
              <li key={item}>
                {t(parked ? 'minutes.parkedItem' : 'minutes.notReached', {
                  title: title || t('agenda.untitled'),
                })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface ItemProps {
  readonly item: ReadMinutes['items'][number];
  /** Its rounds. */
  readonly children: readonly ReactNode[];
}

function Item({ item, children }: ItemProps) {
  const t = useT('workshop');
  const common = useT('common');
  const format = useFormat();
  const speech = useSpeech();
  const { nameOf } = speech;
  const { promised } = item;
  const titled = (title: string) => title || common('untitled');
  const touched = item.plans.map(({ title }) => titled(title));
  const commented = [...new Set(item.comments.map(({ title }) => titled(title)))];
  const isEmpty =
    [item.decisions, item.plans, item.comments, item.rounds, item.tasks].every(
      ({ length }) => length === 0,
    ) &&
    item.remarks.trim() === '' &&
    !promised;
  const title = item.item === null ? t('minutes.before') : shown(item.title) || t('agenda.untitled');
  return (
    <section className={styles['minutesItem']}>
      <h3 className={styles['itemHeading']}>{softHyphens(title)}</h3>
      <p className={styles['quiet']}>
        {[
          t('minutes.beganAt', { time: format.time(item.begun) }),
          ...(item.parked ? [t('minutes.parked')] : []),
        ].join(' · ')}
      </p>
      {isEmpty ? <p className={styles['quiet']}>{t('minutes.nothing')}</p> : null}
      {item.decisions.length > 0 ? (
        <Part name={t('minutes.decided')}>
          {item.decisions.map(
            ({
              seq,
              title: plan,
              by,
              kind,
              verdict,
              onBehalfOf,
              note,
              promise,
              returnPromise = [],
              inReturn,
            }) => (
              <li key={seq}>
                {t(onBehalfOf ? 'minutes.decisionFor' : 'minutes.decision', {
                  what: t(wordOf(verdict ?? kind)),
                  title: titled(plan),
                  name: nameOf(by),
                  absent: onBehalfOf ? nameOf(onBehalfOf) : '',
                  seq: String(seq),
                })}
                {note ? <p className={styles['text']}>{t('minutes.note', { note })}</p> : null}
                {promise ? <p>{promiseWords(speech, promise)}</p> : null}
                {returnPromise.length > 0 ? <InReturn by={by} promises={returnPromise} /> : null}
                {inReturn ? <InReturn {...inReturn} /> : null}
              </li>
            ),
          )}
        </Part>
      ) : null}
      {promised ? (
        <Part name={t('minutes.promised')}>
          <li>
            <PromisedWords promised={promised} title={promised.title} />
          </li>
        </Part>
      ) : null}
      {item.tasks.length > 0 ? (
        <Part name={t('tasks.title')}>
          {item.tasks.map(({ id, text, ownerId, dueOn, doneOn, outcome }) => (
            <li key={id}>
              {softHyphens(
                [
                  text,
                  nameOf(ownerId),
                  ...(dueOn === '' ? [] : [t('tasks.due', { date: format.date(dueOn) })]),
                  ...(doneOn === null ? [] : [t('tasks.doneOn', { date: format.date(doneOn) })]),
                  ...(outcome === '' ? [] : [outcome]),
                ].join(' · '),
              )}
            </li>
          ))}
        </Part>
      ) : null}
      {item.remarks.trim() === '' ? null : (
        <>
          <h4 className={styles['partName']}>{t('minutes.remarks')}</h4>
          <p className={styles['text']}>{softHyphens(item.remarks)}</p>
        </>
      )}
      {item.rounds.length > 0 ? (
        <Part
          name={t('minutes.rounds', {
            count: item.rounds.length,
            numbers: format.list(item.rounds.map(({ seq }) => String(seq))),
          })}
        >
          {children}
        </Part>
      ) : null}
      {touched.length > 0 ? (
        <Part name={t('minutes.touched')}>
          <li>{format.list(touched)}</li>
        </Part>
      ) : null}
      {commented.length > 0 ? (
        <Part name={t('minutes.commented')}>
          <li>{format.list(commented)}</li>
        </Part>
      ) : null}
    </section>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <h4 className={styles['partName']}>{name}</h4>
      <ul className={styles['bullets']}>{children}</ul>
    </>
  );
}

const KINDS = [
  'plan-submitted',
  'recalled',
  'launched',
  'closed',
  'withdrawn',
  'approve',
  'request-changes',
  'decline',
  'retract',
] as const;

function wordOf(kind: string) {
  return `minutes.kind.${KINDS.find((each) => each === kind) ?? 'other'}` as const;
}

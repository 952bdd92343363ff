import { useEffect, useState } from 'react';
import { useSealedRounds, type ShownRound } from '../../client';
import { useFormat, useT } from '../../i18n';
import { softHyphens } from '../../ui';
import { ranked } from './logic/words';
import styles from './stage.module.css';

/** How many have answered moves on this raster, whenever one asks. */
const RASTER_MS = 15_000;

/** A round as the room may see it: how many have answered while it runs, the result once it is closed, never who. */
export function RoundOnStage({ boardId, round }: { boardId: string; round: string }) {
  const t = useT('stage');
  const { rounds, changes } = useSealedRounds(boardId);
  const [view, setView] = useState<ShownRound | null>(null);
  const isOver = view !== null && view.state !== 'open';
  useEffect(() => {
    let isGone = false;
    const ask = () =>
      void rounds.view(boardId, round).then((answer) => {
        if (answer.ok && !isGone) setView(answer.value);
      });
    ask();
    const timer = isOver ? undefined : setInterval(ask, RASTER_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [rounds, changes, boardId, round, isOver]);
  if (!view) return null;
  return (
    <section className={styles['round']} aria-label={t('round')}>
      <h2>{softHyphens(view.title || t(`kind.${view.kind}`))}</h2>
      {view.state === 'lost' ? <p>{t('lost')}</p> : null}
      {view.state === 'open' ? (
        <p>
          {t('running')}
          {view.answered === undefined ? '' : ` ${t('answered', { count: view.answered })}`}
        </p>
      ) : null}
      {view.state === 'closed' ? <Result view={view} /> : null}
    </section>
  );
}

function Result({ view: { result, on = [], answers } }: { view: ShownRound }) {
  const t = useT('stage');
  const format = useFormat();
  if (!result) return null;
  const answered = answers === undefined ? null : <p>{t('answeredInAll', { count: answers })}</p>;
  if ('notes' in result)
    return (
      <>
        {answered}
        <ul className={styles['notes']}>
          {result.notes.map(({ text }, index) => (
            <li key={index}>{softHyphens(text)}</li>
          ))}
        </ul>
      </>
    );
  if ('counts' in result)
    return (
      <>
        {answered}
        <ol className={styles['votes']}>
          {ranked(result.counts, on).map(({ id, label, count }) => (
            <li key={id}>
              <span>{softHyphens(label)}</span>
              <strong>{format.number(count)}</strong>
              {result.hands?.[id] ? <span>{t('shownHands', { count: result.hands[id] })}</span> : null}
            </li>
          ))}
        </ol>
      </>
    );
  if ('median' in result)
    return (
      <>
        {answered}
        <p>{t('enquiries', { values: result.enquiries.map((value) => format.number(value)).join(' · ') })}</p>
        {result.median === null ? null : (
          <p>
            <strong>{t('median', { value: format.number(result.median) })}</strong>
          </p>
        )}
      </>
    );
  if (result.answers === 'too-few') return <p>{t('tooFew')}</p>;
  return (
    <>
      <p>
        <strong>{t('grade', { value: format.number(result.mean) })}</strong>{' '}
        {t('answeredInAll', { count: result.answers })}
      </p>
      <ul className={styles['notes']}>
        {result.sentences.map((sentence, index) => (
          <li key={index}>{softHyphens(sentence)}</li>
        ))}
      </ul>
    </>
  );
}

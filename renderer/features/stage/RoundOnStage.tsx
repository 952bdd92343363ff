import { useEffect, useState } from 'react';
import { useSealedRounds, type ShownRound } from '../../client';
import { useFormat, useT } from '../../i18n';
import { softHyphens } from '../../ui';
import { ranked } from './logic/words';
import { Sheets } from './Sheets';
import styles from './stage.module.css';

/** How many have answered moves on this raster, whenever one asks. */
const RASTER_MS = 15_000;

interface Props {
  readonly boardId: string;
  readonly round: string;
  /** What stands above it already. */
  readonly heading: string;
}

/** A round as the room may see it: how many have answered while it runs, the result once it is closed, never who. */
export function RoundOnStage({ boardId, round, heading }: Props) {
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
  const title = view.title || t(`kind.${view.kind}`);
  return (
    <section className={styles['round']} aria-label={t('round')}>
      {title === heading ? null : <h2 title={title}>{softHyphens(title)}</h2>}
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
        <Texts texts={result.notes.map(({ text }) => text)} />
      </>
    );
  if ('counts' in result)
    return (
      <>
        {answered}
        <Sheets>
          <ol className={styles['votes']}>
            {ranked(result.counts, on).map(({ id, label, count }) => (
              <li key={id}>
                <span>{softHyphens(label)}</span>
                <strong>{format.number(count)}</strong>
                {result.hands?.[id] ? <span>{t('shownHands', { count: result.hands[id] })}</span> : null}
              </li>
            ))}
          </ol>
        </Sheets>
      </>
    );
  if ('median' in result)
    return (
      <>
        {answered}
        {result.median === null ? null : (
          <p>
            <strong>{t('median', { value: format.number(result.median) })}</strong>
          </p>
        )}
        <Sheets>
          <p>
            {t('enquiries', { values: result.enquiries.map((value) => format.number(value)).join(' · ') })}
          </p>
        </Sheets>
      </>
    );
  if (result.answers === 'too-few') return <p>{t('tooFew')}</p>;
  return (
    <>
      <p>{t('answeredInAll', { count: result.answers })}</p>
      <p>
        <strong>{t('grade', { value: format.number(result.mean) })}</strong>
      </p>
      <Texts texts={result.sentences} />
    </>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  return (
    <Sheets columns={2}>
      <ul className={styles['notes']}>
        {texts.map((text, index) => (
          <li key={index}>{softHyphens(text)}</li>
        ))}
      </ul>
    </Sheets>
  );
}

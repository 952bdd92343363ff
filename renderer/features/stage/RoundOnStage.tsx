import { useEffect, useState } from 'react';
import { useSealedRounds, type ShownRound } from '../../client';
import { useFormat, useT } from '../../i18n';
import { useSettings } from '../../state/settings';
import { softHyphens } from '../../ui';
import { ranked } from './logic/words';
import { Line } from './Line';
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
  if ('notes' in result)
    return (
      <>
        <Sum answers={answers} />
        <Texts texts={result.notes.map(({ text }) => text)} />
      </>
    );
  if ('counts' in result)
    return (
      <>
        <Sum answers={answers} />
        <Sheets>
          <ol className={styles['votes']}>
            {ranked(result.counts, on).map(({ id, label, count }) => (
              <li key={id}>
                <span>
                  <Line>{label}</Line>
                </span>
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
        <Sum
          answers={answers}
          figure={result.median === null ? null : t('median', { value: format.number(result.median) })}
        />
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
      <Sum answers={result.answers} figure={t('grade', { value: format.number(result.mean) })} />
      <Texts texts={result.sentences} />
    </>
  );
}

/** How many answered, and what all answers come to. */
function Sum({ answers, figure = null }: { answers: number | undefined; figure?: string | null }) {
  const t = useT('stage');
  const words = answers === undefined ? null : t('answeredInAll', { count: answers });
  if (words === null && figure === null) return null;
  return (
    <p>
      {words}
      {words === null || figure === null ? '' : ' · '}
      {figure === null ? null : <strong>{figure}</strong>}
    </p>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  const size = useSettings(({ stageSize }) => stageSize);
  // The largest leaves half a line no room for words.
  return (
    <Sheets columns={size === 3 ? 1 : 2}>
      <ul className={styles['notes']}>
        {texts.map((text, index) => (
          <li key={index}>
            <Line>{text}</Line>
          </li>
        ))}
      </ul>
    </Sheets>
  );
}

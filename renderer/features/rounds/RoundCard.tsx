import { useEffect, useState } from 'react';
import { ChevronDown, ChevronRight, ChartNoAxesColumn, Gauge, StickyNote, Vote } from 'lucide-react';
import type { RoundRow } from '../../../shared/api/rounds';
import { memberName, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Progress, softHyphens, useWording } from '../../ui';
import { LateNote } from './LateNote';
import { OpenRound } from './OpenRound';
import { LostRound, RoundResult } from './RoundResult';
import { useRound } from './useRounds';
import styles from './rounds.module.css';

const ICONS = { notes: StickyNote, votes: Vote, estimate: ChartNoAxesColumn, pulse: Gauge } as const;

export interface RoundCardProps {
  readonly boardId: string;
  readonly row: RoundRow;
  readonly isArchived: boolean;
  /** Who leads the workshop it belongs to, as far as this page knows. */
  readonly facilitator: string | null;
  readonly isFirst: boolean;
  /** Of its heading. */
  readonly level: 2 | 3 | 4;
  /** Asks for the list of rounds again, which knows this one as it was. */
  readonly onElse: () => void;
}

/** One round: open to enter, or its result. What is open stays unfolded when it is revealed. */
export function RoundCard(props: RoundCardProps) {
  const { row, isFirst, level } = props;
  const t = useT('rounds');
  const common = useT('common');
  const format = useFormat();
  const opener = useWorkspace(({ members }) => memberName(members, row.openedBy));
  const [isUnfolded, setUnfolded] = useState(isFirst || row.state === 'open');
  const Icon = ICONS[row.kind];
  const title = row.title || t(`kind.${row.kind}`);
  const heading = `round-${row.id}`;
  const Heading = `h${level}` as const;
  const words = (
    <>
      <Icon size={18} aria-hidden className={styles['kindIcon']} />
      <span className={styles['title']}>{softHyphens(title)}</span>
    </>
  );
  return (
    <li className={styles['card']} aria-labelledby={heading} data-round={row.id} tabIndex={-1}>
      <Heading id={heading} className={styles['heading']}>
        {row.state === 'open' ? (
          <span className={styles['headingWords']}>{words}</span>
        ) : (
          <button
            type="button"
            className={styles['fold']}
            aria-expanded={isUnfolded}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            {isUnfolded ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
            {words}
          </button>
        )}
        <span className={styles['state']} data-state={row.state}>
          {t(`state.${row.state}`)}
        </span>
      </Heading>
      <p className={styles['facts']}>
        {row.title ? `${t(`kind.${row.kind}`)} · ` : ''}
        {t('openedBy', {
          name: opener || common('unknownMember'),
          when: format.instant(row.openedAt),
        })}
      </p>
      {isUnfolded ? <Content {...props} title={title} /> : null}
    </li>
  );
}

function Content({ boardId, row, title, onElse, ...props }: RoundCardProps & { readonly title: string }) {
  const t = useT('rounds');
  const wording = useWording();
  const { value: view, failure, again } = useRound(boardId, row.id);
  const isElse = view !== null && view.state !== row.state && row.state === 'open';
  useEffect(() => {
    if (isElse) onElse();
  }, [isElse, onElse]);
  if (!view) {
    return failure ? (
      <p className={styles['quiet']}>{wording.failure(failure).text}</p>
    ) : (
      <Progress>{t('loading')}</Progress>
    );
  }
  if (view.state !== 'open')
    return (
      <>
        {view.kind === 'notes' ? <LateNote round={view.id} /> : null}
        {view.state === 'lost' ? <LostRound /> : <RoundResult view={view} />}
      </>
    );
  return <OpenRound {...{ boardId, view, title, again }} {...props} />;
}

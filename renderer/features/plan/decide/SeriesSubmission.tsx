import { useEffect, useState, type ReactNode } from 'react';
import { CircleAlert, PenLine } from 'lucide-react';
import type { CivilDate } from '../../../../shared/domain/dates';
import { fieldDiff } from '../../../../shared/domain/diff';
import { useBoard, useStateSingly, useWorkspace, type Came, type PlanRow } from '../../../client';
import { signedSentence, useFormat, useT } from '../../../i18n';
import { Checkbox, useWording } from '../../../ui';
import { seriesDrafts } from '../again/series';
import { useMember, usePlan, useSpeech } from '../plan-context';
import { Changes } from '../status/Changes';
import styles from './decide.module.css';

type Outcome = Came<'changed'>;

/** The rest of a plan's series in the dialog that submits the plan. */
export interface SeriesSubmission {
  /** To be chosen, with every sentence that is signed; null where the series has no other draft. */
  readonly section: ReactNode;
  /** How many go along with the plan. */
  readonly count: number;
  /** So many of them are done with; null while none is being submitted. */
  readonly doneWith: number | null;
  /** How many of them are in the record. */
  readonly submitted: number;
  /** What came of them, in words; null where none was to go along. */
  readonly result: ReactNode;
  /** Submits each by a statement of its own, in the version that was listed. */
  readonly submit: () => Promise<void>;
}

/** The other drafts of the plan's series go along if one says so, each by a sentence of its own ([AGAIN-5]). */
export function useSeriesSubmission(decideBy: CivilDate | undefined): SeriesSubmission {
  const t = useT('decision');
  const { row } = usePlan();
  const me = useMember();
  const boardId = useBoard((board) => board.boardId);
  const plans = useBoard((board) => board.plans);
  const stateSingly = useStateSingly();
  // As they were when one began to look: what changes after that does not go along unseen.
  const [{ ready, others }] = useState(() => seriesDrafts(row, plans.values(), me));
  const [isChosen, setChosen] = useState(false);
  const [came, setCame] = useState<ReadonlyMap<number, Outcome> | null>(null);
  const [stopping] = useState(() => new AbortController());
  useEffect(() => () => stopping.abort(), [stopping]);

  const submit = async () => {
    setCame(new Map());
    const due = decideBy === undefined ? {} : { decideBy };
    await stateSingly<'changed'>(
      ready.map(({ id, digest }) => ({
        board: boardId,
        draft: { kind: 'plan-submitted', plan: id, digest, ...due },
      })),
      {
        signal: stopping.signal,
        standing: ({ plan, digest }, board) => {
          const now = board.plans.get(plan);
          return now && now.digest === digest && now.status.state === 'draft' ? null : 'changed';
        },
        told: (index, one) => setCame((before) => new Map(before).set(index, one)),
      },
    );
  };

  const hint = others > 0 ? t('series.others', { count: others }) : null;
  return {
    count: isChosen ? ready.length : 0,
    doneWith: came?.size ?? null,
    submitted: signedOf(came),
    submit,
    section:
      ready.length === 0 ? null : (
        <section>
          <h3 className={styles['legend']}>{t('series.title')}</h3>
          <Checkbox isSelected={isChosen} onChange={setChosen}>
            {t('series.take', { count: ready.length })}
          </Checkbox>
          {hint === null ? null : <p className={styles['hint']}>{hint}</p>}
          {isChosen ? <Drafts first={row} drafts={ready} decideBy={decideBy} /> : null}
        </section>
      ),
    result: came === null ? null : <Result drafts={ready} came={came} />,
  };
}

interface DraftsProps {
  readonly first: PlanRow;
  readonly drafts: readonly PlanRow[];
  readonly decideBy: CivilDate | undefined;
}

/** Every sentence that is signed beside the plan's own, and in what its draft is another one than that plan. */
function Drafts({ first, drafts, decideBy }: DraftsProps) {
  const t = useT('decision');
  const speech = useSpeech();
  const me = useWorkspace((workspace) => workspace.me);
  const wordsOfDays = useDays();
  return (
    <>
      <p className={styles['signingTop']}>
        <PenLine size={14} aria-hidden />
        {t('series.signing')}
      </p>
      <ol className={styles['series']}>
        {drafts.map((draft) => {
          const changes = fieldDiff(first.material, draft.material).filter(
            ({ field }) => field !== 'start' && field !== 'end',
          );
          return (
            <li key={draft.id}>
              <p className={styles['seriesDays']}>{wordsOfDays(draft)}</p>
              <p className={styles['sentence']} data-sentence>
                {signedSentence(speech, me.id, draft.material, {
                  kind: 'plan-submitted',
                  ...(decideBy === undefined ? {} : { decideBy }),
                })}
              </p>
              {changes.length === 0 ? null : (
                <Changes
                  changes={changes}
                  before={first.material}
                  after={draft.material}
                  labels={[t('series.thisPlan'), t('series.thatDraft')]}
                />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** How many went through, and why each of the others did not. */
function Result({ drafts, came }: { drafts: readonly PlanRow[]; came: ReadonlyMap<number, Outcome> }) {
  const t = useT('decision');
  const wording = useWording();
  const wordsOfDays = useDays();
  const whyNot = (one: Outcome | undefined): string => {
    if (one?.is === 'refused') {
      const { title, text } = wording.failure(one.failure);
      return `${title}. ${text}`;
    }
    return t(one?.is === 'left' ? 'series.changed' : 'series.untried');
  };
  return (
    <>
      <p>{t('series.result', { count: signedOf(came) })}</p>
      {drafts.map((draft, index) =>
        came.get(index)?.is === 'signed' ? null : (
          <p key={draft.id} className={styles['problem']}>
            <CircleAlert size={14} aria-hidden /> {wordsOfDays(draft)}: {whyNot(came.get(index))}
          </p>
        ),
      )}
    </>
  );
}

function signedOf(came: ReadonlyMap<number, Outcome> | null): number {
  return [...(came?.values() ?? [])].filter(({ is }) => is === 'signed').length;
}

function useDays(): (draft: PlanRow) => string {
  const format = useFormat();
  return ({ material: { start, end } }) =>
    format.dateRange(typeof start === 'string' ? start : '', typeof end === 'string' ? end : '');
}

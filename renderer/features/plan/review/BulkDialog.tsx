import { useEffect, useRef, useState } from 'react';
import { CircleAlert, CircleCheck, Hourglass, PenLine } from 'lucide-react';
import type { AskedWeek } from '../../../../shared/domain/followup';
import type { FollowUpPromise } from '../../../../shared/domain/record';
import { useFollowUpLoad, useStateSingly, useWorkspace, type Came } from '../../../client';
import { MISSING, signedSentence, takesNote, useFormat, useT, type Stated } from '../../../i18n';
import { Banner, Button, Dialog, Progress, TextField, useSpeech, useWording } from '../../../ui';
import { keepPromise, useLastPromise } from '../decide/last-promise';
import { PromiseFields } from '../decide/PromiseFields';
import { NOTHING_PROMISED, promiseOf, type PromiseDraft } from '../logic/promise-form';
import { rowOf } from '../plan-context';
import { standingOf, type Standing } from './standing';
import { forgetOpened, markSaid, type Opened } from './store';
import { approvalOf, fullWeeks, spanOfAll } from './together';
import { useStandingWords } from './useStandingWords';
import decide from '../decide/decide.module.css';
import styles from './review.module.css';

type Left = Exclude<Standing, { kind: 'waits' }>;
type Phase = 'writing' | 'signing' | 'done';

/** What was typed for several plans and not signed yet: it is there again when the dialog is opened anew. */
let kept: { readonly draft: PromiseDraft; readonly how: string } = { draft: NOTHING_PROMISED, how: '' };

/**
 * Approving several plans that were read: one promise for those that need one, every sentence in sight, each signed by itself,
 * and what came of each ([REVIEW-9]).
 */
export function BulkDialog({ plans, onClose }: { plans: readonly Opened[]; onClose: () => void }) {
  const t = useT('review');
  const common = useT('common');
  const { language } = useFormat();
  const last = useLastPromise();
  const [draft, setDraft] = useState(kept.draft);
  const [how, setHow] = useState(kept.how);
  const [phase, setPhase] = useState<Phase>('writing');
  const [came, setCame] = useState<ReadonlyMap<number, Came<Left>>>(new Map());
  const [stopping] = useState(() => new AbortController());
  const signButton = useRef<HTMLButtonElement>(null);
  const promiseFields = useRef<HTMLDivElement>(null);
  useEffect(() => () => stopping.abort(), [stopping]);
  useEffect(() => {
    // Last time's promise, where there is one to take over.
    const first = promiseFields.current?.querySelector<HTMLElement>('fieldset button');
    (first ?? signButton.current)?.focus();
  }, []);
  useEffect(() => {
    kept = { draft, how };
  }, [draft, how]);

  const needing = plans.filter(({ needsPromise }) => needsPromise);
  const promise = promiseOf(draft, language);
  const span = spanOfAll(needing);
  const asked = useFollowUpLoad(promise?.ownerId ?? null, span);
  const over = promise ? fullWeeks(needing, promise, asked?.weeks ?? []) : [];
  const note = over.length > 0 ? how.trim() : '';
  const isReady = needing.length === 0 || promise !== null;
  const drafts = plans.map((plan) => ({ board: plan.boardId, draft: approvalOf(plan, promise, note) }));
  const isNoted = plans.some(({ submission }) => takesNote(submission.snapshot));
  const sign = useSigning(plans, drafts, stopping.signal, (index, one) =>
    setCame((before) => new Map(before).set(index, one)),
  );

  const press = async () => {
    setPhase('signing');
    if (promise && needing.length > 0) keepPromise(promise);
    await sign();
    setPhase('done');
  };
  const signedCount = [...came.values()].filter(({ is }) => is === 'signed').length;
  const close = () => {
    if (signedCount === plans.length) kept = { draft: NOTHING_PROMISED, how: '' };
    onClose();
  };

  return (
    <Dialog
      title={t(isNoted ? 'bulk.title-note' : 'bulk.title', { count: plans.length })}
      size="large"
      isOpen
      isBusy={phase === 'signing'}
      onClose={close}
      actions={
        phase === 'writing' ? (
          <>
            <p className={decide['undecided']}>
              {isReady ? t('bulk.hint', { count: plans.length }) : t('bulk.promiseMissing')}
            </p>
            <Button variant="quiet" onPress={close}>
              {common('cancel')}
            </Button>
            <Button ref={signButton} variant="primary" isDisabled={!isReady} onPress={() => void press()}>
              {t('bulk.press', { count: plans.length })}
            </Button>
          </>
        ) : phase === 'signing' ? (
          <>
            <Progress>{t('bulk.signing', { at: came.size, count: plans.length })}</Progress>
            <Button isDisabled={stopping.signal.aborted} onPress={() => stopping.abort()}>
              {t('bulk.stop')}
            </Button>
          </>
        ) : (
          <>
            <p role="status" className={decide['undecided']}>
              {t('bulk.result', { count: signedCount, others: plans.length - signedCount })}
            </p>
            <Button variant="primary" autoFocus onPress={close}>
              {t('bulk.done')}
            </Button>
          </>
        )
      }
    >
      {phase === 'writing' && needing.length > 0 ? (
        <div ref={promiseFields} className={decide['answer']}>
          <p>{t('bulk.onePromise', { count: needing.length })}</p>
          <PromiseFields draft={draft} last={last} onChange={setDraft} signButton={signButton}>
            {promise && over.length > 0 ? (
              <FullWeeks weeks={over} capacity={promise.capacityPerWeek} how={how} onHow={setHow} />
            ) : null}
            {promise && span && !asked ? <p className={decide['hint']}>{t('bulk.notWhole')}</p> : null}
          </PromiseFields>
        </div>
      ) : null}
      <Sentences plans={plans} drafts={drafts} promise={promise} came={came} />
    </Dialog>
  );
}

interface SentencesProps {
  readonly plans: readonly Opened[];
  readonly drafts: readonly { readonly draft: ReturnType<typeof approvalOf> }[];
  readonly promise: FollowUpPromise | null;
  readonly came: ReadonlyMap<number, Came<Left>>;
}

/** Every sentence that is signed, with what came of it. */
function Sentences({ plans, drafts, promise, came }: SentencesProps) {
  const t = useT('review');
  const speech = useSpeech();
  const me = useWorkspace((workspace) => workspace.me);
  return (
    <section aria-label={t('bulk.sentences')}>
      <h3 className={decide['legend']}>
        <PenLine size={14} aria-hidden /> {t('bulk.sentences')}
      </h3>
      <ol className={styles['sentences']}>
        {plans.map(({ key, submission, needsPromise }, index) => {
          const { draft } = drafts[index] ?? {};
          if (!draft) return null;
          const stated: Stated = { ...draft, promise: needsPromise ? (promise ?? MISSING) : undefined };
          return (
            <li key={key}>
              <p className={decide['sentence']} data-sentence>
                {signedSentence(speech, me.id, submission.snapshot, stated)}
              </p>
              <Result came={came.get(index)} about={submission.snapshot} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Result({ came, about }: { came: Came<Left> | undefined; about: Opened['submission']['snapshot'] }) {
  const t = useT('review');
  const wording = useWording();
  const standing = useStandingWords();
  if (!came) return null;
  if (came.is === 'signed')
    return (
      <p className={styles['wentThrough']}>
        <CircleCheck size={15} aria-hidden /> {t(takesNote(about) ? 'said.approve-note' : 'said.approve')}
      </p>
    );
  if (came.is === 'untried')
    return (
      <p className={styles['wentNot']}>
        <Hourglass size={15} aria-hidden /> {t('bulk.untried')}
      </p>
    );
  const why = came.is === 'left' ? standing(came.why, about) : wordsOf(wording.failure(came.failure));
  return (
    <p className={styles['wentNot']}>
      <CircleAlert size={15} aria-hidden />
      <span>
        <strong>{t('bulk.refused')}</strong> {why}
      </span>
    </p>
  );
}

function wordsOf({ title, text }: { title: string; text: string }): string {
  return `${title}. ${text}`;
}

interface FullWeeksProps {
  readonly weeks: readonly Pick<AskedWeek, 'monday' | 'calls'>[];
  readonly capacity: number;
  readonly how: string;
  readonly onHow: (how: string) => void;
}

/** Weeks in which the promises together ask for too many calls; nothing is blocked. */
function FullWeeks({ weeks, capacity, how, onHow }: FullWeeksProps) {
  const t = useT('review');
  const decision = useT('decision');
  const format = useFormat();
  return (
    <>
      <Banner tone="warning" isBoxed title={t('bulk.tooMany', { weeks: weeks.length })}>
        <ul className={decide['weeks']}>
          {weeks.map(({ monday, calls }) => (
            <li key={monday}>
              {decision('approve.weekOver', {
                monday: format.date(monday),
                calls: format.number(calls),
                capacity: format.number(capacity),
              })}
            </li>
          ))}
        </ul>
      </Banner>
      <TextField
        label={decision('approve.how')}
        hint={decision('approve.howHint')}
        value={how}
        onChange={onHow}
        isMultiline
        isOptional
        maxLength={1000}
      />
    </>
  );
}

/** Signs one after the other; what was changed meanwhile has to be read again. */
function useSigning(
  plans: readonly Opened[],
  drafts: Parameters<ReturnType<typeof useStateSingly>>[0],
  signal: AbortSignal,
  told: (index: number, came: Came<Left>) => void,
): () => Promise<void> {
  const me = useWorkspace((workspace) => workspace.me.id);
  const stateSingly = useStateSingly();
  return () =>
    stateSingly<Left>(drafts, {
      signal,
      standing: ({ plan }, board) => {
        const read = plans.find(({ planId, boardId }) => planId === plan && boardId === board.boardId);
        const standing = standingOf(rowOf(board, plan), me, read?.submission);
        return standing.kind === 'waits' ? null : standing;
      },
      told: (index, came) => {
        const key = plans[index]?.key ?? '';
        if (came.is === 'signed') markSaid([key], 'approve');
        else if (came.is === 'left' || came.is === 'refused') forgetUnlessOffline(key, came);
        told(index, came);
      },
    });
}

function forgetUnlessOffline(key: string, came: Came<Left>): void {
  if (came.is === 'refused' && came.failure.code === 'offline') return;
  forgetOpened(key);
}

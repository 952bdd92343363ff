import { useEffect, useRef, useState, type ReactNode } from 'react';
import { approvalsOf, mayState, needsPromise } from '../../../../shared/domain/judge';
import { decidingDepartment } from '../../../../shared/domain/plan';
import type { Submission } from '../../../../shared/domain/history';
import type { Refusal } from '../../../../shared/domain/policy';
import type { FollowUpPromise, Verdict } from '../../../../shared/domain/record';
import { useWorkspace } from '../../../client';
import { MISSING, returnPromiseWords, takesNote, useFormat, useT, type Stated } from '../../../i18n';
import { readStored, writeStored } from '../../../state/settings';
import { Banner, Button, Checkbox, Dialog, Select, TextField, useWording } from '../../../ui';
import { capacityFor } from '../logic/next-step';
import { lastPromise, NOTHING_PROMISED, promiseOf } from '../logic/promise-form';
import { useMember, usePlan, useSpeech } from '../plan-context';
import { Changes } from '../status/Changes';
import { CapacityNote, useCapacity } from './Capacity';
import { PromiseFields } from './PromiseFields';
import { Answer, Signing, useStatement } from './Signing';
import { PlanVersion, SinceLastLook } from './PlanVersion';
import styles from './decide.module.css';

const PROMISE_KEY = 'promise';
/** In one's own name: no member has this ID. */
const OWN = 'own';
export type Choice = Exclude<Verdict, 'retract'>;

interface DecideDialogProps {
  /** What was pressed to come here; null: nothing is chosen yet. */
  readonly first: Choice | null;
  readonly onClose: () => void;
  readonly onSubmitAgain: () => void;
}

/** Deciding about exactly what was submitted, out of the record ([PLANUI-13]). */
export function DecideDialog({ first, onClose, onSubmitAgain }: DecideDialogProps) {
  const { row } = usePlan();
  // What is decided about stays what it was when the dialog opened; a newer submission makes its answer stale.
  const [submission] = useState(row.status.submission);
  return submission ? (
    <Deciding submission={submission} first={first} onClose={onClose} onSubmitAgain={onSubmitAgain} />
  ) : null;
}

/** A document and three ways to answer it; then what goes with the answer, and its sentence. */
function Deciding({
  submission,
  first,
  onClose,
  onSubmitAgain,
}: DecideDialogProps & { submission: Submission }) {
  const t = useT('decision');
  const format = useFormat();
  const speech = useSpeech();
  const { row } = usePlan();
  const statement = useStatement();
  const refusal = useRefusal();
  const behalf = useBehalf();
  const [choice, choose] = useState(first);
  const [reason, setReason] = useState('');
  const promising = usePromise(submission);
  const { snapshot } = submission;
  const isApproval = choice === 'approve';
  const note = isApproval ? promising.how : reason.trim();
  const isReady = isApproval ? refusal === null && promising.isReady : note !== '';

  const press = async (verdict: Choice) => {
    const about = {
      kind: 'decision',
      plan: row.id,
      verdict,
      digest: submission.digest,
      ...behalf.stated,
    } as const;
    const done = await statement.make(
      verdict === 'approve'
        ? { ...about, ...promising.given, ...(note === '' ? {} : { note }) }
        : { ...about, note },
    );
    if (!done) return;
    if (verdict === 'approve' && promising.given.promise) writeStored(PROMISE_KEY, promising.given.promise);
    onClose();
  };

  return (
    <Dialog
      title={t(takesNote(snapshot) ? 'approve.title-note' : 'approve.title')}
      size="large"
      isOpen
      isBusy={statement.isBusy}
      onClose={onClose}
      actions={
        choice === null ? (
          <Choosing submission={submission} onChoose={choose} onClose={onClose} />
        ) : (
          <>
            <Signing
              about={snapshot}
              stated={{ ...statedOf(choice, note, promising.stated), ...behalf.stated }}
              missing={
                isReady || refusal ? null : t(isApproval ? 'approve.promiseMissing' : 'approve.reasonMissing')
              }
            />
            <Button variant="quiet" isDisabled={statement.isBusy} onPress={() => choose(null)}>
              {t('approve.back')}
            </Button>
            <Button
              variant={choice === 'decline' ? 'danger' : 'primary'}
              isDisabled={!isReady || statement.isBlocked}
              isPending={statement.isBusy}
              onPress={() => void press(choice)}
            >
              {choice === 'approve'
                ? t(takesNote(snapshot) ? 'approve.press-note' : 'approve.press')
                : t(`approve.press-${choice}`)}
            </Button>
          </>
        )
      }
    >
      <p>{t('approve.lead', { name: speech.nameOf(submission.by), when: format.instant(submission.at) })}</p>
      <ChangedSince onSubmitAgain={onSubmitAgain} />
      <SinceLastLook submission={submission} />
      <PlanVersion material={snapshot} />
      {submission.note ? <blockquote className={styles['note']}>{submission.note}</blockquote> : null}
      {submission.returnPromises.length > 0 ? (
        <section>
          <h3 className={styles['legend']}>{t('approve.theirReturn')}</h3>
          <p>
            {t('inReturn', { name: speech.nameOf(submission.by) })}{' '}
            {returnPromiseWords(speech, submission.returnPromises)}
          </p>
        </section>
      ) : null}
      {choice === null ? null : (
        <InSight key={choice}>
          {behalf.field}
          {isApproval ? (
            promising.fields
          ) : (
            <TextField
              label={t('approve.reason')}
              hint={t('approve.reasonHint')}
              isMultiline
              isRequired
              autoFocus
              maxLength={2000}
              value={reason}
              onChange={setReason}
            />
          )}
        </InSight>
      )}
      <Answer isBusy={statement.isBusy} failure={statement.failure} about={snapshot} />
    </Dialog>
  );
}

/** Why this member may not approve, in whichever capacity. */
function useRefusal(): Refusal | null {
  const { row } = usePlan();
  const me = useMember();
  if (approvalsOf(me, row, me.mandates ?? []).length > 0) return null;
  return mayState({ kind: 'decision', verdict: 'approve' }, me, row);
}

/** On whose behalf is decided: one's own where one may, and a choice where there is one. */
function useBehalf() {
  const t = useT('decision');
  const { row } = usePlan();
  const { nameOf } = useSpeech();
  const me = useMember();
  const [chosen, choose] = useState<string | null>(null);
  const able = approvalsOf(me, row, me.mandates ?? []).map((mandate) => mandate?.absent.id ?? OWN);
  // While nothing can be approved, as the plan was changed, no may be said in the capacity that there is.
  const only = capacityFor('request-changes', me, row)?.absent.id ?? OWN;
  const now = chosen !== null && able.includes(chosen) ? chosen : (able[0] ?? only);
  const options = able.map((id) => ({
    id,
    label: id === OWN ? t('approve.behalfOwn') : t('approve.behalfFor', { name: nameOf(id) }),
  }));
  return {
    stated: now === OWN ? {} : { onBehalfOf: now },
    field:
      options.length > 1 ? (
        <Select label={t('approve.behalf')} options={options} value={now} onChange={choose} />
      ) : null,
  };
}

function statedOf(verdict: Choice, why: string, promise: Stated['promise']): Stated {
  return verdict === 'approve'
    ? { kind: 'decision', verdict, promise, note: why }
    : { kind: 'decision', verdict, note: why || MISSING };
}

interface ChoosingProps {
  readonly submission: Submission;
  readonly onChoose: (choice: Choice) => void;
  readonly onClose: () => void;
}

/** The three answers side by side ([PLANUI-20]). */
function Choosing({ submission, onChoose, onClose }: ChoosingProps) {
  const t = useT('decision');
  const common = useT('common');
  const wording = useWording();
  const refusal = useRefusal();
  const why =
    refusal && refusal !== 'changed-since-submitted' ? wording.refusal(refusal) : t('approve.choose');
  return (
    <>
      <p className={styles['undecided']}>{why}</p>
      <Button variant="quiet" onPress={onClose}>
        {common('cancel')}
      </Button>
      <Button onPress={() => onChoose('decline')}>{t('approve.decline')}</Button>
      <Button onPress={() => onChoose('request-changes')}>{t('approve.request-changes')}</Button>
      <Button variant="primary" isDisabled={refusal !== null} onPress={() => onChoose('approve')}>
        {t(takesNote(submission.snapshot) ? 'approve.approve-note' : 'approve.approve')}
      </Button>
    </>
  );
}

/** What appears below a long document is brought into sight, and stays there as the sentence grows while one types. */
function InSight({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current?.contains(document.activeElement)) place.current?.focus();
  }, []);
  useEffect(() => {
    if (!place.current?.contains(document.activeElement)) return;
    place.current.scrollIntoView({ block: 'nearest' });
    document.activeElement?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div ref={place} tabIndex={-1} className={styles['answer']}>
      {children}
    </div>
  );
}

/** The promise that goes with an approval: required by the board, else offered, for sales' own activities neither. */
function usePromise(submission: Submission) {
  const t = useT('decision');
  const { language } = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const isRequired = needsPromise(submission);
  const isOffered = decidingDepartment(submission.snapshot['kind']) === 'sales';
  const [isWanted, setWanted] = useState(false);
  const [draft, setDraft] = useState(NOTHING_PROMISED);
  const [how, setHow] = useState('');
  const kept = lastPromise(readStored(PROMISE_KEY));
  const keeper = kept ? members.get(kept.ownerId) : undefined;
  const last = keeper?.active && keeper.department === 'sales' ? kept : null;
  const isGiven = isRequired || (isOffered && isWanted);
  const promise: FollowUpPromise | null = isGiven ? promiseOf(draft, language) : null;
  const capacity = useCapacity(submission.snapshot, draft);
  const isTooMuch = isGiven && (capacity?.hint?.over.length ?? 0) > 0;
  const stated: Stated['promise'] = isGiven ? (promise ?? MISSING) : undefined;
  return {
    given: promise ? { promise } : {},
    /** What the sentence says of it so far. */
    stated,
    isReady: !isGiven || promise !== null,
    /** What is said to weeks that are too full; empty where none is. */
    how: isTooMuch ? how.trim() : '',
    fields: (
      <>
        {isOffered && !isRequired ? (
          <Checkbox isSelected={isWanted} onChange={setWanted}>
            {t('approve.withPromise')}
          </Checkbox>
        ) : null}
        {isGiven ? (
          <PromiseFields draft={draft} last={last} onChange={setDraft}>
            {capacity ? (
              <CapacityNote material={submission.snapshot} capacity={capacity} how={how} onHow={setHow} />
            ) : null}
          </PromiseFields>
        ) : null}
      </>
    ),
  };
}

/** The plan as it stands is not what was submitted: why it cannot be approved, what differs, and the way on. */
function ChangedSince({ onSubmitAgain }: { onSubmitAgain: () => void }) {
  const t = useT('decision');
  const plan = useT('plan');
  const { row } = usePlan();
  const me = useMember();
  const { submission, changesSinceSubmitted } = row.status;
  if (!submission || changesSinceSubmitted.length === 0) return null;
  const canSubmit = mayState({ kind: 'plan-submitted' }, me, row) === null;
  return (
    <Banner
      tone="warning"
      isBoxed
      title={t(takesNote(submission.snapshot) ? 'approve.stale-note' : 'approve.stale', {
        count: changesSinceSubmitted.length,
      })}
    >
      <p>{t('approve.staleHint')}</p>
      <Changes
        changes={changesSinceSubmitted}
        before={submission.snapshot}
        after={row.material}
        labels={[plan('changes.submittedCol'), plan('changes.now')]}
      />
      {canSubmit ? (
        <div className={styles['remedies']}>
          <p className={styles['hint']}>{t('approve.youMaySubmit')}</p>
          <Button onPress={onSubmitAgain}>{t('submit.pressAgain')}</Button>
        </div>
      ) : null}
    </Banner>
  );
}

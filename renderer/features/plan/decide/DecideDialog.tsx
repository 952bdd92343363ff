import { useState } from 'react';
import { mayState, needsPromise } from '../../../../shared/domain/judge';
import { decidingDepartment } from '../../../../shared/domain/plan';
import type { Submission } from '../../../../shared/domain/history';
import type { FollowUpPromise, Verdict } from '../../../../shared/domain/record';
import { useWorkspace } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { readStored, writeStored } from '../../../state/settings';
import { Banner, Button, Checkbox, Dialog, RadioGroup, TextField, useWording } from '../../../ui';
import { promiseDefaults, draftOf, promiseOf } from '../logic/promise-form';
import { returnPromises, statementSentence, type Stated } from '../logic/sentences';
import { useMember, usePlan, useSpeech } from '../plan-context';
import { Changes } from '../status/Changes';
import { PromiseFields } from './PromiseFields';
import { Answer, Signing, useStatement } from './Signing';
import { PlanVersion, VersionDiff } from './PlanVersion';
import styles from './decide.module.css';

const PROMISE_KEY = 'promise';
const CHOICES = ['approve', 'request-changes', 'decline'] as const satisfies readonly Verdict[];
type Choice = (typeof CHOICES)[number];

interface DecideDialogProps {
  readonly onClose: () => void;
  readonly onSubmitAgain: () => void;
}

/** Deciding about exactly what was submitted, out of the record ([PLANUI-13]). */
export function DecideDialog({ onClose, onSubmitAgain }: DecideDialogProps) {
  const { row } = usePlan();
  // What is decided about stays what it was when the dialog opened; a newer submission makes its answer stale.
  const [submission] = useState(row.status.submission);
  return submission ? (
    <Deciding submission={submission} onClose={onClose} onSubmitAgain={onSubmitAgain} />
  ) : null;
}

function Deciding({ submission, onClose, onSubmitAgain }: DecideDialogProps & { submission: Submission }) {
  const t = useT('decision');
  const common = useT('common');
  const format = useFormat();
  const wording = useWording();
  const speech = useSpeech();
  const { row, title } = usePlan();
  const statement = useStatement();
  const refusal = mayState({ kind: 'decision', verdict: 'approve' }, useMember(), row);
  const [choice, setChoice] = useState<Choice>(refusal === null ? 'approve' : 'request-changes');
  const [reason, setReason] = useState('');
  const promising = usePromise(submission);
  const note = reason.trim();
  const { snapshot } = submission;
  const isApproval = choice === 'approve';

  const stated: Stated = isApproval
    ? { kind: 'decision', verdict: 'approve', ...promising.given }
    : { kind: 'decision', verdict: choice, note };
  const isReady = isApproval ? refusal === null && promising.isReady : note !== '';

  const press = async () => {
    const about = { kind: 'decision', plan: row.id, verdict: choice, digest: submission.digest } as const;
    const done = await statement.make(isApproval ? { ...about, ...promising.given } : { ...about, note });
    if (!done) return;
    if (isApproval && promising.given.promise) writeStored(PROMISE_KEY, promising.given.promise);
    onClose();
  };

  return (
    <Dialog
      title={t('approve.title')}
      size="large"
      isOpen
      isBusy={statement.isBusy}
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" isDisabled={statement.isBusy} onPress={onClose}>
            {common('cancel')}
          </Button>
          <Button
            variant={choice === 'decline' ? 'danger' : 'primary'}
            isDisabled={!isReady || statement.isBlocked}
            isPending={statement.isBusy}
            onPress={() => void press()}
          >
            {isApproval ? t('approve.press') : t(`approve.press-${choice}`)}
          </Button>
        </>
      }
    >
      <p>{t('approve.lead', { name: speech.nameOf(submission.by), when: format.instant(submission.at) })}</p>
      <ChangedSince onSubmitAgain={onSubmitAgain} />
      <section>
        <h3 className={styles['legend']}>{t('approve.what')}</h3>
        <VersionDiff material={snapshot} />
        <PlanVersion material={snapshot} />
      </section>
      {submission.note ? <blockquote className={styles['note']}>{submission.note}</blockquote> : null}
      {submission.returnPromises.length > 0 ? (
        <section>
          <h3 className={styles['legend']}>{t('approve.theirReturn')}</h3>
          <p>
            {t('inReturn', {
              name: speech.nameOf(submission.by),
              promises: returnPromises(speech, submission.returnPromises),
            })}
          </p>
        </section>
      ) : null}
      <RadioGroup
        label={t('approve.verdict')}
        isAcross
        value={choice}
        options={CHOICES.map((id) => ({
          id,
          label: t(`approve.${id}`),
          isDisabled: id === 'approve' && refusal !== null,
        }))}
        onChange={setChoice}
      />
      {refusal && refusal !== 'changed-since-submitted' ? (
        <p className={styles['hint']}>{wording.refusal(refusal)}</p>
      ) : null}
      {isApproval ? (
        promising.fields
      ) : (
        <TextField
          label={t('approve.reason')}
          hint={note === '' ? t('approve.reasonMissing') : t('approve.reasonHint')}
          isMultiline
          isRequired
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
      )}
      <Signing sentence={statementSentence(speech, title, stated)} />
      <Answer isBusy={statement.isBusy} failure={statement.failure} about={snapshot} />
    </Dialog>
  );
}

/** The promise that goes with an approval: required by the board, else offered, for sales' own activities neither. */
function usePromise(submission: Submission) {
  const t = useT('decision');
  const { language } = useFormat();
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const isRequired = needsPromise(submission);
  const isOffered = decidingDepartment(submission.snapshot['kind']) === 'sales';
  const [isWanted, setWanted] = useState(isOffered);
  const [draft, setDraft] = useState(() => {
    const kept = promiseDefaults(readStored(PROMISE_KEY));
    const owner = kept.ownerId === null ? undefined : members.get(kept.ownerId);
    const isStill = owner?.active && owner.department === 'sales';
    return draftOf(kept, isStill ? owner.id : me.department === 'sales' ? me.id : null, language);
  });
  const isGiven = isRequired || (isOffered && isWanted);
  const promise: FollowUpPromise | null = isGiven ? promiseOf(draft, language) : null;
  return {
    given: promise ? { promise } : {},
    isReady: !isGiven || promise !== null,
    fields: (
      <>
        {isOffered && !isRequired ? (
          <Checkbox isSelected={isWanted} onChange={setWanted}>
            {t('approve.withPromise')}
          </Checkbox>
        ) : null}
        {isGiven ? <PromiseFields material={submission.snapshot} draft={draft} onChange={setDraft} /> : null}
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
    <Banner tone="warning" isBoxed title={t('approve.stale', { count: changesSinceSubmitted.length })}>
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

import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import { approvalsOf, mayState, needsPromise } from '../../../../shared/domain/judge';
import { decidingDepartment } from '../../../../shared/domain/plan';
import type { Submission } from '../../../../shared/domain/history';
import type { Refusal } from '../../../../shared/domain/policy';
import type { FollowUpPromise, Verdict } from '../../../../shared/domain/record';
import { useWorkspace, type PlanRow } from '../../../client';
import { MISSING, takesNote, useFormat, useT, type Stated } from '../../../i18n';
import {
  Banner,
  Button,
  Checkbox,
  Dialog,
  isComposing,
  Select,
  TextField,
  useKeyNames,
  useWording,
} from '../../../ui';
import { capacityFor } from '../logic/next-step';
import { mayKeepPromise, promiseOf } from '../logic/promise-form';
import { useMember, usePlan, useSpeech } from '../plan-context';
import { Changes } from '../status/Changes';
import { CapacityNote, useCapacity } from './Capacity';
import { PromiseFields } from './PromiseFields';
import { Answer, Signing, useStatement } from './Signing';
import { signByKey } from './signing-keys';
import { keepPromise, useLastPromise } from './last-promise';
import { PlanVersion, SinceLastLook, WhatComesWithIt } from './PlanVersion';
import { useTyped, type Typing } from './typed';
import styles from './decide.module.css';

/** In one's own name: no member has this ID. */
const OWN = 'own';
export type Choice = Exclude<Verdict, 'retract'>;

interface DecideDialogProps {
  /** What was pressed to come here; null: nothing is chosen yet. */
  readonly first: Choice | null;
  readonly onClose: () => void;
  /** It stands in the record. Called before the dialog closes. */
  readonly onSigned?: (verdict: Choice) => void;
  readonly onSubmitAgain: () => void;
}

/** Deciding about exactly what was submitted, out of the record ([PLANUI-13]). */
export function DecideDialog(props: DecideDialogProps) {
  const { row } = usePlan();
  // What is decided about stays what it was when the dialog opened, until a newer submission was looked at.
  const [submission, look] = useState(row.status.submission);
  const { submission: last } = row.status;
  return submission ? <Deciding submission={submission} onLook={() => look(last)} {...props} /> : null;
}

/** A document and three ways to answer it; then what goes with the answer, and its sentence. */
function Deciding({
  submission,
  onLook,
  first,
  onClose,
  onSigned,
  onSubmitAgain,
}: DecideDialogProps & { submission: Submission; onLook: () => void }) {
  const t = useT('decision');
  const format = useFormat();
  const speech = useSpeech();
  const keyNames = useKeyNames();
  const wording = useWording();
  const { row } = usePlan();
  const statement = useStatement();
  const behalf = useBehalf();
  const [choice, choose] = useState(first);
  const refusal = useRefusal(choice ?? 'approve', submission);
  const typing = useTyped(row.id);
  const { reason } = typing.typed;
  const signButton = useRef<HTMLButtonElement>(null);
  const sentenceId = useId();
  const promising = usePromise(submission, typing, signButton);
  const { snapshot } = submission;
  const isApproval = choice === 'approve';
  const note = isApproval ? promising.how : isVisible(reason) ? reason.trim() : '';
  // Saying no to a new version leaves what was agreed before; to that very one it does not ([STATUS-5]).
  const { agreement } = row.status;
  const isOfNewVersion = agreement !== null && agreement.digest !== submission.digest;
  const isReady = refusal === null && (isApproval ? promising.isReady : note !== '');
  const missing = t(isApproval ? 'approve.promiseMissing' : 'approve.reasonMissing');

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
    if (verdict === 'approve' && promising.given.promise) keepPromise(promising.given.promise);
    typing.forget();
    onSigned?.(verdict);
    onClose();
  };
  const mayPress = isReady && !statement.isBlocked && !statement.isBusy;

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
              id={sentenceId}
              about={snapshot}
              stated={{ ...statedOf(choice, note, promising.stated), ...behalf.stated }}
              missing={refusal ? wording.refusal(refusal) : isReady ? null : missing}
            />
            <Button variant="quiet" isDisabled={statement.isBusy} onPress={() => choose(null)}>
              {t('approve.back')}
            </Button>
            <Button
              ref={signButton}
              aria-describedby={sentenceId}
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
      <p>
        {t(takesNote(snapshot) ? 'approve.lead-note' : 'approve.lead', {
          name: speech.nameOf(submission.by),
          when: format.instant(submission.at),
        })}
      </p>
      {isLast(submission, row) ? (
        <ChangedSince onSubmitAgain={onSubmitAgain} />
      ) : (
        <Superseded submission={submission} onLook={onLook} />
      )}
      <SinceLastLook submission={submission} />
      <PlanVersion material={snapshot} />
      <WhatComesWithIt submission={submission} />
      {choice === null ? null : (
        <InSight key={choice} otherwise={signButton} onSign={() => mayPress && void press(choice)}>
          {behalf.field}
          {isApproval ? (
            promising.fields
          ) : (
            <>
              {isOfNewVersion ? (
                <p>{t(takesNote(snapshot) ? 'approve.stays-note' : 'approve.stays')}</p>
              ) : null}
              <TextField
                label={t('approve.reason')}
                hint={t('approve.reasonHint', { keys: keyNames('Ctrl+Enter') })}
                isMultiline
                isRequired
                autoFocus
                maxLength={2000}
                value={reason}
                onChange={(text) => typing.type({ reason: text })}
              />
            </>
          )}
        </InSight>
      )}
      <Answer isBusy={statement.isBusy} failure={statement.failure} about={snapshot} />
    </Dialog>
  );
}

/** Why this member may not answer so, in whichever capacity, as the plan and his rights are by now. */
function useRefusal(verdict: Choice, submission: Submission): Refusal | null {
  const { row } = usePlan();
  const me = useMember();
  if (capacityFor(verdict, me, row) === undefined) return mayState({ kind: 'decision', verdict }, me, row);
  return isLast(submission, row) ? null : 'not-in-review';
}

/** Whether a submission is the one that waits, not taken back and none behind it. */
function isLast({ seq }: Submission, { status }: PlanRow): boolean {
  return status.submission?.seq === seq;
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
  const refusal = useRefusal('approve', submission);
  const otherwise = useRefusal('decline', submission);
  const why =
    refusal && refusal !== 'changed-since-submitted' ? wording.refusal(refusal) : t('approve.choose');
  return (
    <>
      <p className={styles['undecided']}>{why}</p>
      <Button variant="quiet" onPress={onClose}>
        {common('cancel')}
      </Button>
      <Button isDisabled={otherwise !== null} onPress={() => onChoose('decline')}>
        {t('approve.decline')}
      </Button>
      <Button isDisabled={otherwise !== null} onPress={() => onChoose('request-changes')}>
        {t('approve.request-changes')}
      </Button>
      <Button variant="primary" isDisabled={refusal !== null} onPress={() => onChoose('approve')}>
        {t(takesNote(submission.snapshot) ? 'approve.approve-note' : 'approve.approve')}
      </Button>
    </>
  );
}

interface InSightProps {
  /** What takes the focus where there is nothing to fill in. */
  readonly otherwise: RefObject<HTMLElement | null>;
  readonly onSign: () => void;
  readonly children: ReactNode;
}

/** What appears below a long document is brought into sight, and stays there as the sentence grows while one types. */
function InSight({ otherwise, onSign, children }: InSightProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current?.contains(document.activeElement)) return;
    const first = place.current?.querySelector<HTMLElement>('fieldset button, fieldset input');
    (first ?? otherwise.current)?.focus();
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [otherwise]);
  useEffect(() => {
    const active = document.activeElement;
    const isWithin = place.current?.contains(active) ?? false;
    if (!isWithin && active !== otherwise.current) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    if (isWithin) active?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div
      ref={place}
      role="presentation"
      className={styles['answer']}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        signByKey(event, onSign);
      }}
    >
      {children}
    </div>
  );
}

/** The promise that goes with an approval: required by the board, else offered, for sales' own activities neither. */
function usePromise(
  submission: Submission,
  { typed: { draft, how, isWanted }, type }: Typing,
  signButton: RefObject<HTMLElement | null>,
) {
  const t = useT('decision');
  const { language } = useFormat();
  const last = useLastPromise();
  const isRequired = needsPromise(submission);
  const isOffered = decidingDepartment(submission.snapshot['kind']) === 'sales';
  const isGiven = isRequired || (isOffered && isWanted);
  const members = useWorkspace((workspace) => workspace.members);
  // Whoever was chosen to keep it may have left meanwhile.
  const isKept = mayKeepPromise(members.get(draft.ownerId ?? ''));
  const promise: FollowUpPromise | null = isGiven && isKept ? promiseOf(draft, language) : null;
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
          <Checkbox isSelected={isWanted} onChange={(wanted) => type({ isWanted: wanted })}>
            {t('approve.withPromise')}
          </Checkbox>
        ) : null}
        {isGiven ? (
          <PromiseFields
            draft={draft}
            last={last}
            onChange={(changed) => type({ draft: changed })}
            signButton={signButton}
          >
            {capacity ? (
              <CapacityNote
                material={submission.snapshot}
                capacity={capacity}
                how={how}
                onHow={(text) => type({ how: text })}
              />
            ) : null}
          </PromiseFields>
        ) : null}
      </>
    ),
  };
}

/** What is looked at waits no more: taken back, or there is a newer one, to be looked at. */
function Superseded({ submission, onLook }: { submission: Submission; onLook: () => void }) {
  const t = useT('decision');
  const { row } = usePlan();
  const { submission: last } = row.status;
  if (!last || last.seq < submission.seq)
    return <Banner tone="warning" isBoxed title={t('approve.recalled')} />;
  return (
    <Banner tone="warning" isBoxed title={t('approve.newer')}>
      <div className={styles['remedies']}>
        <Button onPress={onLook}>{t('submit.look')}</Button>
      </div>
    </Banner>
  );
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

import { useState } from 'react';
import { fieldDiff } from '../../../../shared/domain/diff';
import type { Material } from '../../../../shared/domain/plan';
import { DECIDE_WITHIN } from '../../../../shared/api/contract';
import { addWorkdays, isCivilDate } from '../../../../shared/domain/dates';
import { awayAmong } from '../../../../shared/domain/turn/turn';
import { possibleApprovers } from '../../../../shared/domain/policy';
import { submissionProblems } from '../../../../shared/domain/validate';
import { useAround, useBoard, useToday, useWorkspace } from '../../../client';
import { MISSING, takesNote, useFormat, useT } from '../../../i18n';
import { Banner, Button, DateField, Dialog, DialogActions, Progress, useWording } from '../../../ui';
import { daysTooLate } from '../logic/capacity';
import { returnPromisesOf, type ReturnDraft } from '../logic/promise-form';
import { useBoardPolicy, usePlan, useSpeech } from '../plan-context';
import { Changes, useFieldName } from '../status/Changes';
import { ApproverGapBox, useApproverGap } from './ApproverGapBox';
import { ReadyMessage } from './ReadyMessage';
import { ReturnPromises } from './ReturnPromises';
import { Answer, Signing, useStatement } from './Signing';
import { PlanVersion, SinceAgreed } from './PlanVersion';
import { useSeriesSubmission } from './SeriesSubmission';
import styles from './decide.module.css';

/** Submitting a plan: what exactly, what is in the way, what is given in return; then a message to send. */
export function SubmitDialog({ onClose }: { onClose: () => void }) {
  const t = useT('decision');
  const { row } = usePlan();
  // What is submitted is what was looked at: a colleague's edit in between has to be looked at first.
  const [seen, setSeen] = useState(row);
  const isSeen = seen.digest === row.digest;
  const [isOwnChange, setOwnChange] = useState(false);
  if (isOwnChange && !isSeen) {
    setSeen(row);
    setOwnChange(false);
  }
  const gap = useApproverGap();
  const statement = useStatement();
  const [isDone, setDone] = useState(false);
  const [drafts, setDrafts] = useState<readonly ReturnDraft[]>(() =>
    draftsOf(row.status.submission?.returnPromises),
  );
  const [isPressed, setPressed] = useState(false);
  const deadline = useDeadline(takesNote(row.material));
  const series = useSeriesSubmission(deadline.stated.decideBy);
  const again = row.status.submission !== null;
  const returnPromise = returnPromisesOf(drafts);
  const isBlocked = submissionProblems(row.json).length > 0;

  const submit = async () => {
    setPressed(true);
    if (!returnPromise || deadline.isWrong) return;
    const given = { ...(returnPromise.length > 0 ? { returnPromise } : {}), ...deadline.stated };
    if (!(await statement.make({ kind: 'plan-submitted', plan: row.id, digest: seen.digest, ...given })))
      return;
    if (series.count > 0) await series.submit();
    setDone(true);
  };
  const isBusy = statement.isBusy || series.doneWith !== null;

  if (isDone)
    return (
      <Dialog
        title={t('message.title')}
        isOpen
        onClose={onClose}
        actions={<Button onPress={onClose}>{t('message.done')}</Button>}
      >
        {series.result}
        <ReadyMessage others={series.submitted} />
      </Dialog>
    );
  return (
    <Dialog
      title={t(again ? 'submit.again' : takesNote(seen.material) ? 'submit.title-note' : 'submit.title')}
      size="large"
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      actions={
        <>
          <Signing
            about={seen.material}
            stated={{ kind: 'plan-submitted', returnPromise: returnPromise ?? MISSING, ...deadline.stated }}
            missing={series.count > 0 ? t('series.hint', { count: series.count }) : null}
          />
          <DialogActions
            onCancel={onClose}
            label={
              series.count > 0
                ? t('series.press', { count: series.count + 1 })
                : t(
                    again
                      ? 'submit.pressAgain'
                      : takesNote(seen.material)
                        ? 'submit.press-note'
                        : 'submit.press',
                  )
            }
            onPress={() => void submit()}
            isBusy={isBusy}
            isDisabled={isBlocked || !isSeen || statement.isBlocked}
          />
        </>
      }
    >
      <Blockers onJump={onClose} />
      {isSeen ? null : <ChangedMeanwhile seen={seen.material} onLook={() => setSeen(row)} />}
      {gap ? <ApproverGapBox gap={gap} onHandedOver={() => setOwnChange(isSeen)} /> : <WhoSees />}
      <WhoIsAway until={deadline.stated.decideBy} />
      <LeadTime />
      {deadline.field}
      <section>
        <h3 className={styles['legend']}>{t('submit.what')}</h3>
        <SinceAgreed material={seen.material} />
        <PlanVersion material={seen.material} />
      </section>
      <ReturnPromises drafts={drafts} onChange={setDrafts} isIncomplete={isPressed && !returnPromise} />
      {series.section}
      {series.doneWith === null ? null : (
        <Progress>{t('series.submitting', { at: series.doneWith, count: series.count })}</Progress>
      )}
      <Answer isBusy={statement.isBusy} failure={statement.failure} about={seen.material} />
    </Dialog>
  );
}

/** What somebody else has changed since one looked, and how to look at it. */
function ChangedMeanwhile({ seen, onLook }: { seen: Material; onLook: () => void }) {
  const t = useT('decision');
  const plan = useT('plan');
  const { row } = usePlan();
  const changes = fieldDiff(seen, row.material);
  return (
    <Banner tone="warning" isBoxed title={t('submit.changed', { count: changes.length })}>
      <Changes
        changes={changes}
        before={seen}
        after={row.material}
        labels={[plan('changes.before'), plan('changes.now')]}
      />
      <Button onPress={onLook}>{t('submit.look')}</Button>
    </Banner>
  );
}

/** Submitting again keeps what was promised before, so that it takes one look and one click. */
function draftsOf(promises: readonly Omit<ReturnDraft, 'key'>[] = []): ReturnDraft[] {
  return promises.map((promise, key) => ({ ...promise, key }));
}

function Blockers({ onJump }: { onJump: () => void }) {
  const t = useT('decision');
  const wording = useWording();
  const nameOfField = useFieldName();
  const { row, jumpTo } = usePlan();
  const problems = submissionProblems(row.json);
  if (problems.length === 0) return null;
  return (
    <Banner tone="warning" isBoxed title={t('submit.blocked', { count: problems.length })}>
      <ul className={styles['blockers']}>
        {problems.map((problem) => (
          <li key={`${problem.field}-${problem.problem}`}>
            <span>
              <strong>{nameOfField(problem.field)}:</strong>{' '}
              {wording.field([problem], problem.field, row.json)}
            </span>
            <Button
              size="small"
              onPress={() => {
                onJump();
                jumpTo(problem.field);
              }}
            >
              {t('submit.jump')}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function WhoSees() {
  const t = useT('decision');
  const format = useFormat();
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const able = possibleApprovers([...members.values()], row.material, me.id);
  const lead = takesNote(row.material) ? 'submit.lead-note' : 'submit.lead';
  return <p>{t(lead, { names: format.list(able.map(({ name }) => name)), count: able.length })}</p>;
}

/**
 * The days of those who could decide and are away until the decision is asked for come before everything else a submitter
 * could find out later.
 */
function WhoIsAway({ until }: { until: string | undefined }) {
  const t = useT('decision');
  const format = useFormat();
  const { row } = usePlan();
  const { nameOf } = useSpeech();
  const boardId = useBoard((board) => board.boardId);
  const me = useWorkspace((workspace) => workspace.me);
  const around = useAround(boardId);
  const delegations = useWorkspace((workspace) => workspace.delegations);
  const away = awayAmong(row.material, me, { ...around, delegations }, until);
  return away.map(({ member, from, until: last, standsIn }) => {
    const values = { name: nameOf(member), from: format.date(from), date: format.date(last) };
    const when = from > around.today ? 'awayLater' : 'away';
    return (
      <p key={member}>
        <strong>
          {standsIn === null
            ? t(`submit.${when}`, values)
            : t(`submit.${when}Deputy`, { ...values, deputy: nameOf(standsIn) })}
        </strong>
      </p>
    );
  });
}

/**
 * Until when a decision is asked for: so many working days from today as the board proposes, which is said, unless something
 * else is.
 */
function useDeadline(isNoted: boolean) {
  const t = useT('decision');
  const boardId = useBoard((board) => board.boardId);
  const { today } = useAround(boardId);
  const days = useWorkspace(
    ({ boards }) => boards.find(({ id }) => id === boardId)?.settings?.decideWithin ?? DECIDE_WITHIN,
  );
  const [proposed] = useState(() => ({ day: addWorkdays(today, days), days }));
  const [day, setDay] = useState<string | null>(proposed.day);
  const isWrong = day !== null && (!isCivilDate(day) || day < today);
  return {
    isWrong,
    stated: day === null || isWrong ? {} : { decideBy: day },
    field: (
      <DateField
        label={t(isNoted ? 'submit.decideBy-note' : 'submit.decideBy')}
        hint={
          day === proposed.day
            ? t('submit.decideByProposed', { days: proposed.days })
            : t('submit.decideByHint')
        }
        value={day}
        today={today}
        onChange={setDay}
        problem={isWrong ? t('submit.decideByWrong') : null}
        isOptional
      />
    ),
  };
}

function LeadTime() {
  const t = useT('decision');
  const today = useToday();
  const policy = useBoardPolicy();
  const { row } = usePlan();
  const lead = policy?.leadTimeDays ?? 0;
  const days = daysTooLate(row.material['start'], today, lead);
  if (days === 0) return null;
  return (
    <Banner tone="warning" isBoxed>
      {t('submit.late', { days, lead })}
    </Banner>
  );
}

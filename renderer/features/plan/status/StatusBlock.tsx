import { useState } from 'react';
import { departmentOf } from '../../../../shared/domain/plan';
import { useBoard, useBoardActions, useToday, useWorkspace, type PlanRow } from '../../../client';
import { takesNote, useT } from '../../../i18n';
import { Banner, Button, cx, StatusBadge, useWording } from '../../../ui';
import { DecideDialog, type Choice } from '../decide/DecideDialog';
import { ReviewGap } from '../decide/ApproverGapBox';
import { ConductDialog } from '../decide/ConductDialog';
import { SubmitDialog } from '../decide/SubmitDialog';
import { besideNextStep, mayDecideOtherwise, nextStep, type NextStep } from '../logic/next-step';
import { When } from '../discussion/Comment';
import { useDeletion, useIsFrozen, useMember, usePlan, useSpeech } from '../plan-context';
import { Agreement } from './Agreement';
import { LiveChanges } from './LiveChanges';
import { useAlarm, useMeaning } from './useMeaning';
import { OfferAway } from './OfferAway';
import { Reasons } from './Reasons';
import { WhoseTurn } from './WhoseTurn';
import styles from './status.module.css';

/** `decide`: the dialog opens with nothing chosen. */
type Opened = 'submit' | 'recall' | 'decide' | Choice | 'launch' | 'close' | null;

const CONDUCTS = { recall: 'recalled', launch: 'launched', close: 'closed' } as const;

/** Where the plan stands, what that means, and the one next step ([PLANUI-4]). */
export function StatusBlock() {
  const t = useT('plan');
  const { row } = usePlan();
  const { status } = row;
  const meaning = useMeaning(row);
  const alarm = useAlarm(row);
  const member = useMember();
  const fault = useBoard((board) => board.fault);
  const isFrozen = useIsFrozen();
  const isTurnAll = !isFrozen && isUndecided(status);
  const today = useToday();
  const [opened, open] = useState<Opened>(null);
  const step: NextStep = fault || isFrozen ? { kind: 'none' } : nextStep(member, row, today);

  return (
    <section aria-label={t('status.label')} className={styles['block']} data-state={status.state}>
      {fault ? (
        <Banner tone="danger" isBoxed>
          {t('status.fault')}
        </Banner>
      ) : null}
      {alarm ? (
        <Banner tone="danger" isBoxed>
          {alarm}
        </Banner>
      ) : null}
      <div className={styles['top']}>
        <StatusBadge
          state={status.state}
          department={departmentOf(row.material['kind'])}
          changes={status.changesSinceAgreed.length}
          look="loud"
        />
        {isTurnAll ? null : (
          <p className={styles['meaning']}>
            {meaning}
            <WhenDeleted />
          </p>
        )}
      </div>
      {isFrozen ? null : <WhoseTurn />}
      <Reasons />
      {status.agreement && status.state !== 'withdrawn' ? (
        <Agreement key={status.agreement.seq} planId={row.id} agreement={status.agreement} />
      ) : null}
      <LiveChanges />
      {isFrozen ? null : <ReviewGap />}
      <Steps
        step={step}
        canDecideOtherwise={!isFrozen && step.kind !== 'decide' && mayDecideOtherwise(member, row)}
        canRecall={!fault && !isFrozen && besideNextStep(member, row).includes('recalled')}
        onOpen={open}
      />
      <OfferAway key={row.id} hasDecided={status.decisions.some(({ by }) => by === member.id)} />
      {opened === 'submit' ? <SubmitDialog onClose={() => open(null)} /> : null}
      {opened === 'decide' || opened === 'approve' || opened === 'request-changes' || opened === 'decline' ? (
        <DecideDialog
          first={opened === 'decide' ? null : opened}
          onClose={() => open(null)}
          onSubmitAgain={() => open('submit')}
        />
      ) : null}
      {opened === 'recall' || opened === 'launch' || opened === 'close' ? (
        <ConductDialog kind={CONDUCTS[opened]} onClose={() => open(null)} />
      ) : null}
    </section>
  );
}

function WhenDeleted() {
  const { row } = usePlan();
  const at = useDeletion(row.id)?.at ?? null;
  return at === null ? null : (
    <>
      {' '}
      <When at={at} />
    </>
  );
}

/** Waits for a first decision: then whose turn it is says all there is, and its meaning would name the same people again. */
function isUndecided({ state, deleted, changesSinceSubmitted, decisions }: PlanRow['status']): boolean {
  return state === 'in-review' && !deleted && changesSinceSubmitted.length === 0 && decisions.length === 0;
}

interface StepsProps {
  readonly step: NextStep;
  readonly canDecideOtherwise: boolean;
  readonly canRecall: boolean;
  readonly onOpen: (dialog: Opened) => void;
}

function Steps({ step, canDecideOtherwise, canRecall, onOpen }: StepsProps) {
  const t = useT('plan');
  const wording = useWording();
  const { nameOf } = useSpeech();
  const { row } = usePlan();
  const { restorePlan } = useBoardActions();
  const me = useWorkspace((workspace) => workspace.me);
  const isFrozen = useIsFrozen();
  if (row.status.deleted)
    return me.role === 'guest' || isFrozen ? null : (
      <div className={styles['steps']}>
        <Button onPress={() => restorePlan(row.id)}>{t('restore')}</Button>
      </div>
    );
  if (step.kind === 'none')
    return me.role === 'guest' ? <p className={styles['quiet']}>{t('readOnly')}</p> : null;
  const otherwise = canDecideOtherwise ? <Refusals variant="quiet" onOpen={onOpen} /> : null;
  if (step.kind === 'wait') {
    const { ownerId } = row.material;
    // Whoever waits for a decision about his submission can take it back meanwhile.
    const takeBack = canRecall ? (
      <Button variant="quiet" onPress={() => onOpen('recall')}>
        {t('step.recall')}
      </Button>
    ) : null;
    const mayStart = step.why === 'not-plan-owner' && typeof ownerId === 'string';
    return (
      <>
        <p className={styles['quiet']}>
          {mayStart ? t('status.canLaunch', { name: nameOf(ownerId) }) : wording.refusal(step.why)}
        </p>
        {otherwise || takeBack ? (
          <div className={styles['steps']}>
            {otherwise}
            {takeBack}
          </div>
        ) : null}
      </>
    );
  }
  if (step.kind === 'reconsider')
    return (
      <div className={styles['steps']}>
        <Button onPress={() => onOpen('decide')}>{t('step.reconsider')}</Button>
      </div>
    );
  if (step.kind === 'decide') return <Answers onOpen={onOpen} />;
  const dialog = step.kind === 'submit-again' ? 'submit' : step.kind;
  return (
    <div className={styles['steps']}>
      <Button variant="primary" onPress={() => onOpen(dialog)}>
        {t(step.kind === 'submit' && takesNote(row.material) ? 'step.submit-note' : `step.${step.kind}`)}
      </Button>
      {otherwise}
    </div>
  );
}

/** The three answers to what waits for this person, side by side ([PLANUI-20]). */
function Answers({ onOpen }: Pick<StepsProps, 'onOpen'>) {
  const t = useT('decision');
  const { row } = usePlan();
  const isNoted = takesNote(row.material);
  return (
    <div className={cx(styles['steps'], styles['answers'])} data-long={isNoted}>
      <Button variant="primary" onPress={() => onOpen('approve')}>
        {t(isNoted ? 'approve.approve-note' : 'approve.approve')}
      </Button>
      <Refusals variant="secondary" onOpen={onOpen} />
    </div>
  );
}

function Refusals({ variant, onOpen }: { variant: 'secondary' | 'quiet' } & Pick<StepsProps, 'onOpen'>) {
  const t = useT('decision');
  return (
    <>
      <Button variant={variant} onPress={() => onOpen('request-changes')}>
        {t('approve.request-changes')}
      </Button>
      <Button variant={variant} onPress={() => onOpen('decline')}>
        {t('approve.decline')}
      </Button>
    </>
  );
}

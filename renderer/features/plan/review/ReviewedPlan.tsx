import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { FileQuestion } from 'lucide-react';
import { fieldDiff } from '../../../../shared/domain/diff';
import { needsPromise } from '../../../../shared/domain/judge';
import { departmentOf } from '../../../../shared/domain/plan';
import { useBoard, useWorkspace, type PlanRow } from '../../../client';
import { takesNote, useFormat, useT } from '../../../i18n';
import { navigate } from '../../../state/route';
import {
  Banner,
  Button,
  Checkbox,
  cx,
  EmptyState,
  isComposing,
  isEditable,
  Kbd,
  Progress,
  StatusBadge,
  useKeys,
  useSpeech,
  useWording,
} from '../../../ui';
import { DecideDialog, type Choice } from '../decide/DecideDialog';
import { WhatComesWithIt } from '../decide/PlanVersion';
import { useWayRefusal } from '../decide/Signing';
import { Discussion } from '../discussion/Discussion';
import { DocumentTitle, PlanDocument, walk } from '../document/PlanDocument';
import { History } from '../history/History';
import { capacityFor } from '../logic/next-step';
import { SinceLook } from '../looked/SinceLook';
import { isBeforeSomebody, SEEN_MS, useLook } from '../looked/useLook';
import { OpenPlan, useCanEdit, useOpenPlan } from '../open-plan';
import { rowOf, useIsFrozen, useMember, usePlan } from '../plan-context';
import { Changes } from '../status/Changes';
import { WhoseTurn } from '../status/WhoseTurn';
import { Warnings } from '../warnings/Warnings';
import plan from '../plan.module.css';
import type { QueueItem } from './queue';
import { standingOf } from './standing';
import { forgetOpened, isOf, keepLook, keepOpened, useReview } from './store';
import { useStandingWords } from './useStandingWords';
import styles from './review.module.css';

interface ReviewedPlanProps {
  readonly item: QueueItem;
  /** What is read out when the plan comes up. */
  readonly label: string;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
  readonly onSigned: (verdict: Choice) => void;
  readonly onGoOn: () => void;
}

/** The plan whose turn it is in a review, as soon as its board is there. */
export function ReviewedPlan(props: ReviewedPlanProps) {
  const t = useT('review');
  const frame = useT('frame');
  const loaded = useBoard((board) => board.loaded);
  const row = useBoard((board) => rowOf(board, props.item.planId));
  const hasRecord = useBoard((board) => board.entries.some(({ plan: about }) => about === props.item.planId));
  if (!loaded || (row && !hasRecord)) return <Progress>{frame('openingPlan')}</Progress>;
  if (row) return <Sheet row={row} {...props} />;
  return (
    <EmptyState
      icon={<FileQuestion size={28} />}
      title={t('why.missing', { name: '' })}
      action={<Button onPress={props.onGoOn}>{t('goOn')}</Button>}
    />
  );
}

/** A document with what is new in it, and the ways to answer it. */
function Sheet({
  row,
  item,
  label,
  isTicked,
  onTick,
  onSigned,
  onGoOn,
}: ReviewedPlanProps & { row: PlanRow }) {
  const sheet = useRef<HTMLElement>(null);
  const scope = useOpenPlan(row, { canEdit: useCanEdit(row), isReading: true }, sheet);
  const known = useReview((review) => review.looks.get(item.key));
  const look = useLook(row, sheet, known);
  useEffect(() => {
    if (look !== undefined && known === undefined) keepLook(item.key, look);
  }, [look, known, item.key]);
  useFocus(sheet);
  const isOpened = useOpened(row, item);
  const [choice, choose] = useState<Choice | null>(null);

  return (
    <OpenPlan scope={scope}>
      <article
        ref={sheet}
        tabIndex={-1}
        aria-label={label}
        className={cx(plan['sheet'], styles['sheet'])}
        data-plan-color={row.json['color']}
      >
        <div
          className={plan['body']}
          role="presentation"
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key === 'Escape' && !event.defaultPrevented) leaveField(event, sheet.current);
            else walk(event);
          }}
        >
          <div className={plan['title']}>
            <DocumentTitle />
          </div>
          <div className={plan['status']}>
            <Standing onGoOn={onGoOn} />
            {look ? <SinceLook look={look} isOpen /> : null}
            <Warnings />
          </div>
          <div className={plan['form']}>
            <PlanDocument />
          </div>
          <div className={plan['talk']} data-field="comments">
            <Discussion />
            <History />
          </div>
        </div>
      </article>
      <Answers
        isOpened={isOpened}
        isTicked={isTicked}
        onTick={onTick}
        onChoose={choose}
        onNote={() => scope.jumpTo('composer')}
        onGoOn={onGoOn}
      />
      {choice === null ? null : (
        <DecideDialog
          first={choice}
          onClose={() => choose(null)}
          onSigned={onSigned}
          onSubmitAgain={() =>
            navigate({ page: 'board', boardId: item.boardId, view: 'columns', planId: item.planId })
          }
        />
      )}
    </OpenPlan>
  );
}

/** From a field Escape leads back to the plan, whose keys then count again. */
function leaveField(event: KeyboardEvent<HTMLElement>, sheet: HTMLElement | null): void {
  if (!(event.target instanceof HTMLElement) || !isEditable(event.target)) return;
  event.preventDefault();
  event.stopPropagation();
  sheet?.focus({ preventScroll: true });
}

/** Where the plan stands: who asks for what until when; or what has happened to it meanwhile ([REVIEW-6]). */
function Standing({ onGoOn }: { onGoOn: () => void }) {
  const t = useT('review');
  const decision = useT('decision');
  const format = useFormat();
  const { nameOf } = useSpeech();
  const words = useStandingWords();
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me.id);
  const standing = standingOf(row, me);
  const { status, material } = row;
  const { submission } = status;
  return (
    <section aria-label={t('standing')} className={styles['standing']}>
      <div className={styles['standingTop']}>
        <StatusBadge state={status.state} department={departmentOf(material['kind'])} look="loud" />
      </div>
      {standing.kind === 'waits' ? null : (
        <Banner
          tone="warning"
          isBoxed
          title={words(standing, material)}
          action={
            <Button size="small" onPress={onGoOn}>
              {t('goOn')} <Kbd>J</Kbd>
            </Button>
          }
        />
      )}
      <ChangedMeanwhile />
      {submission && standing.kind === 'waits' ? (
        <p className={styles['hint']}>
          {decision(takesNote(submission.snapshot) ? 'approve.lead-note' : 'approve.lead', {
            name: nameOf(submission.by),
            when: format.instant(submission.at),
          })}
        </p>
      ) : null}
      {submission ? <WhatComesWithIt submission={submission} /> : null}
      {standing.kind === 'waits' ? <WhoseTurn /> : null}
    </section>
  );
}

/** What somebody changed while this person was reading ([REVIEW-6]). */
function ChangedMeanwhile() {
  const t = useT('review');
  const words = useT('plan');
  const { row } = usePlan();
  const [before, setBefore] = useState(row);
  const changes = useMemo(() => fieldDiff(before.material, row.material), [before, row.material]);
  if (changes.length === 0) return null;
  return (
    <Banner tone="warning" isBoxed title={t('changed', { count: changes.length })}>
      <Changes
        changes={changes}
        before={before.material}
        after={row.material}
        labels={[t('changedBefore'), words('changes.now')]}
      />
      <Button size="small" onPress={() => setBefore(row)}>
        {t('changedRead')}
      </Button>
    </Banner>
  );
}

interface AnswersProps {
  readonly isOpened: boolean;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
  readonly onChoose: (choice: Choice) => void;
  readonly onNote: () => void;
  readonly onGoOn: () => void;
}

/** The three answers, a word without an answer, and whether it is to be approved with others; each with its key. */
function Answers({ isOpened, isTicked, onTick, onChoose, onNote, onGoOn }: AnswersProps) {
  const t = useT('review');
  const decision = useT('decision');
  const wording = useWording();
  const { row, canEdit } = usePlan();
  const refusal = useWayRefusal();
  const fault = useBoard((board) => board.fault);
  const isFrozen = useIsFrozen();
  const isNoted = takesNote(row.material);
  const mayAnswer = row.waitsForMe && refusal === null && !fault && !isFrozen;
  const may = (choice: Choice) => () => mayAnswer && onChoose(choice);
  useKeys({
    a: may('approve'),
    c: may('request-changes'),
    d: may('decline'),
    n: () => canEdit && onNote(),
    x: () => isOpened && onTick(!isTicked),
  });
  return (
    <footer className={styles['answers']}>
      {row.waitsForMe && refusal ? <p className={styles['hint']}>{wording.refusal(refusal)}</p> : null}
      {row.waitsForMe ? (
        <>
          <Button variant="primary" isDisabled={!mayAnswer} onPress={may('approve')}>
            {decision(isNoted ? 'approve.approve-note' : 'approve.approve')} <Kbd>A</Kbd>
          </Button>
          <Button isDisabled={!mayAnswer} onPress={may('request-changes')}>
            {decision('approve.request-changes')} <Kbd>C</Kbd>
          </Button>
          <Button isDisabled={!mayAnswer} onPress={may('decline')}>
            {decision('approve.decline')} <Kbd>D</Kbd>
          </Button>
        </>
      ) : (
        <Button variant="primary" onPress={onGoOn}>
          {t('goOn')} <Kbd>J</Kbd>
        </Button>
      )}
      {canEdit ? (
        <Button variant="quiet" onPress={onNote}>
          {t('note')} <Kbd>N</Kbd>
        </Button>
      ) : null}
      {row.waitsForMe ? (
        <div className={styles['tickHere']}>
          <Checkbox isSelected={isTicked} isDisabled={!isOpened} onChange={onTick}>
            {t('bulk.tickHere')}
          </Checkbox>
          <Kbd>X</Kbd>
        </div>
      ) : null}
    </footer>
  );
}

/** The plan that comes up has the focus, so that it is read out and its text scrolls by keys. */
function useFocus(sheet: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // Later, because a page that has just opened, and a dialog that closes, move the focus first.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => sheet.current?.focus({ preventScroll: true }));
    });
    return () => cancelAnimationFrame(frame);
  }, [sheet]);
}

/**
 * Whether this very submission was read: it was before somebody's eyes for a moment, with what is new in it. Only then it can
 * be approved together with others ([REVIEW-8]).
 */
function useOpened(row: PlanRow, { key, boardId, planId, title }: QueueItem): boolean {
  const me = useMember();
  const opened = useReview((review) => review.opened.get(key));
  const { submission } = row.status;
  const capacity = row.waitsForMe ? capacityFor('approve', me, row) : undefined;
  const onBehalfOf = capacity?.absent.id ?? null;
  const refusal = useWayRefusal();
  const mayApprove = capacity !== undefined && refusal === null;
  const isOpened = mayApprove && isOf(opened, submission);
  const isOther = opened !== undefined && row.waitsForMe && !isOf(opened, submission);
  useEffect(() => {
    if (isOther) forgetOpened(key);
  }, [isOther, key]);
  useEffect(() => {
    if (!submission || !mayApprove || isOpened) return;
    const timer = setInterval(() => {
      if (!isBeforeSomebody()) return;
      keepOpened({
        key,
        boardId,
        planId,
        title,
        row,
        submission,
        onBehalfOf,
        needsPromise: needsPromise(submission),
      });
    }, SEEN_MS);
    return () => clearInterval(timer);
  }, [submission, mayApprove, isOpened, onBehalfOf, row, key, boardId, planId, title]);
  return isOpened;
}

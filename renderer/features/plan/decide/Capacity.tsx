import { useMemo } from 'react';
import type { AskedWeek } from '../../../../shared/domain/followup';
import type { Material } from '../../../../shared/domain/plan';
import { useBoard, useFollowUpLoad, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { Banner, TextField } from '../../../ui';
import { askedOnBoard, capacityHint, sourcesOf, spanOf, type CapacityHint } from '../logic/capacity';
import { promiseNumber, type PromiseDraft } from '../logic/promise-form';
import { usePlan, useSpeech } from '../plan-context';
import styles from './decide.module.css';

/** A promise that is being written, against everything that is agreed already. */
export interface Capacity {
  /** Null while nothing can be said of it: the promise is not complete, or the plan does not say enough. */
  readonly hint: CapacityHint | null;
  readonly owner: string;
  readonly capacityPerWeek: number;
  /** Whether the host has told of all boards; if not, this one alone was looked at. */
  readonly isWhole: boolean;
}

/**
 * Whether a promise can be kept beside all others of its owner, on whatever board ([PLANUI-8]); null while it is not
 * complete enough to tell.
 */
export function useCapacity(material: Material, draft: PromiseDraft): Capacity | null {
  const { format } = useSpeech();
  const { row } = usePlan();
  const board = useBoard(({ boardId }) => boardId);
  const plans = useBoard((each) => each.plans);
  const deleted = useBoard((each) => each.deletedAgreed);
  const statuses = useMemo(
    () => new Map([...plans.values(), ...deleted].map(({ id, status }) => [id, status])),
    [plans, deleted],
  );
  const owner = draft.ownerId;
  const told = useFollowUpLoad(owner, spanOf(material));
  const share = promiseNumber(draft, 'share', format.language);
  const capacityPerWeek = promiseNumber(draft, 'capacity', format.language);
  if (share === null || capacityPerWeek === null || owner === null) return null;
  const promise = { ownerId: owner, days: 0, callShare: share / 100, capacityPerWeek };
  const asked = told?.weeks ?? askedOnBoard(owner, board, statuses);
  const hint = capacityHint({ board, plan: row.id }, material, promise, statuses, asked);
  return { hint, owner, capacityPerWeek, isWhole: told !== null };
}

interface CapacityNoteProps {
  readonly material: Material;
  readonly capacity: Capacity;
  /** How whoever promises too much means to do it all the same. */
  readonly how: string;
  readonly onHow: (how: string) => void;
}

/** Says whether the promise can be kept; where not, names the weeks and asks how it is meant. Nothing is blocked. */
export function CapacityNote({ material, capacity, how, onHow }: CapacityNoteProps) {
  const t = useT('decision');
  const { format, nameOf } = useSpeech();
  const { hint, owner, capacityPerWeek, isWhole } = capacity;
  if (!hint) return <p className={styles['hint']}>{t('approve.unknownDemand')}</p>;
  const values = {
    enquiries: format.number(Number(material['expectedEnquiries'])),
    calls: format.number(hint.calls),
    most: format.number(hint.fullest.calls),
    capacity: format.number(capacityPerWeek),
    owner: nameOf(owner),
    others: hint.otherPlans,
    weeks: hint.over.length,
  };
  const partly = isWhole ? null : <p className={styles['hint']}>{t('approve.onlyThisBoard')}</p>;
  if (hint.over.length === 0)
    return (
      <>
        <p className={styles['hint']}>{t('approve.enough', values)}</p>
        {partly}
      </>
    );
  return (
    <>
      <Banner tone="warning" isBoxed title={t('approve.tooMany', values)}>
        <ul className={styles['weeks']}>
          {hint.over.map((week) => (
            <Week key={week.monday} week={week} capacity={values.capacity} />
          ))}
        </ul>
        {partly}
      </Banner>
      <TextField
        label={t('approve.how')}
        hint={t('approve.howHint')}
        value={how}
        onChange={onHow}
        isMultiline
        isOptional
        maxLength={1000}
      />
    </>
  );
}

function titleOf(title: unknown): string {
  return typeof title === 'string' ? title : '';
}

/** One week that is too full, and what else asks for calls in it. */
function Week({ week, capacity }: { week: AskedWeek; capacity: string }) {
  const t = useT('decision');
  const common = useT('common');
  const { format } = useSpeech();
  const here = useBoard(({ boardId }) => boardId);
  const plans = useBoard((board) => board.plans);
  const boards = useWorkspace((workspace) => workspace.boards);
  const sources = sourcesOf(week, here);
  const words = [
    ...sources.here.map((plan) => titleOf(plans.get(plan)?.json.title) || common('untitled')),
    ...[...sources.boards].map(([board, count]) =>
      t('approve.onBoard', { count, board: boards.find(({ id }) => id === board)?.title ?? board }),
    ),
    ...(sources.others === 0 ? [] : [t('approve.unnamed', { count: sources.others })]),
  ];
  const values = { monday: format.date(week.monday), calls: format.number(week.calls), capacity };
  return (
    <li>
      {t('approve.weekOver', values)}
      {words.length === 0 ? null : ` ${t('approve.besides', { plans: format.list(words) })}`}
    </li>
  );
}

import { useMemo } from 'react';
import type { CivilDate } from '../../../shared/domain/dates';
import type { Grouping } from '../../../shared/domain/timeline/lanes';
import type { TimelinePlan } from '../../../shared/domain/timeline/items';
import type { NewPlan } from '../../../shared/doc/commands';
import { memberName, useBoard, useBoardActions, useMayEdit, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { openNewPlan } from '../../state/route';
import { consequenceOf, type Dates } from './logic/gesture';

/** What can be done on a timeline whose board is open. */
export interface Planning {
  /** Gives plans other dates, in one step. */
  readonly move: (changes: readonly (Dates & { readonly planId: string })[]) => void;
  /** Makes a draft, with what its lane stands for, and opens it. */
  readonly create: (dates: Dates, lane: string, grouping: Grouping) => void;
  /** What follows from other dates, in a sentence; '' for nothing. */
  readonly follows: (plan: TimelinePlan, dates: Dates) => string;
}

/** Null for those who may not edit this board. */
export function usePlanning(): Planning | null {
  const t = useT('calendar');
  const format = useFormat();
  const mayEdit = useMayEdit();
  const boardId = useBoard((board) => board.boardId);
  const { department } = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const { createPlan, setPlans } = useBoardActions();
  return useMemo(() => {
    if (!mayEdit) return null;
    return {
      move: (changes) =>
        setPlans(changes.map(({ planId, start, end }) => ({ planId, values: { start, end } }))),
      create(dates, lane, grouping) {
        const own = department === 'sales' ? 'sales-activity' : 'campaign';
        const plan = newPlanIn(lane, grouping, { ...dates, currency: 'EUR' });
        openNewPlan(boardId, createPlan({ kind: own, ...plan }));
      },
      follows(plan, dates) {
        const consequence = consequenceOf(plan, dates);
        if (consequence.kind === 'none') return '';
        if (consequence.kind === 'submit-again') return t('planning.submitAgain');
        const names = consequence.by.map((id) => memberName(members, id)).filter(Boolean);
        return t('planning.approveAgain', { names: format.list(names), count: names.length });
      },
    };
  }, [mayEdit, boardId, department, members, createPlan, setPlans, t, format]);
}

type Draft = Omit<NewPlan, 'id' | 'ownerId' | 'kind'> & {
  readonly kind?: NewPlan['kind'];
  readonly ownerId?: string;
};

/** A draft that stands in the lane in which somebody made it. */
function newPlanIn(lane: string, grouping: Grouping, fields: Record<string, CivilDate>): Draft {
  if (grouping === 'department') return { fields, kind: lane === 'sales' ? 'sales-activity' : 'campaign' };
  if (lane === '') return { fields };
  if (grouping === 'channel') return { fields, sets: { channels: [lane] } };
  if (grouping === 'region') return { fields, sets: { regions: [lane] } };
  if (grouping === 'audience') return { fields: { ...fields, audience: lane } };
  return grouping === 'owner' ? { fields, ownerId: lane } : { fields };
}

import { openRoundBody, type OpenRoundBody, type RoundKind } from '../../../../shared/domain/rounds/round';
import type { PlanRow } from '../../../client';

/** What somebody fills in to open a round. */
export interface RoundDraft {
  readonly kind: RoundKind;
  readonly title: string;
  readonly authors: 'shown' | 'hidden';
  readonly votesEach: number | string | null;
  /** Whether one person may put several votes on one target. */
  readonly several: boolean;
  /** Plans to vote on. */
  readonly plans: readonly string[];
  /** What else there is to vote on, one a line. */
  readonly lines: string;
  /** The plan whose enquiries are estimated. */
  readonly plan: string | null;
}

export const NEW_ROUND: RoundDraft = {
  kind: 'notes',
  title: '',
  authors: 'hidden',
  votesEach: 3,
  several: false,
  plans: [],
  lines: '',
  plan: null,
};

/**
 * What the host is asked to open; null while something is missing. The titles of plans are frozen in it: people see what
 * they voted on, whatever it is called later.
 */
export function openingOf(
  draft: RoundDraft,
  titleOf: (plan: string) => string,
  session?: string,
): OpenRoundBody | null {
  const body = {
    kind: draft.kind,
    ...choicesOf(draft, titleOf),
    ...(session === undefined ? {} : { session }),
  };
  const checked = openRoundBody.safeParse(body);
  return checked.success ? checked.data : null;
}

function choicesOf(draft: RoundDraft, titleOf: (plan: string) => string): object {
  const title = draft.title.trim();
  switch (draft.kind) {
    case 'notes':
      return { title, authors: draft.authors };
    case 'votes': {
      const on = [
        ...draft.plans.map((id) => ({ id, label: titleOf(id) })),
        ...linesOf(draft.lines).map((label, index) => ({ id: `line-${index + 1}`, label })),
      ];
      const { votesEach } = draft;
      return { title, votesEach, perTarget: draft.several ? votesEach : 1, on };
    }
    case 'estimate':
      return { title: title || titleOf(draft.plan ?? ''), plan: draft.plan };
    case 'pulse':
      return { title };
  }
}

/** What is on each line, without empty ones and without what is there already. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** Plans that can be voted on: whatever is not over. */
export function isGoingOn({ status: { state } }: PlanRow): boolean {
  return state !== 'closed' && state !== 'withdrawn';
}

/** Plans whose enquiries can be estimated: those that were not launched yet. */
export function isBeforeLaunch(row: PlanRow): boolean {
  return isGoingOn(row) && row.status.state !== 'launched';
}

/** A plan's title as it stands; '' when there is none. */
export function titleOf({ material: { title } }: PlanRow): string {
  return typeof title === 'string' ? title : '';
}

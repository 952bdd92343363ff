import { PLAN_FIELDS, type Material } from '../../../../shared/domain/plan';

/** The currency stands beside the budget, the title above and the brief below the others. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['currency', 'title', 'brief']);

/** The fields of a version that stand between its title and its brief, as screens show them; what this version does not know comes last. */
export function factsOf(material: Material): string[] {
  // What kind of plan it is says who decides about it.
  const known: readonly string[] = ['kind', ...PLAN_FIELDS];
  const others = Object.keys(material).filter((field) => !known.includes(field));
  return [...known, ...others.sort()].filter((field) => field in material && !SHOWN_ELSEWHERE.has(field));
}

/** The fields in which a reader looks for something, whether or not the plan says it. */
export const WORDS = ['goal', 'audience', 'message'] as const;
export const FIGURES = [
  'start',
  'end',
  'channels',
  'regions',
  'budgetMinor',
  'expectedEnquiries',
  'ownerId',
] as const;

import type { Json } from './json';
import type { PlanField, PlanJson } from './plan';
import { isCivilDate } from './dates';

/** What is wrong with one field, as a code for the form and for exports; the value itself is kept. */
export interface FieldProblem {
  readonly field: PlanField | 'kind';
  readonly problem:
    | 'required'
    | 'no-such-date'
    | 'end-before-start'
    | 'not-a-whole-number'
    | 'negative'
    | 'too-large'
    | 'too-long'
    | 'not-a-currency'
    | 'not-text';
}

const TEXT_LIMIT = 2000;
const TEXT_FIELDS = ['title', 'goal', 'audience', 'message', 'ownerId'] as const;
const COUNT_LIMIT = 1_000_000_000;
const MONEY_LIMIT = 1_000_000_000_000;

/**
 * Missing and contradictory values of a plan, in the order of the form. Any writer can put anything into a
 * document, so types are checked too. A plan with problems can be saved; it cannot be submitted.
 */
export function planProblems(plan: PlanJson): FieldProblem[] {
  return [
    ...TEXT_FIELDS.flatMap((field) => textProblems(field, plan[field])),
    ...dateProblems(plan),
    ...numberProblems('budgetMinor', plan['budgetMinor'], MONEY_LIMIT),
    ...currencyProblems(plan),
    ...numberProblems('expectedEnquiries', plan['expectedEnquiries'], COUNT_LIMIT),
  ];
}

/** The problems that keep a plan from being submitted: what it is, when, and what it says must be clear. */
export function submissionProblems(plan: PlanJson): FieldProblem[] {
  const required = (['title', 'start', 'end', 'ownerId'] as const)
    .filter((field) => isBlank(plan[field]))
    .map((field): FieldProblem => ({ field, problem: 'required' }));
  return [...required, ...planProblems(plan)];
}

function textProblems(field: (typeof TEXT_FIELDS)[number], value: Json | undefined): FieldProblem[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string') return [{ field, problem: 'not-text' }];
  return value.length > TEXT_LIMIT ? [{ field, problem: 'too-long' }] : [];
}

function dateProblems(plan: PlanJson): FieldProblem[] {
  const wrong = (['start', 'end'] as const)
    .filter((field) => !isBlank(plan[field]) && !isCivilDate(plan[field]))
    .map((field): FieldProblem => ({ field, problem: 'no-such-date' }));
  const { start, end } = plan;
  const reversed = isCivilDate(start) && isCivilDate(end) && end < start;
  return reversed ? [...wrong, { field: 'end', problem: 'end-before-start' }] : wrong;
}

function numberProblems(
  field: 'budgetMinor' | 'expectedEnquiries',
  value: Json | undefined,
  limit: number,
): FieldProblem[] {
  if (isBlank(value)) return [];
  if (typeof value !== 'number' || !Number.isInteger(value)) return [{ field, problem: 'not-a-whole-number' }];
  if (value < 0) return [{ field, problem: 'negative' }];
  return value > limit ? [{ field, problem: 'too-large' }] : [];
}

function currencyProblems(plan: PlanJson): FieldProblem[] {
  if (isBlank(plan['budgetMinor'])) return [];
  const { currency } = plan;
  const known = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
  return known ? [] : [{ field: 'currency', problem: 'not-a-currency' }];
}

function isBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

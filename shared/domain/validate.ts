import { briefText } from './brief';
import { canonicalText, isTooDeep, type Json } from './json';
import { isCivilDate } from './dates';
import { materialOf, type PlanField, type PlanJson } from './plan';
import { isVisible } from './text/typed-text';

/** What is wrong with one field, as a code for the form and for exports; the value itself is kept. */
export interface FieldProblem {
  readonly field: PlanField | 'kind';
  readonly problem:
    | 'required'
    | 'no-such-date'
    | 'date-out-of-range'
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
const SETS = ['channels', 'regions'] as const;
const SET_LIMIT = 500;
/** Characters of a brief. */
export const BRIEF_LIMIT = 200_000;
/** Characters of the canonical JSON of a plan: what an entry of the record may weigh. */
const MATERIAL_LIMIT = 1_000_000;
const COUNT_LIMIT = 1_000_000_000;
const MONEY_LIMIT = 1_000_000_000_000;

/**
 * Missing and contradictory values of a plan, in the order of the form. Any writer can put anything into a
 * document, so types are checked too. A plan with problems can be saved; it cannot be submitted.
 */
export function planProblems(plan: PlanJson): FieldProblem[] {
  return [
    ...TEXT_FIELDS.flatMap((field) => textProblems(field, plan[field])),
    ...SETS.flatMap((field) => setProblems(field, plan[field])),
    ...dateProblems(plan),
    ...numberProblems('budgetMinor', plan['budgetMinor'], MONEY_LIMIT),
    ...currencyProblems(plan),
    ...numberProblems('expectedEnquiries', plan['expectedEnquiries'], COUNT_LIMIT),
    ...briefProblems(plan['brief']),
  ];
}

/**
 * The problems that keep a plan from being submitted: what it is, when, and what it says must be clear. Nor
 * may it be too heavy for the record, in whatever field, or so deep that its digest would not tell all of it.
 */
export function submissionProblems(plan: PlanJson): FieldProblem[] {
  const required = (['title', 'start', 'end', 'ownerId'] as const)
    .filter((field) => isBlank(plan[field]) || (typeof plan[field] === 'string' && !isVisible(plan[field])))
    .map((field): FieldProblem => ({ field, problem: 'required' }));
  const problems = [...required, ...planProblems(plan)];
  return problems.length === 0 && isTooHeavy(plan) ? [{ field: 'kind', problem: 'too-large' }] : problems;
}

function isTooHeavy(plan: PlanJson): boolean {
  const material = materialOf(plan);
  return (
    Object.values(material).some((value) => isTooDeep(value)) ||
    canonicalText(material).length > MATERIAL_LIMIT
  );
}

function textProblems(field: (typeof TEXT_FIELDS)[number], value: Json | undefined): FieldProblem[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string') return [{ field, problem: 'not-text' }];
  return value.length > TEXT_LIMIT ? [{ field, problem: 'too-long' }] : [];
}

function setProblems(field: (typeof SETS)[number], value: Json | undefined): FieldProblem[] {
  if (isBlank(value)) return [];
  if (!Array.isArray(value)) return [{ field, problem: 'not-text' }];
  const values = value as readonly Json[];
  if (values.some((each) => typeof each !== 'string')) return [{ field, problem: 'not-text' }];
  if (values.some((each) => typeof each === 'string' && each.length > TEXT_LIMIT))
    return [{ field, problem: 'too-long' }];
  return values.length > SET_LIMIT ? [{ field, problem: 'too-large' }] : [];
}

function briefProblems(value: Json | undefined): FieldProblem[] {
  if (isBlank(value)) return [];
  if (!Array.isArray(value)) return [{ field: 'brief', problem: 'not-text' }];
  const tooLong = isTooDeep(value) || briefText(value).length > BRIEF_LIMIT;
  return tooLong ? [{ field: 'brief', problem: 'too-long' }] : [];
}

function dateProblems(plan: PlanJson): FieldProblem[] {
  const wrong = (['start', 'end'] as const)
    .filter((field) => !isBlank(plan[field]) && !isCivilDate(plan[field]))
    .map((field): FieldProblem => ({
      field,
      problem: isFarOff(plan[field]) ? 'date-out-of-range' : 'no-such-date',
    }));
  const { start, end } = plan;
  const reversed = isCivilDate(start) && isCivilDate(end) && end < start;
  return reversed ? [...wrong, { field: 'end', problem: 'end-before-start' }] : wrong;
}

/** A date of a year that no plan is about ({@link isCivilDate}), however it was typed. */
function isFarOff(value: Json | undefined): boolean {
  if (typeof value !== 'string') return false;
  const [, before, behind] =
    /^(?:(\d{4})-\d{1,2}-\d{1,2}|\d{1,2}[./ -]+\d{1,2}[./ -]+(\d{4}))$/.exec(value) ?? [];
  const year = before ?? behind;
  return year !== undefined && !/^(?:19|20|21)/.test(year);
}

function numberProblems(
  field: 'budgetMinor' | 'expectedEnquiries',
  value: Json | undefined,
  limit: number,
): FieldProblem[] {
  if (isBlank(value)) return [];
  if (typeof value !== 'number' || !Number.isInteger(value))
    return [{ field, problem: 'not-a-whole-number' }];
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

import type { Json } from '../../../../shared/domain/json';
import { PLAN_FIELDS, type PlanJson } from '../../../../shared/domain/plan';

/** One field of a plan as people read it. */
export interface FieldLine {
  readonly field: string;
  readonly name: string;
  readonly text: string;
}

interface Words {
  readonly name: (field: string) => string;
  readonly text: (field: string, value: Json | undefined, plan: PlanJson) => string;
}

/** Those fields of a plan that say something, in the order of the form. The currency goes with the budget. */
export function linesOf(plan: PlanJson, fields: readonly string[], words: Words): FieldLine[] {
  const known: readonly string[] = ['kind', ...PLAN_FIELDS];
  const ordered = [
    ...known.filter((field) => fields.includes(field)),
    ...fields.filter((field) => !known.includes(field)),
  ];
  return ordered
    .filter((field) => field !== 'currency')
    .map((field) => ({ field, name: words.name(field), text: words.text(field, plan[field], plan) }))
    .filter(({ text }) => text !== '');
}

/** A plan's kept text for the clipboard. */
export function textOf(
  {
    title,
    lines,
    comments,
  }: { readonly title: string; readonly lines: readonly FieldLine[]; readonly comments: readonly string[] },
  commentName: string,
): string {
  return [
    title,
    ...lines.filter(({ field }) => field !== 'title').map(({ name, text }) => `${name}: ${text}`),
    ...comments.map((comment) => `${commentName}: ${comment}`),
  ].join('\n');
}

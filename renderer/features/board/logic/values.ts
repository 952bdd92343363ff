import type { Json } from '../../../../shared/domain/json';
import { departmentOf, type PlanKind } from '../../../../shared/domain/plan';
import type { Department } from '../../../../shared/domain/people';
import { isVisible, shown } from '../../../../shared/domain/text/typed-text';
import type { PlanRow } from '../../../client';
import type { Format } from '../../../i18n';

// Any writer can put anything into a document: what is read here is checked for its type.

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

export function titleOf(row: PlanRow, untitled: string): string {
  const title = textOf(row.json['title']);
  return isVisible(title) ? shown(title) : untitled;
}

export function kindOf(row: PlanRow): PlanKind {
  return row.json['kind'] === 'sales-activity' ? 'sales-activity' : 'campaign';
}

export function departmentOfRow(row: PlanRow): Department {
  return departmentOf(row.json['kind']);
}

/** The tags of a plan, without anything that is none. */
export function tagsOf(row: PlanRow): readonly string[] {
  const { tags } = row.json;
  return Array.isArray(tags)
    ? tags.filter((tag): tag is string => typeof tag === 'string' && tag !== '')
    : [];
}

export function ownerOf(row: PlanRow): string | null {
  return textOf(row.json['ownerId']) || null;
}

/** The budget as money, or as typed if it is none. */
export function budgetText(
  row: PlanRow,
  format: Format,
  cents: 'as-needed' | 'always' = 'as-needed',
): string {
  const { budgetMinor, currency } = row.json;
  if (typeof budgetMinor !== 'number') return textOf(budgetMinor);
  return format.money(budgetMinor, currencyOf(currency), cents);
}

export function currencyOf(value: Json | undefined): string {
  return textOf(value) || 'EUR';
}

/** The sum of the budgets in each currency. Plans that do not take place cost nothing: how many were left out for that. */
export function budgetSums(rows: readonly PlanRow[]): {
  readonly sums: readonly { readonly currency: string; readonly minor: number }[];
  readonly left: number;
  readonly unread: number;
} {
  const sums = new Map<string, number>();
  let left = 0;
  let unread = 0;
  for (const { json, status } of rows) {
    const { budgetMinor } = json;
    const isRead = typeof budgetMinor === 'number';
    if (!isRead && textOf(budgetMinor) === '') continue;
    const currency = currencyOf(json['currency']);
    if (status.state === 'withdrawn') left += 1;
    else if (!isRead) unread += 1;
    else sums.set(currency, (sums.get(currency) ?? 0) + budgetMinor);
  }
  return { sums: [...sums].map(([currency, minor]) => ({ currency, minor })), left, unread };
}

/** When a plan runs, short; empty without dates. */
export function runText(row: PlanRow, format: Format): string {
  return format.dateRange(textOf(row.json['start']), textOf(row.json['end']));
}

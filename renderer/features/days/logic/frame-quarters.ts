import type { CivilDate } from '../../../../shared/domain/dates';
import { spanOf, stepSpan } from '../../../../shared/domain/timeline/span';

/** So many quarters, this one first, are offered. */
const OFFERED = 8;

/**
 * The first days of the quarters for which a frame can be set, this one first.
 * @param firstMonth the month in which the (business) year of whoever sets it begins
 */
export function quartersFrom(today: CivilDate, firstMonth: number): CivilDate[] {
  const first = spanOf('quarter', today, firstMonth);
  return Array.from({ length: OFFERED }, (_, index) => stepSpan('quarter', first, index, firstMonth).from);
}

/** The quarter of a calendar year that begins on a day; null for other three months, or where years begin in another one. */
export function quarterOf(
  from: CivilDate,
  firstMonth: number,
): { readonly quarter: string; readonly year: string } | null {
  if (firstMonth !== 1 || spanOf('quarter', from).from !== from) return null;
  return { quarter: String((Number(from.slice(5, 7)) + 2) / 3), year: from.slice(0, 4) };
}

import type { Period, PeriodKind } from '../../../../shared/domain/days/periods';

/** A period as it stands in the form: a day may be no day yet. */
export interface TypedPeriod {
  readonly kind: PeriodKind;
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly regions: readonly string[];
}

/**
 * What the form shows: what somebody touched here, and of everything else the period as it is now, as somebody else may
 * change it meanwhile.
 * @param period null: a new one, of the first of the kinds
 */
export function typedPeriod(
  period: Period | null,
  kinds: readonly PeriodKind[],
  touched: Partial<TypedPeriod>,
): TypedPeriod {
  const { kind = kinds[0] ?? 'fair', title = '', from = null, to = null, regions = [] } = period ?? {};
  return { kind, title, from, to, regions, ...touched };
}

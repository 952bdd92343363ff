import type { CivilDate } from '../../../../shared/domain/dates';
import type { Days } from '../../../../shared/domain/turn/delegation';

/** When one is away, and who decides meanwhile, as it stands in the form: a day may be no day yet. */
export interface TypedAway {
  readonly from: string | null;
  readonly until: string | null;
  /** Null: nobody stands in. */
  readonly deputy: string | null;
}

/** What the host knows of it: the days one is away, whom one has named, and for which days. */
export interface KnownAway {
  readonly own: Days | null;
  readonly named: (Days & { readonly deputy: string }) | null;
}

/** What the form shows: what somebody touched here, and of everything else what holds now, as it may be changed on another device. */
export function typedAway(
  { own, named }: KnownAway,
  today: CivilDate,
  touched: Partial<TypedAway>,
): TypedAway {
  return {
    from: own?.from ?? today,
    until: own?.until ?? null,
    deputy: named?.deputy ?? null,
    ...touched,
  };
}

/** What is to be said to the host: days that are others than before, and a deputy who is, or for other days. Absent: nothing. */
export function changesOf(
  { own, named }: KnownAway,
  { deputy, ...days }: Days & Pick<TypedAway, 'deputy'>,
): { readonly days?: Days; readonly deputy?: (Days & { readonly deputy: string }) | null } {
  const isSameDays = own?.from === days.from && own.until === days.until;
  const isSameDeputy =
    deputy === (named?.deputy ?? null) &&
    (named === null || (named.from === days.from && named.until === days.until));
  return {
    ...(isSameDays ? {} : { days }),
    ...(isSameDeputy ? {} : { deputy: deputy === null ? null : { deputy, ...days } }),
  };
}

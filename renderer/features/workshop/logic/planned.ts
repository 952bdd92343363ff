import type { SessionPatch } from '../../../../shared/domain/session/commands';
import type { SessionView } from '../../../../shared/domain/session/session';
import { dayAndTime } from './when';

const USUAL_MINUTES = 90;

/** What the dialog that plans a workshop shows, as it is typed. */
export interface Planned {
  readonly title: string;
  readonly date: string | null;
  readonly time: string;
  readonly minutes: number | string | null;
  readonly deputies: readonly string[];
}

/** What a new workshop starts with: as proposed, or under this name and without a date. */
export function newPlanned(name: string, proposed: Omit<Planned, 'deputies'> | null): Planned {
  return { ...(proposed ?? { title: name, date: '', time: '', minutes: USUAL_MINUTES }), deputies: [] };
}

/** @param usual what a new one starts with */
export function plannedOf(view: SessionView | null, usual: Planned): Planned {
  if (!view) return usual;
  const { title, at, minutes, deputies } = view;
  return { ...dayAndTime(at), title, minutes, deputies };
}

/** What is to be written of a workshop that there is: only what was touched. Day and time are one instant. */
export function changeOf(
  touched: Partial<Planned>,
  { at, title, minutes, deputies }: Required<Pick<SessionPatch, 'at' | 'title' | 'minutes' | 'deputies'>>,
): SessionPatch {
  return {
    ...('title' in touched ? { title } : {}),
    ...('minutes' in touched ? { minutes } : {}),
    ...('deputies' in touched ? { deputies } : {}),
    ...('date' in touched || 'time' in touched ? { at } : {}),
  };
}

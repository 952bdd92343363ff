import { useEffect, type ReactNode } from 'react';
import { useWarnedAmong, useWarnedPlans, type Marked } from '../../client';

export interface WarnedProps {
  /** Tells which plans are drawn, by {@link planKeyOf}; another one when they are others. */
  readonly drawn: () => readonly string[];
  readonly onChange: (warned: ReadonlySet<string>) => void;
}

/** Tells which plans have open warnings. A part of its own, as it comes after what is drawn, and differs for one board and all. */
export type TellWarned = (props: WarnedProps) => ReactNode;

/** {@link TellWarned} of the board that is open. */
export function WarnedOnBoard({ drawn, onChange }: WarnedProps) {
  const warned = useWarnedPlans(drawn);
  useEffect(() => onChange(warned), [warned, onChange]);
  return null;
}

/** {@link TellWarned} of plans of all boards. */
export function WarnedAmong({ drawn, onChange, all }: WarnedProps & { readonly all: readonly Marked[] }) {
  const warned = useWarnedAmong(drawn, all);
  useEffect(() => onChange(warned), [warned, onChange]);
  return null;
}

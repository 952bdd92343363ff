import { useEffect } from 'react';
import type { TimelineItem } from '../../../shared/domain/timeline/items';
import { useWarnedPlans } from '../../client';

interface WarnedProps {
  /** The plans that are drawn. */
  readonly planIds: readonly string[];
  readonly onChange: (warned: ReadonlySet<string>) => void;
}

/** Tells which plans have open warnings: a part of its own, as only the calendar of an open board has any, after its bars. */
export function Warned({ planIds, onChange }: WarnedProps) {
  const warned = useWarnedPlans(planIds);
  useEffect(() => onChange(warned), [warned, onChange]);
  return null;
}

export const NOBODY_WARNED: ReadonlySet<string> = new Set();

/** Warnings are about a plan as it stands now: where that stands beside its agreement, only it is marked. */
export function isMarked({ planId, agreed, changes }: TimelineItem, warned: ReadonlySet<string>): boolean {
  return warned.has(planId) && !(agreed && changes > 0);
}

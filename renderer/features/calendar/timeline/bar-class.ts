import type { PlanState } from '../../../../shared/domain/status';
import type { Bar } from '../../../../shared/domain/timeline/lanes';
import type { TimelineItem } from '../../../../shared/domain/timeline/items';
import styles from './bar.module.css';

export type BarLook = 'agreed' | 'launched' | 'closed' | 'open' | 'late';

/** Filled is for agreements only. */
export function lookOf({ agreed, state, startedUnagreed }: TimelineItem): BarLook {
  if (!agreed) return startedUnagreed ? 'late' : 'open';
  return state === 'agreed' ? 'agreed' : state === 'closed' ? 'closed' : 'launched';
}

const LOOKS: Readonly<Record<BarLook, string>> = {
  agreed: 'asAgreed',
  launched: 'asLaunched',
  closed: 'asClosed',
  open: 'asOpen',
  late: 'asLate',
};

interface BarClass {
  readonly look: BarLook;
  readonly state: PlanState;
  readonly words: Bar['words'];
  /** How people mark it, whether it is cut, chosen or warned of: classes of their own. */
  readonly marks?: readonly string[];
}

/** The classes of a bar, by which all of its rules are found. A thousand bars have a handful of them, so they are put together once. */
export function barClass({ look, state, words, marks = [] }: BarClass): string {
  const key = `${look} ${state} ${words} ${marks.join(' ')}`;
  const known = classes.get(key);
  if (known !== undefined) return known;
  const sides = words === 'inside' ? ['inside'] : ['outside', words];
  const made = ['bar', LOOKS[look], state, ...sides, ...marks].map((name) => styles[name] ?? name).join(' ');
  classes.set(key, made);
  return made;
}

const classes = new Map<string, string>();

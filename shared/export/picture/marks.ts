import type { TimelineItem } from '../../domain/timeline/items';
import { element, type Attributes } from './svg';

/** Dark enough for white words, also in grey. */
const FILLS = { marketing: '#1c58b5', sales: '#a44600', other: '#4d4d4d' } as const;
const MARK = 15;

/** What of a plan its bar shows without words. */
export type Drawn = Pick<TimelineItem, 'agreed' | 'state' | 'department'>;

/** What is agreed is filled, what is closed has a strong frame, what is not agreed a broken one. */
export function lookOf({ agreed, state, department }: Drawn): {
  fill: string;
  isSolid: boolean;
  look: Attributes;
} {
  const fill = FILLS[department];
  if (agreed && state !== 'closed') return { fill, isSolid: true, look: { fill, stroke: fill } };
  const line: Attributes = agreed ? { 'stroke-width': 2 } : { 'stroke-dasharray': '4 2.5' };
  return { fill, isSolid: false, look: { fill: '#fff', stroke: fill, ...line } };
}

/** What a legend shows, unless it says otherwise. */
export const SAMPLE = { agreed: true, state: 'agreed', department: 'marketing' } as const;

/** The signs of a bar: whose it is, and what has become of it where that is more than an agreement. */
export function marks(item: Drawn, x: number, y: number, fill: string): string {
  const of = becameOf(item);
  return departmentMark(item, x, y, fill) + (of ? stateMark(of, x + MARK - 4, y, fill) : '');
}

/** How wide {@link marks} are, with what parts them from the words. */
export function marksWidth(item: Drawn): number {
  return becameOf(item) ? 2 * MARK - 4 : MARK;
}

function becameOf({ agreed, state }: Drawn): 'launched' | 'closed' | null {
  return agreed && (state === 'launched' || state === 'closed') ? state : null;
}

/** In the legend a state has its own sign alone, as it is anybody's. */
export function legendMark(item: Drawn, x: number, y: number, fill: string): string {
  const of = becameOf(item);
  return of ? stateMark(of, x, y, fill) : departmentMark(item, x, y, fill);
}

/** A disc is marketing's, a square sales'. */
function departmentMark({ department }: Drawn, x: number, y: number, fill: string): string {
  if (department === 'sales') return element('rect', { x, y: y - 3.5, width: 7, height: 7, fill });
  return element('circle', { cx: x + 3.5, cy: y, r: 3.5, fill });
}

/** A triangle has been launched, a tick is closed. */
function stateMark(state: 'launched' | 'closed', x: number, y: number, fill: string): string {
  if (state === 'launched')
    return element('path', { d: `M${x} ${y - 4}L${x + 8} ${y}L${x} ${y + 4}Z`, fill });
  return element('path', {
    d: `M${x} ${y}L${x + 3} ${y + 3}L${x + 8} ${y - 4}`,
    fill: 'none',
    stroke: fill,
    'stroke-width': 2,
  });
}

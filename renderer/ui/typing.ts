/** What a change of a text was: something came in one place, something went in one place, or one was typed over the other. */
export type Stroke = 'adds' | 'removes' | 'replaces';

export function strokeOf(before: string, after: string): Stroke {
  const shared = sharedStart(before, after) + sharedEnd(before, after);
  if (shared >= before.length) return 'adds';
  return shared >= after.length ? 'removes' : 'replaces';
}

/** Whether a stroke begins a new step: whoever deletes what he typed just now may want it back. */
export function beginsStep(stroke: Stroke, latest: Stroke | null): boolean {
  return stroke === 'replaces' || (latest !== null && stroke !== latest);
}

function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

function sharedEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length) - sharedStart(a, b);
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}

/** Where a caret stands after a text was changed in one place: behind the same letters as before. */
export function caretAfter(before: string, after: string, caret: number): number {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  if (caret <= from) return caret;
  let rest = 0;
  const most = Math.min(before.length, after.length) - from;
  while (rest < most && before.at(-1 - rest) === after.at(-1 - rest)) rest++;
  const end = before.length - rest;
  return caret >= end ? caret + after.length - before.length : Math.min(caret, after.length - rest);
}

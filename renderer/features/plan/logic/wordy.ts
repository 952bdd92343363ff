/** Fields whose versions are compared word by word. */
const WORDY: ReadonlySet<string> = new Set(['title', 'goal', 'audience', 'message', 'brief']);

export function isWordy(field: string): boolean {
  return WORDY.has(field);
}

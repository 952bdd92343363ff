import type { Log } from './ports';

/** Writes one line of JSON an event. */
export function jsonLines(write: (line: string) => void): Log {
  return (event, facts = {}) => write(`${JSON.stringify({ event, ...facts })}\n`);
}

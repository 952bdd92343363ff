import { joinLink, readJoinLink } from '../../../../shared/api/links';
import { leftOf, type Timer } from '../../../../shared/domain/session/timer';

/** `4:05`: whole seconds, so that it reads 0:00 when the time is up and not before. Null: no timer. */
export function timeLeft(timer: Timer, now: number): string | null {
  const left = leftOf(timer, now);
  if (left === null) return null;
  const seconds = Math.ceil(Math.max(0, left) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How long until this timer shows another second; null while it stands. */
export function nextSecond(timer: Timer, now: number): number | null {
  const left = leftOf(timer, now);
  if (left === null || left === 0 || timer.state !== 'running') return null;
  return left % 1000 || 1000;
}

/** A link as others reach it, and its address as text for whoever's camera does not. Null: only this machine does. */
export function joining(
  link: string,
  addresses: readonly string[],
  cert: string | null,
): { readonly link: string; readonly address: string } | null {
  const read = readJoinLink(link);
  if (typeof read === 'string') return null;
  const [base] = addresses;
  const reached = base === undefined ? read : { ...read, origin: base, cert: read.cert ?? cert };
  const { hostname, host } = new URL(reached.origin);
  if (/^(localhost|.*\.localhost|\[::1\]|127\..*)$/.test(hostname)) return null;
  return { link: joinLink(reached), address: host };
}

/** So many characters of a text stand on the stage: half a minute to read aloud. */
const MOST_READ = 300;

/** What is read of a text on the stage: up to the end of a word, its whole has everybody before him. */
export function beginning(text: string): string {
  if (text.length <= MOST_READ) return text;
  return `${text.slice(0, MOST_READ).replace(/\s+\S*$/u, '')} …`;
}

/** What was counted, most first. */
export function ranked(
  counts: Readonly<Record<string, number>>,
  targets: readonly { readonly id: string; readonly label?: string | undefined }[],
): { readonly id: string; readonly label: string; readonly count: number }[] {
  return targets
    .map(({ id, label }) => ({ id, label: label ?? id, count: counts[id] ?? 0 }))
    .sort((one, other) => other.count - one.count);
}

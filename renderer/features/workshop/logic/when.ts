import type { CivilDate } from '../../../../shared/domain/dates';

/** `9`, `9:30`, `09.30` or `9 Uhr` as hours and minutes `09:30`; null when it is no time. */
export function readTime(typed: string): string | null {
  const found = /^\s*(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(?:uhr|h)?\s*$/i.exec(typed);
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? '0')];
  if (hours > 23 || minutes > 59) return null;
  return `${two(hours)}:${two(minutes)}`;
}

/** A day and a time on this machine's clock as an instant with its offset. */
export function instantAt(date: CivilDate, time: string): string {
  const offset = -new Date(`${date}T${time}`).getTimezoneOffset();
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${date}T${time}:00${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}

/** An instant as day and time on this machine's clock; empty for none. */
export function dayAndTime(at: string | null): { readonly date: string; readonly time: string } {
  if (at === null) return { date: '', time: '' };
  const there = new Date(at);
  const date = [String(there.getFullYear()), two(there.getMonth() + 1), two(there.getDate())].join('-');
  return { date, time: `${two(there.getHours())}:${two(there.getMinutes())}` };
}

/** What is left on a timer as `4:05`; begun seconds count, so that it says 0:00 only when it is over. */
export function clockOf(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

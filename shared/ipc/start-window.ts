import { desktopErrorCodes, type DesktopErrorCode } from './errors';

const KEY = 'not-opened';

/** What the start window's address says when the workspace that was used last did not open. */
export function openingFailed(code: DesktopErrorCode): string {
  return `${KEY}=${code}`;
}

/** Reads it back; null when nothing failed. */
export function readOpeningFailed(fragment: string): DesktopErrorCode | null {
  const said = new URLSearchParams(fragment.replace(/^#/, '')).get(KEY);
  return desktopErrorCodes.find((code) => code === said) ?? null;
}

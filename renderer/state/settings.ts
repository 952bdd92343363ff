import { create } from 'zustand';
import { LANGUAGES, type Language } from '../i18n';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Notices that are shown until the person dismisses them, once on this device; what is offered is `away`. */
export type Notice = 'key-file' | 'key-browser' | 'insecure' | 'away';

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  /** `null` as long as nobody has chosen: then the window's width decides. */
  readonly railCollapsed: boolean | null;
  readonly dismissed: readonly Notice[];
  /** The board that calendar and record in the rail are about. */
  readonly lastBoard: string | null;
  /** How large the stage writes. */
  readonly stageSize: StageSize;
}

/** From usual to largest. */
export const STAGE_SIZES = [1, 2, 3] as const;
export type StageSize = (typeof STAGE_SIZES)[number];

const KEY = 'settings';
/** Before the names of everything that is kept so. Above `useSettings`, which reads as this file is loaded. */
const PREFIX = 'handschlag.';

/** How this window looks, kept on this device. Without a choice, language follows the system. */
export const useSettings = create<Settings>(() => restore(readStored(KEY)));

export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  // Only what is changed is written: another window may have changed the rest, and until somebody chooses a language, the
  // system's is followed.
  writeStored(KEY, { ...record(readStored(KEY)), ...change });
}

export function dismissNotice(notice: Notice): void {
  const { dismissed } = useSettings.getState();
  const elsewhere = restore(readStored(KEY)).dismissed;
  if (!dismissed.includes(notice))
    changeSettings({ dismissed: [...new Set([...dismissed, ...elsewhere, notice])] });
}

/** Puts the theme on the page; `system` leaves it to the media query. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** German where the system speaks German, else English. */
export function languageOfSystem(languages: readonly string[]): Language {
  const known = languages.map((each) =>
    LANGUAGES.find((language) => each.toLowerCase().startsWith(language)),
  );
  return known.find((each) => each !== undefined) ?? 'en';
}

function restore(stored: unknown): Settings {
  const kept = record(stored);
  return {
    language: languageOf(stored) ?? languageOfSystem([window.navigator.language]),
    theme: THEMES.find((theme) => theme === kept['theme']) ?? 'system',
    railCollapsed: typeof kept['railCollapsed'] === 'boolean' ? kept['railCollapsed'] : null,
    dismissed: Array.isArray(kept['dismissed']) ? (kept['dismissed'] as Notice[]) : [],
    lastBoard: typeof kept['lastBoard'] === 'string' ? kept['lastBoard'] : null,
    stageSize: STAGE_SIZES.find((size) => size === kept['stageSize']) ?? 1,
  };
}

function languageOf(stored: unknown): Language | null {
  return LANGUAGES.find((language) => language === record(stored)['language']) ?? null;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Small settings of this window. Storage may be forbidden or full: then they last as long as the page. */
export function readStored(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(PREFIX + key) ?? 'null');
  } catch {
    return null;
  }
}

/** Hears of what another window of this device has kept, or forgotten. */
export function onStored(listener: (key: string) => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length));
  });
}

/** `undefined` removes. */
export function writeStored(key: string, value: unknown): void {
  try {
    if (value === undefined) window.localStorage.removeItem(PREFIX + key);
    else window.localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    return;
  }
}

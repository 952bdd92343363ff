import type { Language } from '../../i18n';

/** The day of an instant on this machine's clock, in words: `Montag, 23. November 2026`. */
export function dayName(iso: string, language: Language): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(iso));
}

import type { Messages } from './en';

export type { Messages } from './en';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

const FILES: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
};
const known = new Map<Language, Messages>();

/** The words of a language if they are here. */
export function messagesOf(language: Language): Messages | null {
  return known.get(language) ?? null;
}

/** Fetches the words of a language: a page needs those of one, and the other ones are a tenth of the app. */
export async function fetchMessages(language: Language): Promise<Messages> {
  const messages = known.get(language) ?? (await FILES[language]());
  known.set(language, messages);
  return messages;
}

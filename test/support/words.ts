import { de } from '../../renderer/i18n/de';
import { en, type Messages } from '../../renderer/i18n/en';
import type { Language } from '../../renderer/i18n/messages';

/** The words of both languages at once, of which a page fetches one. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { en, de };

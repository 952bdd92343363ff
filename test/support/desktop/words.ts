import { createTranslator } from 'use-intl';
import type { Language, Messages } from '../../../renderer/i18n/messages';
import { MESSAGES } from '../words';

/** The words of an area of the screen, as the app itself has them: a label that is reworded breaks no test. */
export function wordsOf<Area extends keyof Messages>(language: Language, area: Area) {
  return createTranslator({ locale: language, messages: MESSAGES[language], namespace: area });
}

import { createTranslator } from 'use-intl/core';
import { formatOf, type Language, type Speech } from '../../../renderer/i18n';
import { isolating } from '../../../renderer/i18n/isolating';
import { MESSAGES } from '../../support/words';

const NAMES: Readonly<Record<string, string>> = { anna: 'Anna Berg', ben: 'Ben Kurz' };

/** A language with two people in it. */
export function speechIn(language: Language): Speech {
  const messages = MESSAGES[language];
  return {
    t: isolating(createTranslator({ locale: language, messages, namespace: 'decision' })),
    format: formatOf(language),
    nameOf: (id) => NAMES[id] ?? id,
  };
}

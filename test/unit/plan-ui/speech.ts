import { createTranslator } from 'use-intl/core';
import { formatOf, type Language } from '../../../renderer/i18n';
import { MESSAGES } from '../../../renderer/i18n/messages';
import type { Speech } from '../../../renderer/features/plan/logic/sentences';

const NAMES: Readonly<Record<string, string>> = { anna: 'Anna Berg', ben: 'Ben Kurz' };

/** A language with two people in it. */
export function speechIn(language: Language): Speech {
  const messages = MESSAGES[language];
  return {
    t: createTranslator({ locale: language, messages, namespace: 'decision' }),
    format: formatOf(language),
    nameOf: (id) => NAMES[id] ?? id,
  };
}

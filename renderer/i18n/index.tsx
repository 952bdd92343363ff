import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { I18nProvider } from 'react-aria-components';
import { formatOf, type Format } from './format';
import { isolating } from './isolating';
import { fetchMessages, messagesOf, type Language, type Messages } from './messages';

export { fetchMessages, LANGUAGES, type Language } from './messages';
export { formatOf, fractionDigits, type Format } from './format';
export {
  declinedSentence,
  historySentence,
  MISSING,
  promiseWords,
  returnPromiseWords,
  signedSentence,
  takesNote,
  type Speech,
  type Stated,
} from './sentences';
export { objectionWords, turnSentence } from './turn-sentence';
export { meantDay, moneyDoubt, parseDate, parseMoney, parseNumber } from './parse';

/** The words of one area, typed by its catalogue: `const t = useT('plan'); t('title')`. Values cannot turn them around. */
export const useT = ((area: Parameters<typeof useTranslations>[0]) => {
  const translate = useTranslations(area);
  return useMemo(() => isolating(translate), [translate]);
}) as typeof useTranslations;

const FormatContext = createContext<Format>(formatOf('en'));

/** Numbers, money and dates as this language writes them. */
export function useFormat(): Format {
  return useContext(FormatContext);
}

/**
 * Everything below speaks `language`, the page says so, and the desktop's menus follow. Until the words of another language
 * are here it goes on in the one before; whoever shows a page fetches its first one beforehand.
 */
export function Localised({ language: wanted, children }: { language: Language; children: ReactNode }) {
  const { language, messages } = useMessages(wanted);
  useEffect(() => {
    document.documentElement.lang = language;
    void window.desktop?.setLanguage(language);
  }, [language]);
  if (!messages) return null;
  return (
    <IntlProvider locale={language} messages={messages} timeZone={localZone()}>
      <FormatContext.Provider value={formatOf(language)}>
        <I18nProvider locale={language === 'de' ? 'de-DE' : 'en-GB'}>{children}</I18nProvider>
      </FormatContext.Provider>
    </IntlProvider>
  );
}

interface Spoken {
  readonly language: Language;
  /** Null before there are any. */
  readonly messages: Messages | null;
}

function useMessages(wanted: Language): Spoken {
  const [spoken, setSpoken] = useState<Spoken>({ language: wanted, messages: messagesOf(wanted) });
  useEffect(() => {
    let isGone = false;
    void fetchMessages(wanted).then((messages) => isGone || setSpoken({ language: wanted, messages }));
    return () => {
      isGone = true;
    };
  }, [wanted]);
  return spoken;
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

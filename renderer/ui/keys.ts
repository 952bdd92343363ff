import { useFormat, type Language } from '../i18n';

/** Machines of Apple's write their keys as signs. */
const IS_MAC = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

const SIGNS: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };
/** As they stand on a German keyboard. */
const GERMAN: Readonly<Record<string, string>> = { Ctrl: 'Strg', Shift: 'Umschalt' };

/** How a chord such as `Ctrl+Shift+7` is written on this machine, in this language. */
export function keyNames(chord: string, language: Language, isMac = IS_MAC): string {
  const keys = chord.split('+');
  if (isMac) return keys.map((key) => SIGNS[key] ?? key).join('');
  return keys.map((key) => (language === 'de' ? GERMAN[key] : undefined) ?? key).join('+');
}

export function useKeyNames(): (chord: string) => string {
  const { language } = useFormat();
  return (chord) => keyNames(chord, language);
}

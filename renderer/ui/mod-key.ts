import { useFormat, type Language } from '../i18n';

/** The name on the key for shortcuts: of a German keyboard, of any other one, of a Mac's. */
export function modKey(language: Language, platform: string): string {
  if (/mac|iphone|ipad/i.test(platform)) return '⌘';
  return language === 'de' ? 'Strg' : 'Ctrl';
}

/** {@link modKey} on this machine. */
export function useModKey(): string {
  return modKey(useFormat().language, window.navigator.platform);
}

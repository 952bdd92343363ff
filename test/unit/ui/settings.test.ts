import { afterAll, expect, test, vi } from 'vitest';

// Of the catalogues nothing is needed here, and what shows them wants a page.
vi.mock('../../../renderer/i18n', () => ({ LANGUAGES: ['de', 'en'] }));
const stored = new Map<string, string>();
vi.stubGlobal('window', {
  localStorage: {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  },
  navigator: { language: 'de-DE' },
});
afterAll(() => void vi.unstubAllGlobals());
const { changeSettings, dismissNotice } = await import('../../../renderer/state/settings');

test('[UI-43] of the settings a window writes what was changed in it, whatever another one did meanwhile', () => {
  const byAnother = { theme: 'dark', dismissed: ['away'] };
  stored.set('handschlag.settings', JSON.stringify(byAnother));
  const kept = () => JSON.parse(stored.get('handschlag.settings') ?? '') as unknown;
  changeSettings({ railCollapsed: true });
  expect(kept()).toEqual({ ...byAnother, railCollapsed: true });
  dismissNotice('key-file');
  expect(kept()).toMatchObject({ theme: 'dark', dismissed: ['away', 'key-file'] });
});

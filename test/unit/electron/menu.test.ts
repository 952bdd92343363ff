import { expect, test } from 'vitest';
import { menuTemplate } from '../../../electron/menu';

const labels = (language: 'de' | 'en') => {
  const flatten = (
    items: { label?: string; role?: string; type?: string; submenu?: unknown }[],
  ): (string | undefined)[] =>
    items.flatMap((item) =>
      item.type === 'separator'
        ? []
        : [item.label, ...(Array.isArray(item.submenu) ? flatten(item.submenu as typeof items) : [])],
    );
  return flatten(
    menuTemplate({ language, packaged: false, openStart: () => undefined }) as Parameters<typeof flatten>[0],
  );
};

test('every menu item has a label of its own in both languages', () => {
  const [de, en] = [labels('de'), labels('en')];
  expect(de).not.toContain(undefined);
  expect(en).not.toContain(undefined);
  expect(de).toHaveLength(en.length);
  expect(de.filter((label, index) => label === en[index])).toEqual([]);
});

test('the packed app shows no developer tools', () => {
  const packed = menuTemplate({ language: 'en', packaged: true, openStart: () => undefined });
  expect(JSON.stringify(packed)).not.toContain('toggleDevTools');
});

import { readFileSync } from 'node:fs';

export type Theme = 'light' | 'dark';

/** Colours by name, of one theme of tokens.css, with or without what high contrast changes. */
export function colours(theme: Theme, { highContrast = false } = {}): ReadonlyMap<string, string> {
  const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
  const found = declarations(blockAfter(css, ':root {'));
  if (highContrast)
    for (const [name, value] of declarations(blockAfter(css, '(prefers-contrast: more)')))
      found.set(name, value);
  const resolved = new Map<string, string>();
  for (const name of found.keys()) {
    const colour = resolve(name, found, theme);
    if (colour) resolved.set(name, colour);
  }
  return resolved;
}

/** WCAG 2 contrast of two colours `#rrggbb`. */
export function contrast(a: string, b: string): number {
  const [bright = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dark + 0.05);
}

function blockAfter(css: string, start: string): string {
  const from = css.indexOf(start);
  return css.slice(from, css.indexOf('\n}', from));
}

function declarations(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*([^;]*);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function resolve(name: string, all: ReadonlyMap<string, string>, theme: Theme): string | null {
  const value = all.get(name) ?? '';
  const own = new RegExp(`var\\(--${theme}, (#[0-9a-f]{6})\\)`).exec(value)?.[1];
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  return own ?? (other ? resolve(other, all, theme) : null);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

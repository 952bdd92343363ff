import { describe, expect, test } from 'vitest';
import { colours, contrast, type Theme } from './tokens';

const PAGE = [
  'surface',
  'surface-side',
  'surface-sunken',
  'surface-raised',
  'surface-hover',
  'surface-selected',
];
const STATES = [
  'draft',
  'in-review',
  'changes-requested',
  'declined',
  'agreed',
  'changed',
  'launched',
  'over',
];

/** What stands on what, as text. */
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ['text', [...PAGE, 'surface-pressed', 'danger-soft', 'warning-soft', 'info-soft']],
  ['text-quiet', [...PAGE, 'surface-pressed']],
  ['text-hint', ['surface', 'surface-side', 'surface-sunken', 'surface-raised', 'surface-hover']],
  [
    'accent-text',
    ['surface', 'surface-side', 'surface-sunken', 'surface-raised', 'surface-hover', 'surface-selected'],
  ],
  ['on-accent', ['accent', 'accent-hover', 'accent-pressed']],
  ['on-danger', ['danger-solid']],
  ['danger', ['surface', 'surface-raised', 'surface-hover', 'danger-soft']],
  ['warning', ['surface', 'warning-soft']],
  ['marketing', ['surface', 'marketing-soft']],
  ['sales', ['surface', 'sales-soft']],
  ['other', ['surface', 'other-soft']],
  ['on-state-changed', ['state-changed-solid']],
  ['state-in-review', ['state-in-review-soft']],
  ['state-agreed', ['state-agreed-soft']],
  ['state-launched', ['state-launched-soft']],
  ['state-over', ['other-soft']],
  ...STATES.map(
    (state) => [`state-${state}`, ['surface', 'surface-sunken', 'surface-raised', 'surface-hover']] as const,
  ),
];
/** Marks and frames. */
const SHAPES: readonly (readonly [string, readonly string[]])[] = [
  ['line-control', ['surface', 'surface-raised']],
  ['focus', PAGE],
  ['marketing', PAGE],
  ['sales', PAGE],
  ['other', PAGE],
];

describe.each<[Theme, boolean]>([
  ['light', false],
  ['dark', false],
  ['light', true],
  ['dark', true],
])('%s, high contrast %s', (theme, highContrast) => {
  const all = colours(theme, { highContrast });
  const between = (a: string, b: string) => contrast(all.get(a) ?? a, all.get(b) ?? b);

  test.each(TEXT.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    '[UI-2] %s on %s can be read',
    (text, ground) => expect(between(text, ground)).toBeGreaterThanOrEqual(4.5),
  );
  test.each(SHAPES.flatMap(([shape, grounds]) => grounds.map((ground) => [shape, ground] as const)))(
    '[UI-2] %s on %s can be seen',
    (shape, ground) => expect(between(shape, ground)).toBeGreaterThanOrEqual(3),
  );
});

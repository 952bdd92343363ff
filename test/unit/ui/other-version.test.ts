import { expect, it } from 'vitest';
import { otherOf } from '../../../renderer/ui/other-version';

const found = { mine: 'Frei ab Mai', theirs: 'Zweimal angerufen' };

it.each([
  ['what it lost to', 'Zweimal angerufen', { text: 'Zweimal angerufen', isKnown: true, isThere: true }],
  ['what was written since', 'Ab Juli', { text: 'Ab Juli', isKnown: false, isThere: true }],
  [
    'what it lost to, where one’s own is back',
    'Frei ab Mai',
    { text: 'Zweimal angerufen', isKnown: true, isThere: false },
  ],
  [
    'what it lost to, where all of it is gone',
    undefined,
    { text: 'Zweimal angerufen', isKnown: true, isThere: true },
  ],
])('[PLANUI-35] one’s own version is chosen against %s', (_, present, other) => {
  expect(otherOf(found, present)).toEqual(other);
});

it('[PLANUI-35] a list that says the same is the same', () => {
  const lists = { mine: ['Messe'], theirs: ['Radio', 'Print'] };
  expect(otherOf(lists, ['Radio', 'Print'])).toMatchObject({ isKnown: true, isThere: true });
});

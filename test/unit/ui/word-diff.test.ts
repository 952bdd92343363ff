import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { sideOf, wordDiff } from '../../../renderer/ui/word-diff';

const textOf = (changes: readonly { text: string }[]) => changes.map(({ text }) => text).join('');

describe('[PLANUI-6] texts are compared by words', () => {
  it('shows the word that changed and leaves the rest', () => {
    expect(wordDiff('Händler bis März anrufen', 'Händler bis April anrufen')).toEqual([
      { text: 'Händler bis ', kind: 'same' },
      { text: 'März', kind: 'removed' },
      { text: 'April', kind: 'added' },
      { text: ' anrufen', kind: 'same' },
    ]);
  });

  it('has both texts whole on their sides, whatever they are', () => {
    const text = fc.array(fc.constantFrom('Wärme', 'pumpe', ' ', '\n', ',', 'ab', '🏠'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        const changes = wordDiff(before, after);
        expect(textOf(sideOf(changes, 'before'))).toBe(before);
        expect(textOf(sideOf(changes, 'after'))).toBe(after);
      }),
    );
  });

  it('sets two whole texts against each other when there is nothing in common to find in time', () => {
    const words = (seed: string) => Array.from({ length: 3000 }, (_, i) => `${seed}${i}`).join(' ');
    expect(wordDiff(words('a'), words('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

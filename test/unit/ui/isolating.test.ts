import { createTranslator } from 'use-intl';
import { describe, expect, it } from 'vitest';
import { isolating } from '../../../renderer/i18n/isolating';
import { LANGUAGES } from '../../../renderer/i18n/messages';
import { MESSAGES } from '../../support/words';

describe.each(LANGUAGES)('[UI-36] sentences in %s', (locale) => {
  const bare = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'decision' });
  const t = isolating(bare);

  it('keep their direction whatever a title holds', () => {
    const sentence = t('sentence.submit', { name: 'Anna', title: 'Messe \u202e.tsgeilpmi' });
    expect(sentence).toContain('\u2068Messe [U+202E].tsgeilpmi\u2069');
    expect(sentence).not.toContain('\u202e');
  });

  it('[UI-52] show a quotation within a quotation by single marks', () => {
    const inner = locale === 'de' ? '‚Warm‘' : '‘Warm’';
    for (const title of ['Die Aktion "Warm"', 'Die Aktion „Warm“', 'Die Aktion “Warm”'])
      expect(t('sentence.submit', { name: 'Anna', title })).toContain(`Die Aktion ${inner}`);
    expect(t('sentence.decline', { name: 'Anna', title: 'Messe', because: 'yes', note: '"Nein"' })).toContain(
      '"Nein"',
    );
  });

  it.each([
    ['Regal 19" und "Warm"', 'Regal 19" und <Warm>'],
    ['"a "b" c"', '<a <b> c>'],
    ['„a „b“ c“', '<a <b> c>'],
    ['"Ja 🙂" ("Nein")', '<Ja 🙂> (<Nein>)'],
    ['Ende"', 'Ende"'],
  ])('[UI-52] pair the marks of %j', (title, shown) => {
    const [open, close] = locale === 'de' ? ['‚', '‘'] : ['‘', '’'];
    const expected = shown.replaceAll('<', open).replaceAll('>', close);
    expect(t('sentence.submit', { name: 'Anna', title })).toContain(expected);
  });

  it('[UI-52] do so in a text with links in it as well', () => {
    const record = isolating(createTranslator({ locale, messages: MESSAGES[locale], namespace: 'record' }));
    const said = record.rich('deleted.line', {
      name: 'Anna',
      title: 'Aktion „Warm“',
      plan: (parts) => parts,
    });
    const inner = locale === 'de' ? '„Aktion ‚Warm‘“' : '“Aktion ‘Warm’”';
    expect(JSON.stringify(said)).toContain(inner);
  });

  it('say what they said of ordinary titles', () => {
    const values = { name: 'Anna', title: 'Messe' };
    expect(t('sentence.submit', values)).toBe(bare('sentence.submit', values));
    expect(t.has('sentence.submit')).toBe(true);
  });
});

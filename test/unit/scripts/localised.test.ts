import { describe, expect, test } from 'vitest';
import { compareCatalogues, unlocalisedText } from '../../../scripts/checks/localised.mjs';
import { messageParams } from '../../../scripts/checks/message-params.mjs';

describe('wording in the code', () => {
  test.each([
    ['<p>Speichern</p>', ['Speichern']],
    ['<button title="Save">+</button>', ['Save']],
    ['<input placeholder={"Titel"} aria-label={`Feld ${n}`} />', ['Titel', 'Feld']],
    ['<p>{ok ? "Ja" : t("no")}</p>', ['Ja']],
    ['<p>{name || "niemand"}</p>', ['niemand']],
    ['<p>{t("saved")}</p>', []],
    ['<p className="Big" data-kind="plan">{count} · 5 %</p>', []],
    ['<h1>Handschlag</h1>', []],
  ])('%s', (jsx, texts) => {
    expect(unlocalisedText('a.tsx', `const a = ${jsx};`).map(({ text }) => text)).toEqual(texts);
  });
});

describe('what a message asks for', () => {
  test.each([
    ['plain', []],
    ['{name} and {count, number}', ['count', 'name']],
    ['{n, plural, =0 {none} one {# plan} other {# plans of {who}}}', ['n', 'who']],
    ['{n, plural, one {Plan} other {Plans}}', ['n']],
    ['{kind, select, a {A} other {B}}', ['kind (select)']],
    ["it''s '{not}' an argument", []],
    ['<b>{name}</b><br/>', ['<b>', '<br>', 'name']],
    ['{share, number, ::percent}', ['share']],
  ])('%s', (message, params) => expect(messageParams(message)).toEqual(params));

  test.each(['{', '{n, plural, one {x}', '{name'])('%j is no message', (message) => {
    expect(() => messageParams(message)).toThrow(/ in: /);
  });

  test('both languages must ask for the same', () => {
    const en = new Map([
      ['a', '{n} plans'],
      ['b', 'x'],
      ['c', 'x'],
    ]);
    const de = new Map([
      ['a', '{m} Pläne'],
      ['c', 'y'],
      ['d', 'y'],
    ]);
    expect(compareCatalogues(en, de)).toEqual([
      'b: only in the first',
      'a: asks for {n} and {m}',
      'd: only in the second',
    ]);
  });
});

import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BriefView } from '../../../renderer/ui/BriefView';
import { softHyphens } from '../../../renderer/ui/soft-hyphens';
import { briefReadOut, briefText } from '../../../shared/domain/brief';
import type { Json } from '../../../shared/domain/json';

const html = (brief: Json) =>
  renderToStaticMarkup(<BriefView brief={brief} />).replace(/ class="[^"]*"/g, '');
const p = (...children: Json[]): Json => ({ type: 'paragraph', children });
const link = (text: string, href: string): Json => ({ text, marks: { link: { href } } });

describe('[PLANUI-21] the brief of a version is read as it was written', () => {
  it('strikes through what was struck through', () => {
    expect(
      html([p({ text: 'unsere Kunden ' }, { text: 'warten', marks: { strike: {} } }, { text: ' handeln' })]),
    ).toBe('<div><p>unsere Kunden <s>warten</s> handeln</p></div>');
  });

  it('nests lists, and numbers them as written', () => {
    const item = (...children: Json[]): Json => ({ type: 'listItem', children });
    const inner = { type: 'orderedList', attrs: { start: 3 }, children: [item(p({ text: 'b' }))] };
    expect(html([{ type: 'bulletList', children: [item(p({ text: 'a' }), inner)] }])).toBe(
      '<div><ul><li><p>a</p><ol start="3"><li><p>b</p></li></ol></li></ul></div>',
    );
  });

  it('keeps headings, quotes, code, rules, line breaks and marks within one another', () => {
    const brief: Json = [
      { type: 'heading', attrs: { level: 2 }, children: [{ text: 'H' }] },
      { type: 'blockquote', children: [p({ text: 'Q' })] },
      { type: 'codeBlock', children: [{ text: 'C' }] },
      { type: 'horizontalRule' },
      p(
        { text: 'x', marks: { bold: {}, italic: {} } },
        { type: 'hardBreak' },
        { text: 'y', marks: { underline: {} } },
      ),
    ];
    expect(html(brief)).toBe(
      '<div><h5>H</h5><blockquote><p>Q</p></blockquote><pre>C</pre><hr/><p><em><strong>x</strong></em><br/><u>y</u></p></div>',
    );
  });

  it('[UI-51] lets long words be broken between syllables, but no code and no address', () => {
    const long = 'Beratungsgutscheine';
    expect(html([p({ text: long })])).toBe(`<div><p>${softHyphens(long)}</p></div>`);
    expect(html([p({ text: long, marks: { code: {} } })])).toContain(`<code>${long}</code>`);
    expect(html([p(link('hier', `https://example.com/${long}`))])).toContain(
      `href="https://example.com/${long}"`,
    );
  });

  it('shows where a link leads, and follows only pages, mails and calls', () => {
    expect(html([p(link('hier', 'https://example.com/a'))])).toContain('href="https://example.com/a"');
    expect(html([p(link('hier', 'https://example.com/a'))])).toContain(
      '<span> (https://example.com/a)</span>',
    );
    for (const href of [
      'javascript:alert(1)',
      'JaVaScRiPt:1',
      'data:text/html,x',
      'file:///etc',
      ' javascript:1',
      '/x',
    ]) {
      const shown = html([p(link('hier', href))]);
      expect(shown).not.toContain('<a');
      expect(shown).toContain(href);
    }
  });

  it('says in words what no look shows', () => {
    expect(html([{ type: 'video', attrs: { src: 'x' }, children: [{ text: 'Film' }] }])).toContain(
      '[video {',
    );
    expect(html([p({ text: 'x', marks: { comment: { id: 1 } } })])).toContain('[comment {');
    expect(html('kein Briefing')).toContain('kein Briefing');
  });

  it('shows every word that the text of a brief has', () => {
    const brief = [
      p({ text: 'Eins' }),
      { type: 'unknown', children: [p({ text: 'Zwei' }, link('Drei', 'x:y'))] },
    ];
    for (const word of [...briefText(brief).split('\n'), '(x:y)', '[unknown]']) {
      expect(html(brief)).toContain(word.replace('Drei', ''));
      expect(briefReadOut(brief)).toContain(word.replace('Drei', ''));
    }
  });
});

import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/domain/json';
import { briefFromJson } from '../../../shared/doc/brief-writer';
import { BRIEF_SCHEMA, isRepresentable } from '../../../renderer/features/plan/brief/schema';

function fragmentOf(brief: Json): Y.XmlFragment {
  const fragment = briefFromJson(brief);
  new Y.Doc().getMap('plans').set('brief', fragment);
  return fragment;
}

describe('[PLANUI-1] only a brief that the editor can show is bound to it', () => {
  it.each<[string, Json]>([
    ['nothing', []],
    ['a paragraph', [{ type: 'paragraph', children: [{ text: 'Händler' }] }]],
    [
      'marks',
      [
        {
          type: 'paragraph',
          children: [{ text: 'fett', marks: { bold: {}, link: { href: 'https://a.de' } } }],
        },
      ],
    ],
    [
      'lists and headings',
      [
        { type: 'heading', attrs: { level: 2 }, children: [{ text: 'Ablauf' }] },
        { type: 'bulletList', children: [{ type: 'listItem', children: [{ type: 'paragraph' }] }] },
      ],
    ],
  ])('binds %s', (_what, brief) => {
    expect(isRepresentable(fragmentOf(brief), BRIEF_SCHEMA)).toBe(true);
  });

  it.each<[string, Json]>([
    ['a node of a later version', [{ type: 'table' }]],
    ['a mark of a later version', [{ type: 'paragraph', children: [{ text: 'x', marks: { glow: {} } }] }]],
    ['text where a block belongs', [{ text: 'x' }]],
    ['a block where text belongs', [{ type: 'paragraph', children: [{ type: 'heading' }] }]],
  ])('does not bind %s', (_what, brief) => {
    expect(isRepresentable(fragmentOf(brief), BRIEF_SCHEMA)).toBe(false);
  });

  it('does not bind embedded objects', () => {
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText();
    text.insertEmbed(0, { image: 'x' });
    paragraph.insert(0, [text]);
    const fragment = fragmentOf([]);
    fragment.insert(0, [paragraph]);
    expect(isRepresentable(fragment, BRIEF_SCHEMA)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import type { Plugin } from '@tiptap/pm/state';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import type { DecorationSet } from '@tiptap/pm/view';
import { HYPHENS } from '../../../renderer/features/plan/brief/hyphens';
import { BRIEF_SCHEMA } from '../../../renderer/features/plan/brief/schema';
import { softHyphens } from '../../../renderer/ui/soft-hyphens';

const WORD = 'Wärmepumpenoffensive';

type Made = Record<string, unknown>;
const text = (words: string, ...marks: string[]) => ({
  type: 'text',
  text: words,
  marks: marks.map((type) => ({ type })),
});
const block = (type: string, ...content: Made[]) => ({ type, content });
const paragraph = (...content: Made[]) => block('paragraph', ...content);

function open(...content: Made[]): EditorState {
  const add = HYPHENS.config.addProseMirrorPlugins as () => Plugin[];
  const doc = BRIEF_SCHEMA.nodeFromJSON({ type: 'doc', content });
  return EditorState.create({ doc, plugins: add() });
}

/** The text with its hyphens, blocks apart. */
function shown(state: EditorState): string {
  const plugin = state.plugins[0];
  const set = plugin?.props.decorations?.call(plugin, state) as DecorationSet;
  const behind = new Set(set.find().map(({ to }) => to));
  let drawn = '';
  state.doc.descendants((node, at) => {
    if (node.isTextblock && at > 0) drawn += '|';
    if (!node.isText) return;
    for (let index = 0; index < node.nodeSize; index++)
      drawn += (node.text ?? '').charAt(index) + (behind.has(at + index + 1) ? '\u00AD' : '');
  });
  return drawn;
}

const enter = (state: EditorState, at: number, meta: 'focus' | 'blur' = 'focus') =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)).setMeta(meta, {}));

describe('[UI-51] hyphens of a brief that is written', () => {
  const two = () => open(paragraph(text(WORD)), paragraph(text(`Die ${WORD} kommt`)));

  test('stand where those of a text that is read stand, in no code, and through marks', () => {
    expect(shown(two())).toBe(`${softHyphens(WORD)}|Die ${softHyphens(WORD)} kommt`);
    const mixed = open(
      paragraph(text('Wärmepum', 'bold'), text('penoffensive')),
      block('codeBlock', text(WORD)),
      paragraph(text(WORD, 'code'), text(' ok')),
      paragraph(text('Eine '), { type: 'hardBreak' }, text(WORD)),
    );
    const word = softHyphens(WORD);
    expect(shown(mixed)).toBe(`${word}|${WORD}|${WORD} ok|Eine ${word}`);
  });

  test('are not in the document, and none is in the word in which one is', () => {
    const before = two();
    const words = before.doc.textContent;
    const inside = enter(before, 5);
    expect(shown(inside)).toBe(`${WORD}|Die ${softHyphens(WORD)} kommt`);
    expect(shown(enter(inside, 30))).toBe(`${softHyphens(WORD)}|Die ${WORD} kommt`);
    expect(shown(enter(inside, 5, 'blur'))).toBe(shown(before));
    expect(inside.doc.textContent).toBe(words);
  });

  test('come and go with what is typed, pasted and taken out', () => {
    const inside = enter(two(), 25);
    const typed = inside.apply(inside.tr.insertText('Finanzierungsgesellschaft ', 23));
    expect(shown(typed)).toBe(
      `${softHyphens(WORD)}|${softHyphens('Finanzierungsgesellschaft')} Die ${softHyphens(WORD)} kommt`,
    );
    const split = typed.apply(typed.tr.split(40));
    expect(shown(split)).toBe(softHyphens(split.doc.textBetween(0, split.doc.content.size, '|')));
    const joined = split.apply(split.tr.delete(2, 20));
    expect(shown(joined)).toBe(softHyphens(joined.doc.textBetween(0, joined.doc.content.size, '|')));
    const all = joined.apply(joined.tr.replaceWith(0, joined.doc.content.size, two().doc.content));
    expect(shown(enter(all, 1, 'blur'))).toBe(shown(two()));
  });
});

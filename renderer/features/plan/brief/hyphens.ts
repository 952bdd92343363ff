import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { hyphenPlaces } from '../../../ui/soft-hyphens';
import styles from './brief.module.css';

/** A longer brief has no hyphens while it is written: what a colleague types has all of them looked for anew. */
const MOST = 50_000;
/** Stands for what is no word. */
const NO_WORD = '\ufffc';

interface Hyphens {
  readonly set: DecorationSet;
  /** Whether somebody is in the brief. */
  readonly isIn: boolean;
}

const key = new PluginKey<Hyphens>('hyphens');

/**
 * Long words of a brief that is written are broken with a hyphen, as where it is read. The hyphen is neither in the document nor
 * in the page's text: a style puts it behind a letter, so that it is no step for the caret and is never copied. The word in
 * which somebody is has none, lest what he types, or an input method puts together, is taken apart under his hands.
 */
export const HYPHENS = Extension.create({
  name: 'hyphens',
  addProseMirrorPlugins: () => [
    new Plugin<Hyphens>({
      key,
      state: {
        init: (_config, { doc }) => ({ set: allIn(doc), isIn: false }),
        apply: (change, { set, isIn }) => ({
          set: change.docChanged ? afterChange(change, set) : set,
          isIn: change.getMeta('focus') ? true : change.getMeta('blur') ? false : isIn,
        }),
      },
      props: { decorations: shownIn },
    }),
  ],
});

function shownIn(state: EditorState): DecorationSet {
  const { set, isIn } = key.getState(state) ?? { set: DecorationSet.empty, isIn: false };
  const { $head, empty } = state.selection;
  if (!isIn || !empty || !$head.parent.isTextblock) return set;
  const text = textOf($head.parent);
  const before = /\p{L}*$/u.exec(text.slice(0, $head.parentOffset))?.[0].length ?? 0;
  const after = /^\p{L}*/u.exec(text.slice($head.parentOffset))?.[0].length ?? 0;
  return before + after === 0 ? set : set.remove(set.find($head.pos - before, $head.pos + after));
}

function allIn(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  if (doc.content.size <= MOST)
    doc.descendants((node, at) => {
      if (node.isTextblock) found.push(...hyphensOf(node, at));
      return !node.isTextblock;
    });
  return DecorationSet.create(doc, found);
}

/** Only where something changed is anything looked for again. */
function afterChange({ doc, mapping }: Transaction, before: DecorationSet): DecorationSet {
  const { size } = doc.content;
  if (size > MOST) return DecorationSet.empty;
  if (before === DecorationSet.empty) return allIn(doc);
  let set = before.map(mapping, doc);
  mapping.maps.forEach((map, index) => {
    const later = mapping.slice(index + 1);
    map.forEach((_from, _to, start, end) => {
      const [from, to] = [later.map(start, -1), later.map(end, 1)];
      doc.nodesBetween(Math.max(0, from - 1), Math.min(size, to + 1), (node, at) => {
        if (!node.isTextblock) return true;
        set = set.remove(set.find(at, at + node.nodeSize)).add(doc, hyphensOf(node, at));
        return false;
      });
    });
  });
  return set;
}

function hyphensOf(block: Node, at: number): Decoration[] {
  if (block.type.spec.code) return [];
  return hyphenPlaces(textOf(block)).map((place) =>
    Decoration.inline(at + place, at + place + 1, { class: styles['hyphen'] ?? '' }),
  );
}

/** As long as the block's content; code is no word. */
function textOf(block: Node): string {
  let text = '';
  block.forEach((node) => {
    const isCode = node.marks.some(({ type }) => type.spec.code === true);
    text += node.isText && !isCode ? (node.text ?? '') : NO_WORD.repeat(node.nodeSize);
  });
  return text;
}

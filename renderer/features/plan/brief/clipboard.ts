import { Extension } from '@tiptap/core';
import { DOMParser as SliceParser, Fragment, Slice, type Mark, type ResolvedPos } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { addressesIn } from './addresses';
import { pastedHtml, pastedText, textAsHtml } from './pasted';

/**
 * What is pasted keeps its structure, and an address that a person has typed becomes a link with the blank or the Enter
 * behind it. What others type is left alone: it is their writing.
 */
export const CLIPBOARD = Extension.create({
  name: 'clipboard',
  priority: 1000,
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { state, view } = this.editor;
        const linked = state.selection.empty ? linkBefore(state, state.selection.from) : null;
        if (linked) view.dispatch(linked);
        return false;
      },
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        transformPastedHTML: pastedHtml,
        transformPastedText: (text, _plain, view) => (isInCode(view.state) ? text : pastedText(text)),
        clipboardTextParser: (text, context, plain, view) => {
          const html = textAsHtml(text);
          return sliceOf(plain ? html : pastedHtml(html), context, view);
        },
        handleTextInput: (view, from, to, text) => {
          const linked = /^\s$/u.test(text) && from === to ? linkBefore(view.state, from) : null;
          if (!linked) return false;
          view.dispatch(linked.insertText(text, from).scrollIntoView());
          return true;
        },
      },
    }),
  ],
});

function isInCode({ selection }: EditorState): boolean {
  return selection.$from.parent.type.spec.code === true;
}

/** Text that is pasted is as bold as what it is pasted into. */
function sliceOf(html: string, context: ResolvedPos, view: EditorView) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const parser = SliceParser.fromSchema(view.state.schema);
  const slice = parser.parseSlice(page.body, { preserveWhitespace: true, context });
  return new Slice(marked(slice.content, context.marks()), slice.openStart, slice.openEnd);
}

function marked(content: Fragment, marks: readonly Mark[]): Fragment {
  const nodes = content.content.map((node) =>
    node.isText
      ? node.mark(marks.reduce((set, mark) => mark.addToSet(set), node.marks))
      : node.copy(marked(node.content, marks)),
  );
  return Fragment.fromArray(nodes);
}

/** Makes a link of the address that ends at a place; null where none does. */
function linkBefore({ doc, schema, tr }: EditorState, at: number): Transaction | null {
  const place = doc.resolve(at);
  const link = schema.marks['link'];
  const { parent, parentOffset } = place;
  if (!link || !parent.isTextblock || parent.type.spec.code) return null;
  const before = parent.textBetween(0, parentOffset, undefined, '\ufffc');
  const address = addressesIn(before).at(-1);
  // Between it and the place there is nothing but what ends a sentence, a bracket or a quotation.
  if (!address || /[\p{L}\p{N}\s\ufffc]/u.test(before.slice(address.end))) return null;
  const [from, to] = [place.start() + address.start, place.start() + address.end];
  const isTaken = doc.rangeHasMark(from, to, link) || hasCode(place.marks());
  return isTaken ? null : tr.addMark(from, to, link.create({ href: address.href }));
}

function hasCode(marks: readonly Mark[]): boolean {
  return marks.some((mark) => mark.type.spec.code === true);
}

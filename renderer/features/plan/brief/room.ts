import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { BRIEF_LIMIT } from '../../../../shared/domain/validate';

/**
 * Takes what is typed or pasted while there is room for it. What the document says is shown whatever its length, and
 * what makes a brief shorter is always taken.
 *
 * @param full is told of something that was not taken
 */
export function roomInBrief(full: () => void): Plugin {
  return new Plugin({
    filterTransaction: (change, { doc }) => {
      const size = change.doc.content.size;
      const isOwn = change.docChanged && change.getMeta(ySyncPluginKey) === undefined;
      if (!isOwn || size <= BRIEF_LIMIT || size <= doc.content.size) return true;
      full();
      return false;
    },
  });
}

import { Extension } from '@tiptap/core';
import { yCursorPlugin, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import { z } from 'zod';
import { Plugin } from '@tiptap/pm/state';
import { BRIEF_LIMIT } from '../../../../shared/domain/validate';
import type { BriefBinding, Person } from '../../../client';
import styles from './brief.module.css';

interface BindingOptions {
  readonly brief: BriefBinding;
  readonly personOf: (clientId: number) => Person | undefined;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Called when something was typed or pasted that does not fit. */
  readonly full: () => void;
}

const itemId = z.looseObject({ client: z.number(), clock: z.number() });
/** A caret inside a nested type. One that names a root type is not in this brief. */
const position = z.looseObject({
  type: itemId.nullish(),
  item: itemId.nullish(),
  tname: z.null().optional(),
});
const caretState = z.looseObject({ cursor: z.looseObject({ anchor: position, head: position }) });

/** Binds the editor to a brief of the document: text, carets of the others, and the board's own undo. */
export function briefBinding({ brief, personOf, undo, redo, full }: BindingOptions) {
  const undone = (step: () => void) => () => {
    step();
    return true;
  };
  return Extension.create({
    name: 'briefBinding',
    priority: 1000,
    addKeyboardShortcuts: () => ({
      'Mod-z': undone(undo),
      'Mod-y': undone(redo),
      'Shift-Mod-z': undone(redo),
    }),
    addProseMirrorPlugins: () => [
      roomInBrief(full),
      ySyncPlugin(brief.fragment),
      yCursorPlugin(brief.awareness, {
        awarenessStateFilter: (own: number, clientId: number, state: unknown) =>
          own !== clientId && personOf(clientId) !== undefined && caretState.safeParse(state).success,
        cursorBuilder: (_user: unknown, clientId: number) => caretOf(personOf(clientId)),
        selectionBuilder: (_user: unknown, clientId: number) => selectionOf(personOf(clientId)),
      }),
    ],
  });
}

/** A colleague's caret with name, in the colour of the department. */
function caretOf(person: Person | undefined): HTMLElement {
  const caret = document.createElement('span');
  caret.className = styles['caret'] ?? '';
  caret.dataset['department'] = person?.department ?? 'other';
  const name = document.createElement('span');
  name.className = styles['caretName'] ?? '';
  name.textContent = person?.name ?? '';
  caret.append('\u2060', name, '\u2060');
  return caret;
}

function selectionOf(person: Person | undefined): Record<string, string> {
  return { class: styles['selection'] ?? '', 'data-department': person?.department ?? 'other' };
}

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

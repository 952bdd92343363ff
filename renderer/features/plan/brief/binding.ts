import { Extension } from '@tiptap/core';
import { yCursorPlugin, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import { z } from 'zod';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { BRIEF_LIMIT } from '../../../../shared/domain/validate';
import type { BriefBinding, Person } from '../../../client';
import styles from './brief.module.css';

interface BindingOptions {
  readonly brief: BriefBinding;
  readonly personOf: (clientId: number) => Person | undefined;
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
const syncState = z.looseObject({ isChangeOrigin: z.boolean() });
const caretState = z.looseObject({ cursor: z.looseObject({ anchor: position, head: position }) });

/** Binds the editor to a brief of the document: text, and carets of the others. Undo is the board's own, and none of the editor's. */
export function briefBinding({ brief, personOf, full }: BindingOptions) {
  return Extension.create({
    name: 'briefBinding',
    priority: 1000,
    addProseMirrorPlugins: () => [
      roomInBrief(full),
      syncPlugin(brief.fragment),
      yCursorPlugin(brief.awareness, {
        awarenessStateFilter: (own: number, clientId: number, state: unknown) =>
          own !== clientId && personOf(clientId) !== undefined && caretState.safeParse(state).success,
        cursorBuilder: (_user: unknown, clientId: number) => caretOf(personOf(clientId)),
        selectionBuilder: (_user: unknown, clientId: number) => selectionOf(personOf(clientId)),
      }),
    ],
  });
}

/**
 * y-tiptap compares editor and document after every click. It would give a brief that undo has emptied its paragraph back, as
 * if a person had written it. So it looks only after a person has changed something.
 */
function syncPlugin(fragment: BriefBinding['fragment']): Plugin {
  const plugin: Plugin = ySyncPlugin(fragment);
  const bind = plugin.spec.view;
  plugin.spec.view = (editor: EditorView) => {
    const bound = bind?.(editor) ?? {};
    return {
      ...bound,
      update: (now: EditorView, before: EditorState) => {
        const { isChangeOrigin } = syncState.parse(ySyncPluginKey.getState(now.state));
        if (now.state.doc !== before.doc && !isChangeOrigin) bound.update?.(now, before);
      },
    };
  };
  return plugin;
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

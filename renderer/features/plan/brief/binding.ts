import { Extension } from '@tiptap/core';
import { yCursorPlugin, ySyncPlugin } from '@tiptap/y-tiptap';
import { z } from 'zod';
import type { BriefBinding, Person } from '../../../client';
import { caretOf, selectionOf } from './carets';
import { roomInBrief } from './room';

interface BindingOptions {
  readonly brief: BriefBinding;
  readonly personOf: (clientId: number) => Person | undefined;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Something was typed or pasted for which there is no room. */
  readonly full: () => void;
}

const itemId = z.looseObject({ client: z.number(), clock: z.number() });
/** A caret inside a nested type: names of root types have no business here. */
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

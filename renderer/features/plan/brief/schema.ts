import { getSchema } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import type { Schema } from '@tiptap/pm/model';

/**
 * What a brief can hold. Nothing here may write by itself: no own undo (the session's counts), no trailing
 * paragraph, no links made out of what others type.
 */
export const BRIEF_EXTENSIONS = [
  StarterKit.configure({
    undoRedo: false,
    trailingNode: false,
    heading: { levels: [1, 2, 3] },
    link: { autolink: false, openOnClick: false, defaultProtocol: 'https' },
  }),
];

export const BRIEF_SCHEMA: Schema = getSchema(BRIEF_EXTENSIONS);

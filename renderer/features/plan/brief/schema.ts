import { getSchema } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import type { Schema } from '@tiptap/pm/model';
import type { XmlElement, XmlFragment, XmlHook, XmlText } from 'yjs';

/**
 * What a brief can hold. Nothing here may write by itself: no undo of the editor's own (the board has one), no trailing
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

/** A node in the JSON that ProseMirror reads. */
interface NodeJson {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly NodeJson[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string; readonly attrs: unknown }[];
}

/**
 * Whether the editor can show a brief as it is. The editor's binding deletes from the document whatever its
 * schema lacks, so anything else must never be bound ([PLANUI-1]).
 */
export function isRepresentable(fragment: XmlFragment, schema: Schema): boolean {
  try {
    const content = fragment.toArray().flatMap(nodes);
    if (content.length === 0) return true;
    schema.nodeFromJSON({ type: 'doc', content }).check();
    return true;
  } catch {
    return false;
  }
}

function nodes(node: XmlElement | XmlText | XmlHook): NodeJson[] {
  if ('toDelta' in node) return runs(node);
  if (!('nodeName' in node)) throw new TypeError('a hook');
  return [{ type: node.nodeName, attrs: node.getAttributes(), content: node.toArray().flatMap(nodes) }];
}

function runs(text: XmlText): NodeJson[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.map(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') throw new TypeError('an embedded object');
    // Marks that may overlap carry a hash after two dashes.
    const marks = Object.entries(attributes).map(([name, attrs]) => ({
      type: name.replace(/--.*$/, ''),
      attrs,
    }));
    return { type: 'text', text: insert, marks };
  });
}

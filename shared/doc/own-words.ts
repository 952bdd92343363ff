import * as Y from 'yjs';
import { normaliseBrief } from '../domain/brief';
import { isJsonObject, type Json } from '../domain/json';
import { briefJson, briefOf } from './board-doc';

/** Stands for each character that somebody wrote himself. It is of no language; whoever types it all the same is given {@link OTHER}. */
export const OWN = '\uE000';
const OTHER = '\uE001';

/**
 * A plan's brief as a version has it, with {@link OWN} in place of every character that these clients have inserted: whatever becomes text
 * of the one becomes text of the other, place by place. Null where that cannot be told.
 */
export function briefWithOwn(doc: Y.Doc, planId: string, isOwn: (clientId: number) => boolean): Json | null {
  const brief = briefOf(doc, planId);
  if (!brief) return null;
  const own = ownIn(brief, isOwn);
  let at = 0;
  const masked = (node: Json): Json => {
    if (!isJsonObject(node)) return node;
    const { text, children } = node;
    if (Array.isArray(children)) return { ...node, children: children.map(masked) };
    if (typeof text !== 'string') return node;
    const from = at;
    at += text.length;
    const shown = (sign: string | undefined) => (sign === OWN ? OTHER : sign);
    return {
      ...node,
      text: [...Array(text.length).keys()].map((i) => (own[from + i] ? OWN : shown(text[i]))).join(''),
    };
  };
  const all = briefJson(brief).map(masked);
  // What lies too deep to be told is in the one and not in the other.
  return at === own.length ? normaliseBrief(all) : null;
}

/** Of every character of a brief in its order, whether it is theirs. */
function ownIn(parent: Y.XmlFragment | Y.XmlText, isOwn: (clientId: number) => boolean): boolean[] {
  const own: boolean[] = [];
  for (let item = parent._start; item !== null; item = item.right) {
    const { content, deleted, id } = item;
    if (deleted) continue;
    if (content instanceof Y.ContentString)
      for (let at = 0; at < content.str.length; at += 1) own.push(isOwn(id.client));
    else if (content instanceof Y.ContentType) {
      const { type } = content;
      if (type instanceof Y.XmlText || type instanceof Y.XmlElement)
        for (const each of ownIn(type, isOwn)) own.push(each);
    }
  }
  return own;
}

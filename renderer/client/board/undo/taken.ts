import * as Y from 'yjs';
import { briefOf } from '../../../../shared/doc/board-doc';
import type { Change } from './changes';

const BRIEF = 'brief';

/** Words that went out of a brief, and where Yjs had them: it may forget what they said. */
export interface Taken {
  readonly id: Y.ID;
  readonly text: string;
  /** The paragraph. */
  readonly parent: unknown;
}

/** What a transaction takes out of the briefs in which it changes something. */
export function takenIn(transaction: Y.Transaction, changes: readonly Change[]): Taken[] {
  const { doc } = transaction;
  const ids = new Set(changes.flatMap(({ part, id }) => (part === BRIEF ? [id] : [])));
  const briefs = [...ids].flatMap((id) => briefOf(doc, id) ?? []);
  const taken: Taken[] = [];
  if (briefs.length > 0)
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
      const { id, parent, content } = struct;
      if (briefs.some((brief) => Y.isParentOf(brief, struct))) taken.push({ id, text: content.str, parent });
    });
  return taken;
}

/** What a step took out of a brief and could not bring back; what it had put in itself does not count. */
export function wordsLeft(
  doc: Y.Doc,
  taken: readonly Taken[],
  insertions: Y.UndoManager['undoStack'][number]['insertions'],
): string {
  let words = '';
  let latest: unknown = null;
  for (const { id, text, parent } of taken) {
    const left = Y.isDeleted(insertions, id) ? '' : leftOf(doc, id, text);
    if (left === '') continue;
    words += (latest === null || latest === parent ? '' : ' ') + left;
    latest = parent;
  }
  return words;
}

/** What of a text that was taken out does not stand there again. */
function leftOf(doc: Y.Doc, { client, clock }: Y.ID, text: string): string {
  let left = '';
  for (let at = 0; at < text.length;) {
    const { isThere, length } = followed(doc, Y.createID(client, clock + at));
    const part = text.slice(at, at + length);
    if (!isThere) left += part;
    at += part.length;
  }
  return left;
}

/** Where Yjs has put something back, if it has: it also puts things into what is gone by now. */
function followed(doc: Y.Doc, id: Y.ID): { readonly isThere: boolean; readonly length: number } {
  let length = Infinity;
  for (let next = id; ;) {
    // What Yjs has forgotten is no item any more.
    const item: Y.Item | Y.GC = Y.getItem(doc.store, next);
    const into = next.clock - item.id.clock;
    length = Math.min(length, item.length - into);
    if (!(item instanceof Y.Item) || item.redone === null) return { isThere: !item.deleted, length };
    next = Y.createID(item.redone.client, item.redone.clock + into);
  }
}

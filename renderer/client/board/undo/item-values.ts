import * as Y from 'yjs';

/** Whether an item stood in the document before a transaction began. */
function stoodBefore({ beforeState }: Y.Transaction, { client, clock }: Y.ID): boolean {
  return clock < (beforeState.get(client) ?? 0);
}

/** What stood under a key of a map when a transaction began; null when nothing ever did. */
export function itemBefore(transaction: Y.Transaction, map: Y.Map<unknown>, key: string): Y.Item | null {
  let item: Y.Item | null = map._map.get(key) ?? null;
  while (item !== null && !stoodBefore(transaction, item.id)) item = item.left;
  return item;
}

/** The value under a key when a transaction began. Only until that transaction is over, while its text is still there. */
export function valueBefore(transaction: Y.Transaction, map: Y.Map<unknown>, key: string): unknown {
  const item = itemBefore(transaction, map, key);
  if (item === null) return undefined;
  const wasThere = !item.deleted || Y.isDeleted(transaction.deleteSet, item.id);
  return wasThere ? contentOf(item) : undefined;
}

/**
 * What a writer had before his eyes when he wrote what now stands under a key: every item names the one it replaced.
 * Null: nothing; undefined: nothing that this document still knows.
 */
export function itemSeenBy(
  transaction: Y.Transaction,
  map: Y.Map<unknown>,
  key: string,
): Y.Item | null | undefined {
  let item = map._map.get(key);
  while (item && !stoodBefore(transaction, item.id)) {
    const { origin }: Y.Item = item;
    if (origin === null) return null;
    const struct: unknown = Y.getItem(transaction.doc.store, origin);
    item = struct instanceof Y.Item ? struct : undefined;
  }
  return item;
}

/** The value of an item, also of a deleted one whose text is kept for undoing; undefined once it is not. */
export function contentOf(item: Y.Item): unknown {
  return item.content instanceof Y.ContentDeleted ? undefined : item.content.getContent().at(-1);
}

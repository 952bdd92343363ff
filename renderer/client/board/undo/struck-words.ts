import * as Y from 'yjs';

export interface Struck {
  /** Whether something was written by this person. */
  readonly isOwn: (clientId: number) => boolean;
  /** Whether the one who deleted something had seen it. */
  readonly wasSeen: (id: Y.ID) => boolean;
}

/**
 * This person's words in a brief that go with a transaction from elsewhere because the paragraph around them goes: whoever
 * struck it out, or made something else of it, had not seen them. Whole words, a line for each paragraph; '' when there are none.
 * Only until that transaction is over, while its texts are still there.
 */
export function struckWords(transaction: Y.Transaction, brief: Y.XmlFragment, struck: Struck): string {
  return textsIn(brief)
    .map((text) => wordsLostIn(transaction, text, struck))
    .filter((words) => words !== '')
    .join('\n');
}

function wordsLostIn(transaction: Y.Transaction, text: Y.XmlText, { isOwn, wasSeen }: Struck): string {
  let stood = '';
  const lost: boolean[] = [];
  for (const { id, content, deleted } of itemsOf(text)) {
    if (!(content instanceof Y.ContentString) || !deleted || !Y.isDeleted(transaction.deleteSet, id))
      continue;
    const own = isOwn(id.client);
    // What was typed in one go lies in one piece, of which another may have seen the beginning.
    for (let at = 0; at < content.str.length; at++)
      lost.push(own && !wasSeen(Y.createID(id.client, id.clock + at)));
    stood += content.str;
  }
  const words = [...stood.matchAll(/\S+/gu)];
  const isLost = ({ 0: word, index }: RegExpExecArray) =>
    lost.slice(index, index + word.length).includes(true);
  return words
    .filter(isLost)
    .map(([word]) => word)
    .join(' ');
}

/** Every text in a brief in its order, those that are deleted as well. */
function textsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return itemsOf(parent).flatMap(({ content }) => {
    if (!(content instanceof Y.ContentType)) return [];
    if (content.type instanceof Y.XmlText) return [content.type];
    return content.type instanceof Y.XmlFragment ? textsIn(content.type) : [];
  });
}

function itemsOf(type: Y.XmlFragment | Y.XmlText): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = type._start; item !== null; item = item.right) items.push(item);
  return items;
}

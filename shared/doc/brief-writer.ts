import * as Y from 'yjs';
import type { Json, JsonObject } from '../domain/json';

/** A fragment that reads back (`briefJson`) as the tree it was made of; what is no node is left out. */
export function briefFromJson(brief: Json): Y.XmlFragment {
  const fragment = new Y.XmlFragment();
  fragment.insert(0, children(brief));
  return fragment;
}

/** A brief of plain paragraphs, one a line. */
export function briefFromText(text: string): Json {
  return text.split(/\r?\n/).map((line) => ({
    type: 'paragraph',
    ...(line === '' ? {} : { children: [{ text: line }] }),
  }));
}

function children(nodes: Json | undefined): (Y.XmlElement | Y.XmlText)[] {
  if (!Array.isArray(nodes)) return [];
  const list = nodes.filter(isObject);
  return list.flatMap((node, index): (Y.XmlElement | Y.XmlText)[] => {
    if (typeof node['type'] === 'string') return [element(node['type'], node)];
    const opensRun = typeof node['text'] === 'string' && typeof list[index - 1]?.['text'] !== 'string';
    return opensRun ? [textOf(list.slice(index))] : [];
  });
}

function element(type: string, node: JsonObject): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, Json>>(type);
  for (const [name, value] of Object.entries(isObject(node['attrs']) ? node['attrs'] : {}))
    made.setAttribute(name, value);
  made.insert(0, children(node['children']));
  return made as unknown as Y.XmlElement;
}

/** One Y.XmlText for the runs that follow one another, as the editor's binding makes it. */
function textOf(nodes: readonly JsonObject[]): Y.XmlText {
  const end = nodes.findIndex((node) => typeof node['text'] !== 'string');
  const made = new Y.XmlText();
  made.applyDelta(
    (end < 0 ? nodes : nodes.slice(0, end)).map(({ text, marks }) => ({
      insert: text,
      ...(isObject(marks) ? { attributes: marks } : {}),
    })),
  );
  return made;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

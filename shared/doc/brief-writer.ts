import * as Y from 'yjs';
import { isJsonObject, type Json, type JsonObject } from '../domain/json';
import { normaliseBrief } from '../domain/brief';

/** A fragment that reads back (`briefJson`) as the brief it was made of, once both are normalised. */
export function briefFromJson(brief: Json): Y.XmlFragment {
  const fragment = new Y.XmlFragment();
  fragment.insert(0, nodesFrom(normaliseBrief(brief)));
  return fragment;
}

/** Makes a fragment that stands in a document read as a brief does. */
export function rewriteBrief(fragment: Y.XmlFragment, brief: Json): void {
  fragment.delete(0, fragment.length);
  fragment.insert(0, nodesFrom(normaliseBrief(brief)));
}

type Storable = Json | Y.Map<unknown> | Y.Array<unknown>;

/** A JSON value as Yjs can hold it, and as reads back the same: it refuses objects that have a key `constructor`. */
export function storable(value: Json): Storable {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return new Y.Map(Object.entries(value).map(([key, each]) => [key, storable(each)]));
  const array = new Y.Array<unknown>();
  array.push((value as readonly Json[]).map(storable));
  return array;
}

/** A brief of plain paragraphs, one a line. */
export function briefFromText(text: string): Json {
  return text.split(/\r?\n/).map((line) => ({
    type: 'paragraph',
    ...(line === '' ? {} : { children: [{ text: line }] }),
  }));
}

/** What is no node is left out. */
function nodesFrom(nodes: Json | undefined): (Y.XmlElement | Y.XmlText)[] {
  if (!Array.isArray(nodes)) return [];
  const list = (nodes as readonly Json[]).filter(isJsonObject);
  return list.flatMap((node, index): (Y.XmlElement | Y.XmlText)[] => {
    if (!isRun(node)) return [elementFrom(node)];
    return isRun(list[index - 1]) ? [] : [textFrom(list.slice(index))];
  });
}

function elementFrom({ type, attrs, children }: JsonObject): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, Storable>>(typeof type === 'string' ? type : '');
  for (const [name, value] of Object.entries(isJsonObject(attrs) ? attrs : {}))
    made.setAttribute(name, storable(value));
  made.insert(0, nodesFrom(children));
  return made as unknown as Y.XmlElement;
}

/** One Y.XmlText for the runs that follow one another, as the editor's binding makes it. */
function textFrom(nodes: readonly JsonObject[]): Y.XmlText {
  const end = nodes.findIndex((node) => !isRun(node));
  const made = new Y.XmlText();
  made.applyDelta(
    (end < 0 ? nodes : nodes.slice(0, end)).map(({ text, marks }) => ({
      insert: text,
      ...(isJsonObject(marks) ? { attributes: marks } : {}),
    })),
  );
  return made;
}

function isRun(node: JsonObject | undefined): boolean {
  return typeof node?.['text'] === 'string';
}

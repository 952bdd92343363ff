import * as Y from 'yjs';
import { root } from '../../../shared/doc/board-doc';
import { ROOTS } from '../../../shared/doc/schema';

/**
 * Everything that can be seen in a document, as text: the same for two documents with the same content, however their
 * structs were put together. Whatever stands there, it does not throw. The order of a list does not count: who names as
 * his neighbours two that stand the other way round gets in, and where he then stands depends on who loads him.
 */
export function readingOf(doc: Y.Doc): string {
  return JSON.stringify(ROOTS.map((name) => typeReading(root(doc, name) as Y.AbstractType<unknown>)));
}

/** Its kind, its entries by key, and its list. */
function typeReading(type: Y.AbstractType<unknown>): unknown {
  const entries = [...type._map]
    .filter(([, item]) => !item.deleted)
    .map(([key, item]) => [key, itemReading(item)])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const list: unknown[] = [];
  for (let item = type._start; item; item = item.right) if (!item.deleted) list.push(...itemReading(item));
  const name = type instanceof Y.XmlElement ? type.nodeName : '';
  const pieces = list.map((each) => JSON.stringify(each)).sort();
  return [type.constructor.name, name, entries, pieces];
}

/** One by one, as Yjs joins and splits what stands together. */
function itemReading({ content }: Y.Item): unknown[] {
  if (content instanceof Y.ContentType) return [typeReading(content.type as Y.AbstractType<unknown>)];
  if (content instanceof Y.ContentFormat) return [['format', content.key, exact(content.value)]];
  if (content instanceof Y.ContentString) return content.str.split('');
  return content.getContent().map(exact);
}

/** What JSON would not tell apart. */
function exact(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' && (Object.is(value, -0) || !Number.isFinite(value)))
    return `number ${1 / value} ${value}`;
  if (value === undefined) return 'undefined';
  if (value instanceof Uint8Array) return ['bytes', ...value];
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, each]) => [key, exact(each)]);
}

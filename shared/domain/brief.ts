import type { Json, JsonObject } from './json';
import { canonicalJson } from './canonical';

/**
 * The brief as JSON: a list of nodes. An element is `{type, attrs?, children?}`, a run of text
 * `{text, marks?}` where `marks` maps a mark's name to its attributes. It is read from the Y.XmlFragment
 * node by node, never through its `toString()`, which does not escape.
 */
export type BriefNode = JsonObject;

/** Attributes that mean the same whether written or not; an editor's upgrade must not void an agreement. */
const DEFAULT_ATTRIBUTES: Record<string, Record<string, Json>> = {
  orderedList: { start: 1, type: null },
  heading: { level: 1 },
  codeBlock: { language: null },
  paragraph: { textAlign: null },
};

/** Runs of equal marks merged, default and null attributes dropped, trailing empty paragraphs dropped. */
export function normaliseBrief(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const nodes = (value as readonly Json[]).map(normaliseNode);
  while (nodes.length > 0 && isEmptyParagraph(nodes[nodes.length - 1])) nodes.pop();
  return nodes;
}

/** The plain text of a brief, one line a block: for exports, search and word diffs. */
export function briefText(value: Json | undefined): string {
  if (!Array.isArray(value)) return '';
  return (value as readonly Json[]).map(nodeText).join('\n');
}

function normaliseNode(node: Json): Json {
  if (!isObject(node)) return node;
  if (typeof node['text'] === 'string') {
    const marks = withoutDefaults('', node['marks']);
    return marks ? { text: node['text'], marks } : { text: node['text'] };
  }
  const type = typeof node['type'] === 'string' ? node['type'] : '';
  const attrs = withoutDefaults(type, node['attrs']);
  const children = mergeRuns(asArray(node['children']).map(normaliseNode));
  return { type, ...(attrs ? { attrs } : {}), ...(children.length > 0 ? { children } : {}) };
}

function mergeRuns(nodes: Json[]): Json[] {
  const merged: Json[] = [];
  for (const node of nodes) {
    if (isObject(node) && node['text'] === '') continue;
    const last = merged[merged.length - 1];
    if (isRun(last) && isRun(node) && canonicalJson(last['marks'] ?? null) === canonicalJson(node['marks'] ?? null)) {
      merged[merged.length - 1] = { ...last, text: `${last.text}${node.text}` };
    } else merged.push(node);
  }
  return merged;
}

function withoutDefaults(type: string, attrs: Json | undefined): JsonObject | null {
  if (!isObject(attrs)) return null;
  const defaults = DEFAULT_ATTRIBUTES[type] ?? {};
  const kept = Object.entries(attrs).filter(([key, value]) => value !== null && value !== defaults[key]);
  // A mark without attributes (bold: {}) is itself the information, so marks keep their empty objects.
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}

function nodeText(node: Json): string {
  if (!isObject(node)) return '';
  if (typeof node['text'] === 'string') return node['text'];
  const children = asArray(node['children']);
  const inline = children.some((child) => isObject(child) && typeof child['text'] === 'string');
  return children.map(nodeText).join(inline ? '' : '\n');
}

function isEmptyParagraph(node: Json | undefined): boolean {
  return isObject(node) && node['type'] === 'paragraph' && node['children'] === undefined;
}

function isRun(node: Json | undefined): node is JsonObject & { text: string } {
  return isObject(node) && typeof node['text'] === 'string';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

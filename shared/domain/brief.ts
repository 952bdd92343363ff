import { cleanJson, isJsonObject, objectOf, type Json, type JsonObject, canonicalJson } from './json';

// The brief as JSON is a list of nodes. An element is `{type, attrs?, children?}`, a run of text
// `{text, marks?}` where `marks` maps a mark's name to its attributes. It is read from the Y.XmlFragment
// node by node, never through its `toString()`, which does not escape.

/**
 * Attributes of nodes and marks that mean the same whether written or not; an editor's upgrade must not void
 * an agreement. Taking a line out or putting one in alters digests: see test/fixtures/digests.json.
 */
const DEFAULT_ATTRIBUTES: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['orderedList', { start: 1 }],
  ['heading', { level: 1 }],
  ['link', { target: '_blank', rel: 'noopener noreferrer nofollow' }],
]);

/**
 * The one form of a brief: runs of equal marks merged, default and null attributes dropped, trailing empty
 * paragraphs dropped. A mark without attributes (`bold: {}`, which some writers put as `true`) is kept: that
 * it is there is the information.
 */
export function normaliseBrief(value: Json): Json {
  const brief = cleanJson(value);
  if (!Array.isArray(brief)) return brief;
  const nodes = normaliseNodes(brief);
  while (isEmptyParagraph(nodes[nodes.length - 1])) nodes.pop();
  return nodes;
}

/** The plain text of a brief, one line a block: for exports, search and word diffs. */
export function briefText(value: Json | undefined): string {
  const brief = cleanJson(value);
  return Array.isArray(brief) ? linesOf(brief) : '';
}

/** What the editor writes, with the attributes that its look or its text shows. */
const SHOWN_NODES: ReadonlyMap<string, readonly string[]> = new Map([
  ['paragraph', []],
  ['heading', ['level']],
  ['bulletList', []],
  ['orderedList', ['start', 'type']],
  ['listItem', []],
  ['blockquote', []],
  ['codeBlock', ['language']],
  ['hardBreak', []],
  ['horizontalRule', []],
]);
const SHOWN_MARKS: ReadonlySet<string> = new Set(['bold', 'italic', 'strike', 'underline', 'code']);

/**
 * The text of a brief for whoever is about to agree to it: with where links lead, and with everything that is in it
 * but that no text shows, so that nobody signs what he could not see.
 */
export function briefReadOut(value: Json | undefined): string {
  const brief = cleanJson(value);
  return Array.isArray(brief) ? linesOf(brief.map(readOut)) : brief === null ? '' : canonicalJson(brief);
}

function readOut(node: Json): Json {
  if (isRun(node)) {
    const { href, unseen } = seenRun(node);
    return { text: `${node.text}${href === null ? '' : ` (${href})`}${unseen}` };
  }
  const { type, attrs, children, unseen } = seenNode(node);
  const read = children.map(readOut);
  if (unseen === '') return { type, attrs, children: read };
  return { type: 'paragraph', children: [{ text: unseen }, ...read] };
}

/** A node as it can be drawn; `unseen` says in words what no look shows of it, and is '' when that is nothing. */
export interface SeenNode {
  readonly type: string;
  readonly attrs: JsonObject;
  readonly children: readonly Json[];
  readonly unseen: string;
}

export function seenNode(node: Json): SeenNode {
  if (!isJsonObject(node)) return { type: '', attrs: {}, children: [], unseen: `[${canonicalJson(node)}]` };
  const type = typeof node['type'] === 'string' ? node['type'] : '?';
  const attrs = isJsonObject(node['attrs']) ? node['attrs'] : {};
  const shown = SHOWN_NODES.get(type);
  const hidden = objectOf(Object.entries(attrs).filter(([name]) => !shown?.includes(name)));
  const isSeen = shown !== undefined && Object.keys(hidden).length === 0;
  const words = Object.keys(hidden).length > 0 ? ` ${canonicalJson(hidden)}` : '';
  return { type, attrs, children: childrenOf(node), unseen: isSeen ? '' : `[${type}${words}]` };
}

/** A run of text as it can be drawn: its marks, where it leads to, and in words what no look shows of it. */
export function seenRun({ marks }: JsonObject): {
  readonly marks: readonly string[];
  readonly href: string | null;
  readonly unseen: string;
} {
  if (!isJsonObject(marks)) return { marks: [], href: null, unseen: '' };
  let href: string | null = null;
  const words = Object.entries(marks).map(([name, attrs]) => {
    if (SHOWN_MARKS.has(name)) return '';
    if (name !== 'link' || !isJsonObject(attrs)) return ` [${name} ${canonicalJson(attrs)}]`;
    const { href: leads, ...more } = withoutDefaults(name, attrs);
    if (typeof leads === 'string') href = leads;
    const rest = Object.keys(more).length > 0 ? ` [${canonicalJson(more)}]` : '';
    return `${typeof leads === 'string' ? '' : ' [link]'}${rest}`;
  });
  return { marks: Object.keys(marks).filter((name) => SHOWN_MARKS.has(name)), href, unseen: words.join('') };
}

function normaliseNodes(nodes: readonly Json[]): Json[] {
  return mergeRuns(nodes.map(normaliseNode));
}

function normaliseNode(node: Json): Json {
  if (!isJsonObject(node)) return node;
  if (isRun(node)) {
    const marks = normaliseMarks(node['marks']);
    return marks ? { text: node.text, marks } : { text: node.text };
  }
  const type = typeof node['type'] === 'string' ? node['type'] : '';
  const attrs = isJsonObject(node['attrs']) ? withoutDefaults(type, node['attrs']) : {};
  const children = normaliseNodes(childrenOf(node));
  return {
    type,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}

function normaliseMarks(marks: Json | undefined): JsonObject | null {
  if (!isJsonObject(marks)) return null;
  const kept = Object.entries(marks).filter(([, attrs]) => attrs !== null);
  if (kept.length === 0) return null;
  return objectOf(
    kept.map(([name, attrs]) => [
      name,
      attrs === true ? {} : isJsonObject(attrs) ? withoutDefaults(name, attrs) : attrs,
    ]),
  );
}

function withoutDefaults(type: string, attrs: JsonObject): JsonObject {
  const defaults = DEFAULT_ATTRIBUTES.get(type) ?? {};
  return objectOf(
    Object.entries(attrs).filter(
      ([name, value]) => value !== null && !(Object.hasOwn(defaults, name) && defaults[name] === value),
    ),
  );
}

function mergeRuns(nodes: readonly Json[]): Json[] {
  const merged: Json[] = [];
  for (const node of nodes) {
    if (isRun(node) && node.text === '') continue;
    const last = merged[merged.length - 1];
    if (isRun(last) && isRun(node) && sameMarks(last, node)) {
      merged[merged.length - 1] = { ...last, text: last.text + node.text };
    } else merged.push(node);
  }
  return merged;
}

function sameMarks(a: JsonObject, b: JsonObject): boolean {
  return canonicalJson(a['marks'] ?? null) === canonicalJson(b['marks'] ?? null);
}

/** Blocks one a line; what stands within a line one after the other, with its line breaks. */
function linesOf(nodes: readonly Json[]): string {
  const inline = nodes.some((node) => isRun(node) || isHardBreak(node));
  return nodes.map(nodeText).join(inline ? '' : '\n');
}

function nodeText(node: Json): string {
  if (isHardBreak(node)) return '\n';
  if (!isJsonObject(node)) return '';
  return isRun(node) ? node.text : linesOf(childrenOf(node));
}

function childrenOf(node: JsonObject): readonly Json[] {
  const children = node['children'];
  if (Array.isArray(children)) return children as readonly Json[];
  // What was cut for its depth stays to be seen.
  return children === undefined || children === null ? [] : [children];
}

function isEmptyParagraph(node: Json | undefined): boolean {
  return isJsonObject(node) && node['type'] === 'paragraph' && node['children'] === undefined;
}

function isHardBreak(node: Json): boolean {
  return isJsonObject(node) && node['type'] === 'hardBreak';
}

function isRun(node: Json | undefined): node is JsonObject & { text: string } {
  return isJsonObject(node) && typeof node['text'] === 'string';
}

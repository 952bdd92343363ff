import { isEmoji } from '../../../../shared/domain/text/emoji';
import { addressesIn, linkAddress } from './addresses';
import { makeLists } from './pasted-lists';
import { BLOCKS, paragraph, styleOf } from './pasted-nodes';

/** Where words may be broken, as pages put it in where they draw a text: no part of what is agreed. */
const SOFT_HYPHENS = /\u00AD|&shy;/gu;

/**
 * Makes what comes from another program's clipboard into what a brief can hold, without losing what its structure says:
 * rows of a table become paragraphs with their cells set apart, lists that Word writes as paragraphs become lists, links
 * keep their address and written addresses become links.
 */
export function pastedHtml(html: string): string {
  const page = new DOMParser().parseFromString(inTable(html.replace(SOFT_HYPHENS, '')), 'text/html');
  // Copied out of a brief: it is what it should be. Other programs' editors, made of the same parts, say so of tables too.
  const slice = page.querySelector('[data-pm-slice]');
  if (slice && [...page.body.querySelectorAll('*')].every((each) => each.matches(OF_BRIEFS))) return html;
  slice?.removeAttribute('data-pm-slice');
  // Mail programs make pictures of emoji.
  for (const each of page.querySelectorAll('img')) each.replaceWith(isEmoji(each.alt) ? each.alt : '');
  for (const each of page.querySelectorAll('style, script, meta, title, link, colgroup')) each.remove();
  for (const each of page.querySelectorAll('[style], [hidden]')) if (isHidden(each)) each.remove();
  tick(page);
  setApart(page);
  raise(page);
  tidyBlanks(page);
  tidyLinks(page);
  makeLists(page);
  // The innermost first: a cell may hold a table.
  for (const table of [...page.querySelectorAll('table')].reverse()) table.replaceWith(...rowsOf(table));
  linkAddresses(page);
  return page.body.innerHTML;
}

/** The same for text without format: cells that were set apart by tabs stay so, and words by signs that nobody sees. */
export function pastedText(text: string): string {
  return text
    .replace(SOFT_HYPHENS, '')
    .replace(/[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/[^\P{Cc}\t\r\n]/gu, ' ')
    .split('\n')
    .map((line) =>
      line
        .replace(/^\t+|[\t\r]+$/g, '')
        .replace(SIGN_AND_TAB, '$1 ')
        .replace(/ *\t */g, CELL),
    )
    .join('\n');
}

/** A text as a page, so that its lists and addresses are read as those of a page are. */
export function textAsHtml(text: string): string {
  const page = new DOMParser().parseFromString('', 'text/html');
  for (const line of text.split(/(?:\r\n?|\n)+/))
    page.body.append(paragraph(page, [page.createTextNode(line)]));
  return page.body.innerHTML;
}

/** What programs set between the sign of an item and its text. Where figures follow, it is a row of cells. */
const SIGN_AND_TAB =
  /^( *(?:[·●○■•▪‣◦*\uf0b7\uf0a7\-‐‑‒–—―]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]))(?: *\t)+ *(?=[^\d\t][^\t]*$)/iu;

/** Between the cells of a row, so that 12 and 500 never become 12500. */
const CELL = ' | ';

/** Blanks between blocks say nothing, but would become a paragraph where an inline element is around them. */
function tidyBlanks(page: Document): void {
  for (const block of page.querySelectorAll(BLOCKS))
    for (const beside of [block.previousSibling, block.nextSibling])
      if (beside instanceof Text && beside.data.trim() === '') beside.remove();
}

/** What its program did not show, as rows of a sheet that are folded away. */
function isHidden(element: Element): boolean {
  return (
    element.hasAttribute('hidden') ||
    /display:\s*none|mso-hide:\s*all|visibility:\s*hidden/i.test(styleOf(element))
  );
}

/** Items of a list to be ticked off say whether they are. */
function tick(page: Document): void {
  for (const box of page.querySelectorAll('li[aria-checked], input[type=checkbox]')) {
    const isTicked = box.hasAttribute('checked') || box.getAttribute('aria-checked') === 'true';
    const sign = `${isTicked ? '☑' : '☐'} `;
    if (box.matches('li')) (box.querySelector('p') ?? box).prepend(sign);
    else box.replaceWith(sign);
  }
}

/** What is no text that runs on: a box of its own, or what lies side by side in one. */
const BOX = /display:\s*(?!inline\s*(?:;|!|$)|contents)[a-z]/i;
const BOX_OF_BOXES = /display:\s*(?:inline-)?(?:flex|grid)/i;

/** Boxes side by side have nothing between them but their frames: 12 and 500 would become 12500. */
function setApart(page: Document): void {
  for (const box of page.querySelectorAll('button, option, textarea, text, [style], [style] > *')) {
    const isBox =
      box.matches('button, option, textarea, text') ||
      BOX.test(styleOf(box)) ||
      (box.parentElement !== null && BOX_OF_BOXES.test(styleOf(box.parentElement)));
    if (!isBox || box.matches('td, th, tr, thead, tbody, tfoot')) continue;
    box.before(page.createTextNode(' '));
    box.after(page.createTextNode(' '));
  }
}

const SIGNS = '0123456789+-−=()n';
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ';

/** A brief has no raised text: 10³ would become 103. Some programs raise by an element, some by its style. */
function raise(page: Document): void {
  for (const each of page.querySelectorAll('sup, sub, span[style]')) {
    const to = /vertical-align:\s*(super|sub)\b/i.exec(styleOf(each))?.[1]?.toLowerCase();
    const isRaised = to ? to === 'super' : each.localName === 'sup';
    if (!to && each.localName === 'span') continue;
    const signs = isRaised ? RAISED : LOWERED;
    const text = each.textContent ?? '';
    each.replaceWith(text.replace(/[\d+\-−=()n]/g, (sign) => signs.charAt(SIGNS.indexOf(sign))));
  }
}

/** A link that no brief can open says where it leads, unless that means nothing outside of its page. */
function tidyLinks(page: Document): void {
  for (const link of page.querySelectorAll('a')) {
    const address = link.getAttribute('href')?.trim() ?? '';
    const isWhole = /^[a-z][a-z0-9+.-]*:|^www\./i.test(address);
    const href = isWhole ? linkAddress(address) : null;
    if (href !== null) link.setAttribute('href', href);
    else if (/^(?:file|sips?|onenote|ftps?|callto|msteams):|^\\\\/i.test(address) && textOf(link) !== address)
      link.replaceWith(...link.childNodes, ` (${address})`);
    else link.replaceWith(...link.childNodes);
  }
}

/** Everything that a brief is written as. */
const OF_BRIEFS = 'p, h1, h2, h3, ul, ol, li, blockquote, pre, code, hr, br, a, strong, em, s, u';

/** Rows or cells that were copied without their table. */
function inTable(html: string): string {
  return /^(?:\s|<meta[^>]*>|<!--(?:(?!-->).)*-->)*<(?:td|th|tr|tbody|thead|tfoot)\b/is.test(html)
    ? `<table>${html}`
    : html;
}

/** A paragraph a row. A table of one column only lays a page out: its cells are paragraphs, or blocks, as they are. */
function rowsOf(table: HTMLTableElement): Node[] {
  const page = table.ownerDocument;
  const rows = [...table.rows];
  unmerge(rows);
  const isLayout = rows.every((row) => row.cells.length <= 1);
  const caption = table.caption ? [block(page, [...table.caption.childNodes])] : [];
  const lines = rows.flatMap((row): Node[] => {
    const cells = [...row.cells];
    if (cells.every((cell) => textOf(cell) === '')) return [];
    if (isLayout) return cells.map((cell) => block(page, [...cell.childNodes]));
    return [
      paragraph(
        page,
        cells.flatMap((cell, index) => [...(index > 0 ? [page.createTextNode(CELL)] : []), ...inline(cell)]),
      ),
    ];
  });
  return [...caption, ...lines];
}

/** Cells that reach over others leave empty ones there, so that what stands in one column stays in it. */
function unmerge(rows: readonly HTMLTableRowElement[]): void {
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of Array.from(row.cells)) {
      // A sheet's title reaches over all columns there are, some of them over thousands of rows.
      const isAlone = row.cells.length === 1;
      const across = isAlone ? 1 : Math.min(cell.colSpan, 100);
      for (let more = 1; more < across; more++) cell.after(row.ownerDocument.createElement('td'));
      for (const below of rows.slice(index + 1, index + cell.rowSpan))
        for (let more = 0; more < across; more++)
          below.insertBefore(row.ownerDocument.createElement('td'), below.cells[column] ?? null);
      cell.removeAttribute('rowspan');
      column += across;
    }
  });
}

/** What a cell says in one line; its paragraphs and line breaks become blanks. */
function inline(cell: Element): Node[] {
  const page = cell.ownerDocument;
  for (const each of cell.querySelectorAll('br')) each.replaceWith(page.createTextNode(' '));
  for (const each of [...cell.querySelectorAll(BLOCKS)].reverse()) {
    const needsBlank = each.nextSibling !== null && textOf(each) !== '';
    each.replaceWith(...each.childNodes, ...(needsBlank ? [page.createTextNode(' ')] : []));
  }
  const nodes = [...cell.childNodes];
  const [first, last] = [nodes[0], nodes[nodes.length - 1]];
  if (first?.nodeType === Node.TEXT_NODE) first.textContent = (first.textContent ?? '').trimStart();
  if (last?.nodeType === Node.TEXT_NODE) last.textContent = (last.textContent ?? '').trimEnd();
  return nodes;
}

function linkAddresses(page: Document): void {
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (texts.nextNode()) if (texts.currentNode instanceof Text) found.push(texts.currentNode);
  for (const node of found) {
    if (node.parentElement?.closest('a, pre, code')) continue;
    for (const { start, end, href } of addressesIn(node.data).reverse()) {
      node.splitText(end);
      const link = page.createElement('a');
      link.setAttribute('href', href);
      const address = node.splitText(start);
      address.replaceWith(link);
      link.append(address);
    }
  }
}

/** A cell that lays a page out may hold paragraphs of its own. */
function block(page: Document, children: readonly Node[]): HTMLElement {
  const made = page.createElement('div');
  made.append(...children);
  return made;
}

function textOf(node: Node): string {
  return (node.textContent ?? '').replace(/[\s\u00a0]+/gu, ' ').trim();
}

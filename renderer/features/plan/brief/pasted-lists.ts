import { typedItems, type Marking } from './list-signs';
import { BLOCKS, paragraph, styleOf } from './pasted-nodes';

interface Item {
  readonly level: number;
  /** How it may be meant: an `i.` belongs to letters as well as to Roman numbers. */
  readonly markings: readonly [Marking, ...Marking[]];
  /** The number of the first item. */
  readonly start: number;
  /** It goes on with no list before it. */
  readonly isFirst: boolean;
  /** Takes its sign off a paragraph. */
  readonly takeSign: (element: Element) => void;
}

type ItemAt = (element: Element) => Item | null;

/** Word and Outlook write a list as paragraphs with signs before them, others, and people, as text with signs. */
export function makeLists(page: Document): void {
  wrapLines(page);
  splitLines(page);
  const typed = itemsOf(page);
  const itemAt: ItemAt = (element) => itemOfProgram(element) ?? typed.get(element) ?? null;
  for (const first of page.querySelectorAll('p, div')) {
    if (!first.isConnected || itemAt(first) === null) continue;
    const lists: { list: Element; level: number; marking: Marking }[] = [];
    const place = page.createComment('');
    first.before(place);
    let next: Element | null = first;
    for (let item = itemAt(first); next !== null && item !== null; item = next && itemAt(next)) {
      const paragraphNow: Element = next;
      next = paragraphNow.nextElementSibling;
      item.takeSign(paragraphNow);
      const { level, markings } = item;
      while (lists.length > 0 && (lists[lists.length - 1]?.level ?? 0) > level) lists.pop();
      const top = lists[lists.length - 1];
      const marking = markings.find((each) => top?.level === level && each === top.marking) ?? markings[0];
      if (top?.level !== level || top.marking !== marking || item.isFirst) {
        if (top?.level === level) lists.pop();
        const list = page.createElement(marking === 'bullet' ? 'ul' : 'ol');
        if (item.start > 1) list.setAttribute('start', String(item.start));
        if (marking !== 'bullet' && marking !== '1') list.setAttribute('type', marking);
        const parent = lists[lists.length - 1]?.list.lastElementChild;
        if (parent) parent.append(list);
        else place.before(list);
        lists.push({ list, level, marking });
      }
      const li = page.createElement('li');
      li.append(paragraph(page, [...paragraphNow.childNodes]));
      lists[lists.length - 1]?.list.append(li);
      paragraphNow.remove();
    }
    place.remove();
  }
}

/** Of slides the sign stands at its word. */
const SIGN = /^[\s\u00a0]*(?:[·●○■][\s\u00a0]+|[•▪‣◦\uf0b7\uf0a7][\s\u00a0]*)(?=\S)/u;

function isLine(element: Element): boolean {
  const isOne = element.matches('p, div') && element.querySelector(BLOCKS) === null;
  return isOne && element.closest('li, td, th') === null;
}

/** The item that a program made of a paragraph, by its own marks or signs that mean nothing else; null for a paragraph. */
function itemOfProgram(element: Element): Item | null {
  if (!isLine(element)) return null;
  const level = /mso-list:[^;]*\blevel(\d+)/i.exec(styleOf(element))?.[1];
  if (level !== undefined) {
    const sign = signOf(element);
    const start = Number(/^[\s\u00a0]*\(?(\d{1,4})[.)]/.exec(sign?.textContent ?? '')?.[1] ?? 1);
    return {
      level: Number(level),
      markings: markingsOf(sign?.textContent ?? ''),
      start,
      isFirst: false,
      takeSign: (each) => signOf(each)?.remove(),
    };
  }
  const length = SIGN.exec(element.textContent ?? '')?.[0].length ?? 0;
  return length > 0 ? { ...BULLET, takeSign: (each) => cutStart(each, length) } : null;
}

const BULLET = { level: 1, markings: ['bullet'], start: 1, isFirst: false } as const;

/** The items that people typed as lines one below another. */
function itemsOf(page: Document): ReadonlyMap<Element, Item> {
  const found = new Map<Element, Item>();
  for (const first of page.querySelectorAll('p, div')) {
    const before = first.previousElementSibling;
    if (!isLine(first) || (before !== null && isLine(before))) continue;
    const lines: Element[] = [];
    for (let next: Element | null = first; next !== null && isLine(next); next = next.nextElementSibling)
      lines.push(next);
    const items = typedItems(lines.map(({ textContent }) => textContent ?? ''));
    lines.forEach((line, index) => {
      const item = items[index];
      if (!item) return;
      const { marking, number, sign, isFirst } = item;
      const takeSign = (each: Element) => cutStart(each, sign);
      found.set(line, { level: 1, markings: [marking], start: Math.max(number, 1), isFirst, takeSign });
      for (let before = index - 1; !isFirst && !items[before]; before--) lines[before]?.remove();
    });
  }
  return found;
}

/** Lines that stand beside blocks without being one, as mail programs write the first of an answer. */
function wrapLines(page: Document): void {
  for (const box of [page.body, ...page.querySelectorAll('div, section, article, blockquote')]) {
    const isMixed =
      box.querySelector(BLOCKS) !== null || (box === page.body && box.querySelector('br') !== null);
    if (!isMixed || box.closest('pre') !== null) continue;
    let line: ChildNode[] = [];
    const wrap = (before: ChildNode | null) => {
      const isText = line.some(
        (each) => !(each instanceof Comment) && (each.textContent ?? '').trim() !== '',
      );
      if (isText) box.insertBefore(paragraph(page, line), before);
      line = [];
    };
    for (const each of Array.from(box.childNodes)) {
      const isBlock =
        each instanceof Element && (each.matches(BLOCKS) || each.querySelector(BLOCKS) !== null);
      if (!isBlock && !(each instanceof Element && each.matches('hr'))) line.push(each);
      else wrap(each);
    }
    wrap(null);
  }
}

/** Items that stand in one paragraph, with line breaks between them, become paragraphs; what else stands there stays together. */
function splitLines(page: Document): void {
  for (const element of page.querySelectorAll('p, div')) {
    if (!isLine(element) || element.querySelector('br') === null) continue;
    const texts = linesOf(element);
    const isItem = itemsAmong(texts);
    if (!isItem.includes(true)) continue;
    const made: Element[] = [];
    partsOf(element).forEach((part, index) => {
      const last = made[made.length - 1];
      if (last && !isItem[index] && !isItem[index - 1]) last.append(page.createElement('br'), ...part);
      else if ((texts[index] ?? '').trim() !== '') made.push(paragraph(page, part));
    });
    element.replaceWith(...made);
  }
}

/** Empty lines between items go with those before them. */
function itemsAmong(texts: readonly string[]): boolean[] {
  const typed = typedItems(texts);
  const items: boolean[] = [];
  texts.forEach((text, index) => {
    const isEmpty = text.trim() === '';
    items.push(isEmpty ? items[index - 1] === true : typed[index] !== null || SIGN.test(text));
  });
  return items;
}

const BREAK = '\u2028';

function linesOf(element: Element): string[] {
  const copy = element.cloneNode(true) as Element;
  for (const each of copy.querySelectorAll('br')) each.replaceWith(BREAK);
  return (copy.textContent ?? '').split(BREAK);
}

/** What stands between line breaks, in whatever it is wrapped. */
function partsOf(element: Element): ChildNode[][] {
  const parts: ChildNode[][] = [[]];
  for (const each of element.querySelectorAll('br')) raiseTo(element, each);
  for (const each of element.childNodes)
    if (each instanceof Element && each.matches('br')) parts.push([]);
    else parts[parts.length - 1]?.push(each);
  return parts;
}

/** Takes a line break out of what it is wrapped in, which then stands before and behind it. */
function raiseTo(element: Element, each: Element): void {
  for (let wrap = each.parentElement; wrap && wrap !== element; wrap = each.parentElement) {
    const behind = wrap.cloneNode(false) as Element;
    while (each.nextSibling) behind.append(each.nextSibling);
    wrap.after(each, behind);
  }
}

/** `1.`, `2)`, `a.`, `iv)`: but a lone `o` is Word's circle. */
function markingsOf(sign: string): readonly [Marking, ...Marking[]] {
  const [, said = ''] = /^[\s\u00a0]*\(?(\d+|[a-z]{1,5})[.)]/i.exec(sign) ?? [];
  if (said === '') return ['bullet'];
  if (/\d/.test(said)) return ['1'];
  const [letters, romans] = said === said.toLowerCase() ? (['a', 'i'] as const) : (['A', 'I'] as const);
  if (!/^[ivxlc]+$/i.test(said)) return [letters];
  // A list of its own begins by i, not by v.
  return said.length > 1 || /i/i.test(said) ? [romans, letters] : [letters, romans];
}

/** Where Word keeps the sign that it shows before an item. */
function signOf(element: Element): Element | null {
  return (
    [...element.querySelectorAll('span')].find((each) => /mso-list:\s*ignore/i.test(styleOf(each))) ?? null
  );
}

/** Takes the first so many characters out of an element, through whatever they are wrapped in. */
function cutStart(element: Element, length: number): void {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let left = length; left > 0 && texts.nextNode();) {
    const text = texts.currentNode.textContent ?? '';
    texts.currentNode.textContent = text.slice(left);
    left -= Math.min(left, text.length);
  }
}

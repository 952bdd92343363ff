export const BLOCKS =
  'p, div, h1, h2, h3, h4, h5, h6, li, ul, ol, blockquote, pre, table, thead, tbody, tfoot, tr, td, th, section, article';

export function paragraph(page: Document, children: readonly Node[]): HTMLElement {
  const made = page.createElement('p');
  made.append(...children);
  return made;
}

export function styleOf(element: Element): string {
  return element.getAttribute('style') ?? '';
}

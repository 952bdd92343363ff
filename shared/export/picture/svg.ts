/** What is no part of XML 1.0: controls but tab and line ends, halves of characters, and two that are none. */
const NO_XML = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;

/** What may stand in an SVG as text. */
export function escaped(text: string): string {
  return text
    .replaceAll(NO_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export type Attributes = Readonly<Record<string, string | number>>;

/** An element. Lengths are rounded to a hundredth, which no printer shows. */
export function element(name: string, attributes: Attributes, inner = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => {
    const text = typeof value === 'number' ? String(Math.round(value * 100) / 100) : escaped(value);
    return ` ${key}="${text}"`;
  });
  return inner === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${inner}</${name}>`;
}

/** A line of text; direction is the text's own, so that no typed character turns its neighbours around. */
export function words(text: string, attributes: Attributes): string {
  return element('text', { style: 'unicode-bidi:isolate', ...attributes }, escaped(text));
}

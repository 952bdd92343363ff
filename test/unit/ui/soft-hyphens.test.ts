import { expect, test } from 'vitest';
import { softHyphens } from '../../../renderer/ui/soft-hyphens';

const shown = (text: string) => softHyphens(text).replaceAll('\u00AD', '-');

test.each([
  'Fach-hand-wer-ker-qua-li-fi-zierungs-offensive',
  'Hei-zungs-moder-ni-sierungs-kam-pagne',
  'Nie-der-tem-pera-tur-heiz-kör-peraus-tausch-pro-gramm',
  'Ver-triebsin-nen-dienst-lei-tung',
  'Kun-den-rund-schrei-ben',
  'Be-stands-ge-bäude',
  'Gesell-schafts-versamm-lung',
  'Süd-deutsch-land',
  'Ent-schlos-sen-heit',
  'Rat-schlag-ge-ber',
])('[UI-51] a long word may be broken between its syllables: %s', (marked) => {
  expect(shown(marked.replaceAll('-', ''))).toBe(marked);
});

test('[UI-51] short words and what is no word stay as they are', () => {
  for (const text of ['Messe Frankfurt', '12500000000000 €', 'Anzeige-Print-Text', ''])
    expect(softHyphens(text)).toBe(text);
});

test.each([
  'https://beispiel.de/vertriebsinnendienstleitung/kundenrundschreiben',
  'www.waermepumpenfinanzierung.de',
  'waermepumpenfinanzierung.de/kundenrundschreiben).',
  'innendienstleitung@waermepumpenfinanzierung.de',
  'Kundenrundschreiben.docx',
  String.raw`\\server\vertriebsinnendienst\kundenrundschreiben`,
])('[UI-51] an address or the name of a file has no hyphens that are none of its own: %s', (text) => {
  expect(softHyphens(`${text} und ${text}`)).toBe(`${text} und ${text}`);
});

test('[UI-51] a word beside a stroke or at the end of a sentence is broken as any other', () => {
  expect(shown('Vertrieb/Kundenrundschreiben.')).toBe('Vertrieb/Kun-den-rund-schrei-ben.');
});

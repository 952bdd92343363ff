import { describe, expect, it } from 'vitest';
import { addressesIn, linkAddress } from '../../../renderer/features/plan/brief/addresses';
import { pastedText } from '../../../renderer/features/plan/brief/pasted';

describe('[UI-44] addresses in a text', () => {
  it.each<[string, string[]]>([
    ['siehe https://brenner.de/k8?a=1#top.', ['https://brenner.de/k8?a=1#top']],
    ['(www.brenner.de/pfad)', ['https://www.brenner.de/pfad']],
    ['https://de.wikipedia.org/wiki/Messe_(Markt), dort', ['https://de.wikipedia.org/wiki/Messe_(Markt)']],
    ['(siehe https://brenner.de/a_(b)).', ['https://brenner.de/a_(b)']],
    ['„www.brenner.de“ "https://brenner.de/k8"', ['https://www.brenner.de/', 'https://brenner.de/k8']],
    ['[https://brenner.de/k8] {www.brenner.de}', ['https://brenner.de/k8', 'https://www.brenner.de/']],
    ['https://[2001:db8::1]:8443/k8', ['https://[2001:db8::1]:8443/k8']],
    ['an info@brenner.de, bitte', ['mailto:info@brenner.de']],
    ['z.B. Ende.Anfang und brenner.de', []],
    ['javascript:alert(1) https://', []],
    ['12.500 | 8.300', []],
  ])('%s', (text, hrefs) => {
    expect(addressesIn(text).map(({ href }) => href)).toEqual(hrefs);
  });
});

it.each(['/plan', '\\\\server\\plan', '#plan', './plan', '?a=1'])(
  '[UI-44] %s leads nowhere by itself',
  (path) => {
    expect(linkAddress(path)).toBeNull();
  },
);

describe('[UI-44] text without format', () => {
  it.each([
    ['Print\t12\t500\r\nRadio\t8\t300\r\n', 'Print | 12 | 500\nRadio | 8 | 300\n'],
    ['\tEingerückt', 'Eingerückt'],
    ['ohne Zellen', 'ohne Zellen'],
    ['Beratungs\u00ADgut\u00ADscheine', 'Beratungsgutscheine'],
    ['12\u0000500\vRadio\u2028Print', '12 500\nRadio\nPrint'],
  ])('%j', (text, shown) => expect(pastedText(text)).toBe(shown));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates';
import type { TimelineItem } from '../../../shared/domain/timeline/items';
import { spanOf } from '../../../shared/domain/timeline/span';
import { timelinePictures, type PictureAsked } from '../../../shared/export/picture/timeline-pictures';
import { cutText, textWidth } from '../../../shared/export/picture/text-width';

const A3 = { width: 1512, height: 1047, margin: 0 } as const;
const SLIDE = { width: 1600, height: null, margin: 32 } as const;
const YEAR = { from: '2027-01-01', to: '2027-12-31' } as const;

function item(n: number, over: Partial<TimelineItem> = {}): TimelineItem {
  const start = addDays('2026-12-10', (n * 37) % 380);
  return {
    key: `b/p${n}`,
    board: 'b',
    planId: `p${n}`,
    title: `Plan ${n}`,
    department: n % 3 === 0 ? 'sales' : 'marketing',
    start,
    end: addDays(start, (n * 7) % 70),
    agreed: true,
    state: 'agreed',
    besideAgreement: false,
    startedUnagreed: false,
    deleted: false,
    changes: 0,
    ownerId: 'max',
    audience: '',
    channels: ['Messe'],
    regions: [],
    budgetMinor: 100_000,
    currency: 'EUR',
    tags: [],
    color: '',
    ...over,
  };
}

function asked(items: readonly TimelineItem[], over: Partial<PictureAsked> = {}): PictureAsked {
  return {
    title: 'Wärmepumpe',
    facts: ['Stand 28.11.2026'],
    lang: 'de',
    items,
    span: YEAR,
    zoom: 'year',
    grouping: 'department',
    firstMonth: 1,
    laneName: (key) => key,
    ...over,
  };
}

const many = (count: number, over: Partial<TimelineItem> = {}) =>
  Array.from({ length: count }, (_, n) => item(n, over));
const textsIn = (svg: string) =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');

/** Throws unless every element is closed in order and no text has a bare sign of markup. */
function wellFormed(svg: string): void {
  const open: string[] = [];
  for (const [, end, name = '', , self] of svg.matchAll(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g)) {
    if (!end && !self) open.push(name);
    else if (end && open.pop() !== name) throw new Error(`${name} ends, and was not open`);
  }
  expect(open).toEqual([]);
  const rest = svg.replaceAll(/<\/?[a-z]+(?: [\w:-]+="[^"<]*")*\/?>/g, '');
  expect(rest).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
}

describe('pictures of a timeline', () => {
  it('[PICTURE-1] draw each plan once in each of its lanes, over as many pages as it takes', () => {
    const items = many(400, { channels: ['Messe', 'E-Mail'] });
    const pages = timelinePictures(asked(items, { grouping: 'channel' }), A3);
    expect(pages.length).toBeGreaterThan(2);
    // Bars have corners of 3, as have the five samples of the legend.
    const bars = pages.flatMap((page) => page.match(/<rect [^>]*rx="3"/g) ?? []).length;
    const legends = pages.length * 2;
    const shown = items.filter(({ start, end }) => end >= YEAR.from && start <= YEAR.to).length;
    expect(bars - legends).toBe(2 * shown);
    pages.forEach((page, index) => expect(textsIn(page)).toContain(`${index + 1} / ${pages.length}`));
  });

  it('[PICTURE-1] have nothing beyond their edges', () => {
    for (const paper of [A3, SLIDE])
      for (const page of timelinePictures(asked(many(300)), paper)) {
        const height = Number(/height="([\d.]+)"/.exec(page)?.[1]);
        for (const [, x, y, width, tall] of page.matchAll(
          /<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)" rx/g,
        )) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x) + Number(width)).toBeLessThanOrEqual(paper.width);
          expect(Number(y) + Number(tall)).toBeLessThanOrEqual(height - paper.margin);
        }
      }
  });

  it('[PICTURE-6] cut no title that the page has room for: where neither bar nor sides have any it stands below, alone in its row', () => {
    const span = { from: '2027-01-01', to: '2027-03-31' };
    const paper = { width: 1046, height: 717, margin: 0 };
    const long = 'Niedertemperaturheizkörperaustauschprogramm mit langer Sonderfinanzierung und Beratung';
    const items = many(30, { title: long, agreed: false, state: 'draft' }).map((each, n) => ({
      ...each,
      start: addDays(span.from, n * 3),
      end: addDays(span.from, n * 4),
    }));
    const pages = timelinePictures(asked(items, { span, zoom: 'quarter' }), paper);
    const titles = pages.flatMap(textsIn).filter((text) => text.startsWith('Niedertemperatur'));
    expect(titles).toEqual(items.map(() => `${long} [nicht vereinbart]`));
    for (const page of pages) {
      const taken: { top: number; left: number; right: number }[] = [];
      const put = (top: number, left: number, right: number) => {
        expect(
          taken.filter((each) => Math.abs(each.top - top) < 10 && each.left < right && left < each.right),
        ).toEqual([]);
        expect(right).toBeLessThanOrEqual(paper.width + 0.1);
        taken.push({ top, left, right });
      };
      for (const [, x, y, width] of page.matchAll(
        /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="16" rx/g,
      ))
        put(Number(y), Number(x), Number(x) + Number(width));
      for (const [, attributes = '', text = ''] of page.matchAll(/<text ([^>]*)>(Niedertemp[^<]*)</g)) {
        const at = (name: string) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(` ${attributes}`)?.[1]);
        const width = textWidth(text, 11);
        const left = attributes.includes('text-anchor="end"') ? at('x') - width : at('x');
        // From its baseline to the top of the bar of its row.
        put(at('y') - 12, left, left + width);
      }
      expect(taken.length % 2).toBe(0);
    }
  });

  it('[PICTURE-5] name where the record of every board ends, in as many lines as that takes, or how many are left', () => {
    const recordOf = (n: number) => `Produkteinführung Wärmepumpe ${n}: Eintrag ${n} (0123456789ab)`;
    const facts = (count: number) => Array.from({ length: count }, (_, n) => recordOf(n + 1));
    const paper = { width: 1046, height: 717, margin: 0 };
    for (const count of [1, 2, 12]) {
      const [page = ''] = timelinePictures(asked(many(9), { facts: facts(count) }), paper);
      const said = textsIn(page).filter((text) => text.includes('Eintrag'));
      expect(said.join(' · ').split(' · ')).toEqual(facts(count));
      for (const line of said) expect(textWidth(line, 12)).toBeLessThanOrEqual(paper.width);
      // What follows begins below them, the axis first.
      const below = [...page.matchAll(/<text [^>]*?y="([\d.]+)"[^>]*>Q\d/g)].map(([, y]) => Number(y));
      const lowest = [...page.matchAll(/<text [^>]*?y="([\d.]+)"[^>]*>[^<]*Eintrag/g)].map(([, y]) =>
        Number(y),
      );
      expect(Math.min(...below)).toBeGreaterThan(Math.max(...lowest) + 12);
    }
    const [long = ''] = timelinePictures(
      asked(many(9), { facts: [`${'Wärmepumpe '.repeat(30)}(0123456789ab)`] }),
      paper,
    );
    expect(textsIn(long).join(' ')).toContain(`${'Wärmepumpe '.repeat(30)}(0123456789ab)`);
    const pages = timelinePictures(asked(many(200), { facts: facts(100) }), paper);
    const said = textsIn(pages[0] ?? '').filter((text) => text.includes('Eintrag'));
    const told = said.join(' · ').split(' · ').length;
    expect(textsIn(pages[0] ?? '')).toContain(
      `und ${100 - told} weitere; die gedruckte Liste des Kalenders nennt alle`,
    );
  });

  it('[PICTURE-6] have a long title whole, in smaller letters, and no name of a lane in its bars, as wide as bold letters are', () => {
    const title = 'Wärmepumpen-Offensive Bestandsgebäude 2027 · Brenner Wärme & Söhne Gebäudetechnik GmbH';
    // As measured in DejaVu Sans Bold, the widest of the faces.
    const [titleWidth, letter] = [1122.41 / 20, 12.21 / 20];
    const lane = 'Fachhandwerkerqualifizierung';
    const sheet = { width: 1046, height: 717, margin: 0 };
    const [page = ''] = timelinePictures(asked(many(5), { title, laneName: () => lane }), sheet);
    const [, size, said] = /font-size="([\d.]+)" font-weight="600"[^>]*>([^<]*)</.exec(page) ?? [];
    expect(said).toBe(title.replace('&', '&amp;'));
    // The number of a sheet stands to the right of it.
    expect(Number(size) * titleWidth).toBeLessThanOrEqual(1046 - 60);
    expect(Number(size)).toBeGreaterThan(13);
    const name = textsIn(page).find((text) => text.startsWith('Fach')) ?? '';
    expect(name.length).toBeGreaterThan(18);
    expect(name.length * 12 * letter).toBeLessThanOrEqual(176);
    const [short = ''] = timelinePictures(asked(many(5)), sheet);
    expect(short).toContain('font-size="20"');
    // Where a lane goes on, that has a line of its own.
    const long = many(600, { department: 'marketing' });
    const texts = textsIn(timelinePictures(asked(long, { laneName: () => lane }), A3).at(-1) ?? '');
    expect(texts).toContain(name);
    expect(texts).toContain('(Fortsetzung)');
  });

  it('[PICTURE-6] what no page has room for is cut in its title, and still says that it is not agreed', () => {
    const title = 'Sonderfinanzierung '.repeat(60);
    const [page = ''] = timelinePictures(asked([item(2, { title, agreed: false, state: 'in-review' })]), A3);
    const shown = textsIn(page).find((text) => text.startsWith('Sonderf')) ?? '';
    expect(shown).toMatch(/… ?\[In Prüfung\]$/);
    expect(textWidth(shown, 11)).toBeLessThanOrEqual(1512 - 176);
  });

  it('[PICTURE-6] a bar and its words below it are not parted by the end of a page', () => {
    const title = 'Niedertemperaturheizkörperaustauschprogramm '.repeat(3);
    const items = many(80, { title, start: '2027-05-15', end: '2027-08-15' });
    for (const height of [500, 521])
      for (const page of timelinePictures(asked(items), { ...A3, height })) {
        const lowest = [...page.matchAll(/ y="([\d.]+)"[^>]*>Niedertemp/g)].map(([, y]) => Number(y));
        expect(lowest.length).toBeGreaterThan(0);
        expect(Math.max(...lowest)).toBeLessThan(height - 32);
      }
  });

  it('[PICTURE-2] tell whose a bar is also where they tell that it was launched or is closed', () => {
    const signs = (over: Partial<TimelineItem>) => {
      const [page = ''] = timelinePictures(asked([item(1, over)], { grouping: 'board' }), A3);
      // In the legend each has its own.
      const lanes = page.slice(0, page.indexOf('>Marketing<'));
      return [/<circle/g, /<rect [^>]*width="7"/g, /<path/g].map((sign) => lanes.match(sign)?.length ?? 0);
    };
    const legend = signs({ department: 'marketing' });
    for (const state of ['launched', 'closed'] as const) {
      const [own, other] = (['marketing', 'sales'] as const).map((department) =>
        signs({ department, state }),
      );
      expect(own).toEqual([legend[0], 0, 1]);
      expect(other).toEqual([(legend[0] ?? 0) - 1, 1, 1]);
    }
  });

  it('[PICTURE-2] explain what is on the sheets, and nothing else', () => {
    const [page = ''] = timelinePictures(
      asked([item(1), item(2, { state: 'closed', start: '2029-01-01', end: '2029-02-01' })]),
      A3,
    );
    expect(textsIn(page)).not.toContain('Abgeschlossen');
  });

  it('[PICTURE-2] say in words what is not agreed, and draw it otherwise than by colour', () => {
    const [page = ''] = timelinePictures(
      asked([
        item(1),
        item(2, { agreed: false, state: 'draft' }),
        item(3, { agreed: false, state: 'in-review' }),
      ]),
      A3,
    );
    expect(textsIn(page)).toEqual(
      expect.arrayContaining(['Plan 1', 'Plan 2 [nicht vereinbart]', 'Plan 3 [In Prüfung]']),
    );
    expect(page.match(/stroke-dasharray/g)).toHaveLength(3);
    const [agreed = ''] = timelinePictures(asked([item(1)]), A3);
    expect(agreed).not.toMatch(/stroke-dasharray|nicht vereinbart/);
  });

  it.each(['year', 'quarter', 'month', 'week'] as const)(
    '[PICTURE-1] a %s names the row of its weeks, once',
    (zoom) => {
      const span = spanOf(zoom, '2027-03-17');
      const [svg = ''] = timelinePictures(asked(many(9), { span, zoom }), SLIDE);
      expect(textsIn(svg).filter((text) => text === 'KW')).toHaveLength(1);
    },
  );

  it('[PICTURE-3] add up by quarter and lane, and never by person', () => {
    const items = [
      item(1, { start: '2027-02-01', end: '2027-02-10' }),
      item(3, { start: '2027-05-01', end: '2027-05-02' }),
    ];
    const [page = ''] = timelinePictures(asked(items), A3);
    expect(textsIn(page).map((text) => text.replaceAll('\u00a0', ' '))).toEqual(
      expect.arrayContaining(['Q1 · 1 vereinbart · 1.000 €', 'Q3', '1 vereinbart', '1.000 €']),
    );
    const [byOwner = ''] = timelinePictures(asked(items, { grouping: 'owner' }), A3);
    expect(textsIn(byOwner)).not.toContain('1 vereinbart');
  });

  it('[PICTURE-3] leave an amount out rather than cut it, as part of a number reads as another one', () => {
    const items = ['EUR', 'CHF', 'JPY', 'USD'].map((currency, n) =>
      item(3 * n, { start: '2027-02-01', end: '2027-02-10', budgetMinor: 1_234_567_800, currency }),
    );
    const [page = ''] = timelinePictures(asked(items), A3);
    const texts = textsIn(page).map((text) => text.replaceAll('\u00a0', ' '));
    expect(texts).toContain('12.345.678 CHF + …');
    expect(texts).toContain('Q1 · 4 vereinbart · 12.345.678 CHF + 12.345.678 € + …');
  });

  it('[PICTURE-1] are the same bytes for the same plans, and say so when there are none', () => {
    expect(timelinePictures(asked(many(50)), A3)).toEqual(timelinePictures(asked(many(50)), A3));
    const [empty = ''] = timelinePictures(asked([]), A3);
    expect(textsIn(empty)).toContain('In diesem Zeitraum ist nichts zu zeigen.');
  });

  it('[PICTURE-4] are whole whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 8 }), (titles) => {
        const typed = titles.map((title, n) => item(n, { title }));
        const [page = ''] = timelinePictures(
          asked(typed, { title: titles.join(), laneName: () => titles[0] ?? '' }),
          SLIDE,
        );
        wellFormed(page);
        expect(page).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Surrogate}/u);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the room that words take', () => {
  it('[PICTURE-1] is enough for what is kept of them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 0, max: 400 }),
        (text, width) => {
          const cut = cutText(text, 11, width);
          const fits = textWidth(text, 11) <= width;
          expect(fits ? cut === text : cut === '' || textWidth(cut, 11) <= width).toBe(true);
        },
      ),
    );
  });
});

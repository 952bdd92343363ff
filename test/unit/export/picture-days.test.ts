import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates';
import type { Band } from '../../../shared/domain/timeline/axis';
import type { TimelineItem } from '../../../shared/domain/timeline/items';
import { timelinePictures } from '../../../shared/export/picture/timeline-pictures';

const YEAR = { from: '2027-01-01', to: '2027-12-31' } as const;
const A3 = { width: 1512, height: 1046, margin: 0 } as const;
const LANES = 176;
const DAY = (A3.width - LANES) / 365;

const band = (from: string, to: string, kind: Band['kind'], label: string): Band => ({
  key: `${kind} ${from}`,
  kind,
  from,
  to,
  label,
});
const DAYS = [
  band('2026-12-20', '2027-01-06', 'noted', 'Weihnachtsferien'),
  band('2027-05-06', '2027-05-06', 'holiday', 'Christi Himmelfahrt'),
  band('2027-08-02', '2027-08-20', 'closed', 'Betriebs<ferien>'),
  band('2027-11-15', '2027-12-31', 'frozen', 'Budgetsperre'),
  band('2028-01-01', '2028-01-01', 'holiday', 'Neujahr'),
];

function plan(n: number): TimelineItem {
  const start = addDays('2027-01-10', (n * 37) % 300);
  return {
    key: `b/p${n}`,
    board: 'b',
    planId: `p${n}`,
    title: `Plan ${n}`,
    department: 'marketing',
    start,
    end: addDays(start, 40),
    agreed: true,
    state: 'agreed',
    besideAgreement: false,
    startedUnagreed: false,
    deleted: false,
    changes: 0,
    ownerId: 'max',
    audience: '',
    channels: [],
    regions: [],
    budgetMinor: null,
    currency: 'EUR',
    tags: [],
    color: '',
  };
}

function pages(bands: readonly Band[], count = 12, height: number | null = A3.height): string[] {
  return timelinePictures(
    {
      title: 'Wärmepumpe',
      facts: [],
      lang: 'de',
      items: Array.from({ length: count }, (_, n) => plan(n)),
      span: YEAR,
      zoom: 'year',
      grouping: 'department',
      firstMonth: 1,
      laneName: (key) => key,
      bands,
    },
    { ...A3, height },
  );
}

const textsIn = (svg: string) =>
  [...svg.matchAll(/<text [^>]*? y="([\d.]+)"[^>]*>([^<]*)<\/text>/g)].map(([, y, text = '']) => ({
    y: Number(y),
    text: text.replaceAll(/\s/g, ' '),
  }));

describe('days that matter, in a picture', () => {
  it('[PICTURE-7] lie behind the bars, where they are on the axis, and are named with their dates', () => {
    const [page = ''] = pages(DAYS);
    const behind = page.slice(0, page.indexOf('Plan 0'));
    for (const [days, length] of [
      [0, 6],
      [125, 1],
      [213, 19],
      [318, 47],
    ] as const) {
      const [x, width] = [LANES + days * DAY, length * DAY].map((each) => Math.round(each * 100) / 100);
      expect(behind).toContain(`<rect x="${x}" y="118" width="${width}"`);
    }
    const said = textsIn(page).map(({ text }) => text);
    for (const text of ['6. Mai Christi Himmelfahrt', '2.–20. Aug. Betriebs&lt;ferien&gt;'])
      expect(said).toContain(text);
    expect(said.join()).not.toContain('Neujahr');
  });

  it('[PICTURE-7] are on each sheet, and leave the lanes their room', () => {
    for (const [height, count] of [
      [A3.height, 400],
      [null, 60],
    ] as const) {
      const [bare, sheets] = [pages([], count, height), pages(DAYS, count, height)];
      for (const page of sheets) {
        const high = Number(/ height="(\d+)"/.exec(page)?.[1]);
        const texts = textsIn(page);
        const top = Math.min(...texts.filter(({ text }) => /Budgetsperre/.test(text)).map(({ y }) => y));
        const legend = texts.find(({ text }) => text === 'Marketing')?.y ?? 0;
        expect(top).toBeLessThan(legend - 12);
        const lowest = Math.max(...texts.filter(({ text }) => text.startsWith('Plan')).map(({ y }) => y));
        expect(lowest).toBeLessThan(top - 12);
        for (const { y } of texts) expect(y).toBeLessThan(high);
      }
      const plans = (all: readonly string[]) => all.join('').match(/>Plan \d+</g)?.length;
      expect(plans(sheets)).toBe(plans(bare));
    }
  });

  it('[PICTURE-8] are told apart in grey, by shade or pattern', () => {
    const [page = ''] = pages(DAYS);
    const fill = (kind: string) =>
      new RegExp(`<rect [^>]*fill="([^"]+)"/>(?=<text [^>]*>[^<]*${kind})`).exec(page)?.[1];
    const [noted, holiday, closed, frozen] = ['Weihnachtsferien', 'Himmelfahrt', 'Betriebs', 'Budget'].map(
      fill,
    );
    expect(new Set([noted, holiday, frozen]).size).toBe(3);
    expect(closed).toBe(holiday);
    for (const url of [noted, frozen]) expect(page).toContain(`<pattern id="${url?.slice(5, -1)}"`);
    const greys = [...page.slice(page.indexOf('<defs>'), page.indexOf('</defs>')).matchAll(/#(\w{6})/g)];
    expect(greys.length).toBeGreaterThan(0);
    for (const [, hex = ''] of greys) expect(hex).toMatch(/^(..)\1\1$/);
  });

  it('[PICTURE-8] that have no room below are counted', () => {
    const many = Array.from({ length: 120 }, (_, n) => {
      const day = addDays('2027-01-02', n * 3);
      return band(day, day, 'holiday', `Tag ${n} (${'Mecklenburg-Vorpommern, '.repeat(4)})`);
    });
    const [page = ''] = pages(many);
    const texts = textsIn(page).map(({ text }) => text);
    const left = Number(/und (\d+) weitere/.exec(texts.join())?.[1]);
    const named = texts.filter((text) => / Tag \d+/.test(text)).length;
    expect(named).toBeGreaterThan(10);
    expect(named + left).toBe(120);
    expect(pages(DAYS).join('')).not.toMatch(/weitere/);
  });
});

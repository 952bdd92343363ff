import { describe, expect, it } from 'vitest';
import { REGIONS, regionMeant, regionOfText, regionsOverlap } from '../../../../shared/domain/days/regions';

describe('regions', () => {
  it('[DAYS-2] has three countries with 16 and 9 states and 26 cantons, each once', () => {
    const count = (start: string) => REGIONS.filter(({ code }) => code.startsWith(start)).length;
    expect(['DE', 'AT', 'CH'].map(count)).toEqual([17, 10, 27]);
    expect(new Set(REGIONS.map(({ code }) => code)).size).toBe(REGIONS.length);
    expect(new Set(REGIONS.map(({ text }) => text)).size).toBe(REGIONS.length);
  });

  it('[DAYS-2] takes the German name for the region, and asks about every other text that may mean one', () => {
    expect(regionOfText('Bayern')?.code).toBe('DE-BY');
    expect(regionMeant('Bayern')).toBeNull();
    for (const [text, code] of [
      ['bayern', 'DE-BY'],
      ['Bavaria', 'DE-BY'],
      ['DE-BY', 'DE-BY'],
      [' nrw ', 'DE-NW'],
      ['Thueringen', 'DE-TH'],
      ['Zürich', 'CH-ZH'],
      ['Switzerland', 'CH'],
    ] as const) {
      expect([text, regionOfText(text), regionMeant(text)?.code]).toEqual([text, null, code]);
    }
    expect(regionMeant('Süddeutschland')).toBeNull();
  });

  it('[DAYS-3] lets a state and its country overlap, and a plan without regions everything', () => {
    expect(regionsOverlap(['Bayern'], ['Deutschland'])).toBe(true);
    expect(regionsOverlap(['Bayern'], ['Hessen', 'Bayern'])).toBe(true);
    expect(regionsOverlap(['Bayern'], ['Hessen'])).toBe(false);
    expect(regionsOverlap(['Bayern'], ['Österreich'])).toBe(false);
    expect(regionsOverlap(['Süd'], ['süd '])).toBe(true);
    expect(regionsOverlap([], ['Tirol'])).toBe(true);
  });
});

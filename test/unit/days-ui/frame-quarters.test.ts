import { describe, expect, it } from 'vitest';
import { quarterOf, quartersFrom } from '../../../renderer/features/days/logic/frame-quarters';

describe('quarters of frames', () => {
  it('[DAYS-5] are those of the calendar year, also over its turn', () => {
    expect(quartersFrom('2026-11-30', 1).slice(0, 3)).toEqual(['2026-10-01', '2027-01-01', '2027-04-01']);
    expect(quarterOf('2026-10-01', 1)).toEqual({ quarter: '4', year: '2026' });
    expect(quarterOf('2026-11-01', 1)).toBeNull();
  });

  it('[DAYS-5] are those of the business year, and said by their days', () => {
    expect(quartersFrom('2027-01-31', 2).slice(0, 3)).toEqual(['2026-11-01', '2027-02-01', '2027-05-01']);
    expect(quartersFrom('2026-11-30', 7)[0]).toBe('2026-10-01');
    expect(quarterOf('2026-10-01', 7)).toBeNull();
  });
});

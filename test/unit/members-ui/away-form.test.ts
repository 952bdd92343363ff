import { expect, it } from 'vitest';
import { changesOf, typedAway } from '../../../renderer/features/members/logic/away-form';

const TODAY = '2027-03-01';
const own = { from: '2027-03-08', until: '2027-03-12' };
const named = { deputy: 'aylin', ...own };

it("[UI-43] what another device says of one's absence stays where something else was touched here", () => {
  const later = { from: '2027-03-09', until: '2027-03-19' };
  expect(typedAway({ own: later, named }, TODAY, { from: '2027-03-10' })).toEqual({
    from: '2027-03-10',
    until: later.until,
    deputy: 'aylin',
  });
  expect(typedAway({ own, named: null }, TODAY, { until: null })).toEqual({
    ...own,
    until: null,
    deputy: null,
  });
  expect(typedAway({ own: null, named: null }, TODAY, {})).toEqual({
    from: TODAY,
    until: null,
    deputy: null,
  });
});

it('[UI-43] nothing is written of what nobody touched', () => {
  expect(changesOf({ own, named }, { ...own, deputy: 'aylin' })).toEqual({});
  expect(changesOf({ own, named: null }, { ...own, deputy: null })).toEqual({});
  expect(changesOf({ own, named }, { ...own, deputy: null })).toEqual({ deputy: null });
  expect(changesOf({ own, named: null }, { ...own, deputy: 'aylin' })).toEqual({ deputy: named });
});

it('[UI-43] who stands in does so for the days one is away', () => {
  const days = { from: own.from, until: '2027-03-19' };
  expect(changesOf({ own, named }, { ...days, deputy: 'aylin' })).toEqual({
    days,
    deputy: { deputy: 'aylin', ...days },
  });
  expect(changesOf({ own: null, named: null }, { ...days, deputy: null })).toEqual({ days });
});

import { describe, expect, it } from 'vitest';
import { extentOfFile, extentOfPicture } from '../../../renderer/features/calendar/logic/extent';
import { isHigherThanWide, FORMS } from '../../../renderer/features/calendar/picture/paint';
import { timelinePictures } from '../../../shared/export/picture/timeline-pictures';
import { item, planWith } from './support';

const draft = { agreed: false, state: 'draft' } as const;
const beside = { agreed: false, state: 'changed-since-agreed', besideAgreement: true } as const;
const PLANS = [
  planWith([item('fair', '2027-03-01', '2027-03-05', { channels: ['Messe'] })]),
  planWith([
    item('spring', '2027-04-01', '2027-04-30', { channels: ['Messe'] }),
    item('spring~', '2028-04-01', '2028-04-30', { ...beside, channels: ['Messe'] }),
  ]),
  planWith([item('letter', '2027-02-01', '2027-02-20', draft)]),
  planWith([item('old', '2019-01-01', '2019-01-05')]),
  planWith([], { planId: 'someday' }),
  // It was withdrawn before it had days.
  planWith([], { planId: 'gone', state: 'withdrawn', undated: false }),
];
const YEAR = [{ from: '2027-01-01', to: '2027-12-31' }];

describe('what leaves the house', () => {
  it('[EXPORT-17] a file has the plans of all years, and the others are counted once each', () => {
    const none = { otherTime: 0, filtered: 0 };
    expect(extentOfFile(PLANS, 'agreed')).toEqual({ shown: 3, notAgreed: 1, undated: 1, ...none });
    expect(extentOfFile(PLANS, 'all')).toEqual({ shown: 4, notAgreed: 0, undated: 1, ...none });
    expect(extentOfFile([], 'all')).toEqual({ shown: 0, notAgreed: 0, undated: 0, ...none });
  });

  it('[PICTURE-5] a picture has those of its time that the filter leaves', () => {
    const all = PLANS.flatMap(({ items }) => items);
    const left = { undated: 1, otherTime: 1, filtered: 0 };
    expect(extentOfPicture(PLANS, all, YEAR, 'agreed')).toEqual({ shown: 2, notAgreed: 1, ...left });
    expect(extentOfPicture(PLANS, all, YEAR, 'all')).toEqual({ shown: 3, notAgreed: 0, ...left });
    const fairs = all.filter(({ channels }) => channels.includes('Messe'));
    expect(extentOfPicture(PLANS, fairs, YEAR, 'agreed')).toEqual({
      shown: 2,
      notAgreed: 0,
      undated: 1,
      otherTime: 0,
      filtered: 2,
    });
  });

  it('[PICTURE-5] more plans than a slide has room for are told from those that fit', () => {
    const slideOf = (count: number) =>
      timelinePictures(
        {
          items: Array.from({ length: count }, (_, n) => item(`p${n}`, '2027-03-01', '2027-11-30')),
          title: 'Solar',
          facts: [],
          lang: 'de',
          span: { from: '2027-01-01', to: '2027-12-31' },
          zoom: 'year',
          grouping: 'department',
          firstMonth: 1,
          laneName: (key) => key,
        },
        FORMS.slide.paper,
      )[0] ?? '';
    expect([0, 1, 30, 100, 2_000].map((count) => isHigherThanWide(slideOf(count)))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

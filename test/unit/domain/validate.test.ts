import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../../shared/domain/json';
import { planProblems, submissionProblems } from '../../../shared/domain/validate';
import { campaign } from './support';

const problems = (fields: Record<string, Json>) =>
  planProblems({ id: 'p', ...fields }).map(({ field, problem }) => `${field} ${problem}`);
const obstacles = (fields: Record<string, Json>) =>
  submissionProblems({ ...campaign(fields), id: 'p' }).map(({ field, problem }) => `${field} ${problem}`);
const paragraph = (text: string): Json => [{ type: 'paragraph', children: [{ text }] }];

describe('[PLAN-9] problems of a plan', () => {
  test.each<[Record<string, Json>, string[]]>([
    [{}, []],
    [{ title: '', start: null, end: '', budgetMinor: null, brief: '' }, []],
    [{ title: 7 }, ['title not-text']],
    [{ goal: 'x'.repeat(2000) }, []],
    [{ goal: 'x'.repeat(2001) }, ['goal too-long']],
    [{ start: '2027-02-31' }, ['start no-such-date']],
    [{ start: '31.12.9999' }, ['start date-out-of-range']],
    [{ end: '1789-07-14' }, ['end date-out-of-range']],
    [{ start: 'morgen', end: '31.12.2027' }, ['start no-such-date', 'end no-such-date']],
    [{ start: '2027-03-02', end: '2027-03-01' }, ['end end-before-start']],
    [{ start: '2027-03-01', end: '2027-03-01' }, []],
    [{ budgetMinor: -1, currency: 'EUR' }, ['budgetMinor negative']],
    [{ budgetMinor: 0.5, currency: 'EUR' }, ['budgetMinor not-a-whole-number']],
    [{ budgetMinor: '12', currency: 'EUR' }, ['budgetMinor not-a-whole-number']],
    [{ budgetMinor: 1e12, currency: 'EUR' }, []],
    [{ budgetMinor: 1e12 + 1, currency: 'EUR' }, ['budgetMinor too-large']],
    [{ budgetMinor: 1 }, ['currency not-a-currency']],
    [{ budgetMinor: 1, currency: 'euro' }, ['currency not-a-currency']],
    [{ currency: 'euro' }, []],
    [{ expectedEnquiries: -1 }, ['expectedEnquiries negative']],
    [{ expectedEnquiries: 1e9 + 1 }, ['expectedEnquiries too-large']],
    [{ channels: 'Messe' }, ['channels not-text']],
    [{ channels: ['Messe', 7] }, ['channels not-text']],
    [{ regions: ['x'.repeat(2001)] }, ['regions too-long']],
    [{ regions: Array.from({ length: 501 }, (_, i) => `${i}`) }, ['regions too-large']],
    [{ brief: 'text' }, ['brief not-text']],
    [{ brief: paragraph('x'.repeat(200_000)) }, []],
    [{ brief: paragraph('x'.repeat(200_001)) }, ['brief too-long']],
    [{ brief: nested(250) }, ['brief too-long']],
  ])('case %#', (fields, expected) => {
    expect(problems(fields)).toEqual(expected);
  });
});

describe('[PLAN-10] what keeps a plan from being submitted', () => {
  test.each<[Record<string, Json>, string[]]>([
    [{}, []],
    [{ title: ' ' }, ['title required']],
    [{ title: '\u200b\u2060\u00ad' }, ['title required']],
    [{ title: '\u3164 \u2800' }, ['title required']],
    [
      { title: null, start: '', end: null, ownerId: null },
      ['title required', 'start required', 'end required', 'ownerId required'],
    ],
    [{ end: '2027-01-01' }, ['end end-before-start']],
    [{ fieldOfTomorrow: nested(190) }, []],
    [{ fieldOfTomorrow: nested(100_000) }, ['kind too-large']],
    [{ fieldOfTomorrow: 'x'.repeat(1_000_000) }, ['kind too-large']],
  ])('case %#', (fields, expected) => {
    expect(obstacles(fields)).toEqual(expected);
  });

  it('sees that a brief was cut, in the material as in the plan', () => {
    expect(obstacles({ brief: nested(100_000) })).toEqual(['brief too-long']);
  });
});

/** That many arrays within one another. */
function nested(depth: number): Json {
  let value: Json = ['x'];
  for (let level = 1; level < depth; level++) value = [value];
  return value;
}

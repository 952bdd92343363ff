import type { Given } from './world';

const WALK_IN = '403 not-allowed walk-in';
const WRONG_DEPARTMENT = '403 not-allowed wrong-department';
const PERIOD = { title: 'Inventur', from: '2027-01-04', to: '2027-01-06' };

/** Days that matter, which departments set, owners any; frames; and what is planned and promised when. */
export const DAY_ROWS = {
  days: [{ answer: '200' }],
  setPeriods: [
    {
      about: 'of sales',
      ask: () => ({ body: { periods: [{ ...PERIOD, kind: 'closed' }] } }),
      answer: '201',
      writes: true,
      refuses: { 'walk-in': WALK_IN, member: WRONG_DEPARTMENT },
    },
    {
      about: 'of marketing',
      ask: () => ({ body: { periods: [{ ...PERIOD, kind: 'freeze' }] } }),
      answer: '201',
      writes: true,
      refuses: { 'walk-in': WALK_IN, elsewhere: WRONG_DEPARTMENT, approver: WRONG_DEPARTMENT },
    },
  ],
  changePeriod: [
    {
      ask: () => ({ params: { period: 'no-such' }, body: { ...PERIOD, kind: 'closed' } }),
      answer: '404 not-found',
    },
  ],
  endPeriod: [{ ask: () => ({ params: { period: 'no-such' } }), answer: '404 not-found' }],
  setFrame: [
    {
      ask: () => ({ body: { from: '2027-01-01', currency: 'EUR', amountMinor: 100 } }),
      answer: '204',
      writes: true,
    },
  ],
  planned: [{ ask: () => ({ query: 'from=2027-01-01&to=2027-12-31' }), answer: '200' }],
  followUpLoad: [
    {
      ask: ({ people }: Given) => ({ query: `owner=${people.approver.id}&from=2027-01-01&to=2027-12-31` }),
      answer: '200',
    },
  ],
} as const;

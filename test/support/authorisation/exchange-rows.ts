const reads = { answer: '200' };
const NOT_THERE = '404 not-found';
const WALK_IN = '403 not-allowed walk-in';

/** Calendars as files and subscriptions to them; templates of agendas, which are their maker's own. */
export const EXCHANGE_ROWS = {
  calendarIcs: [reads],
  calendarCsv: [reads],
  calendarXlsx: [reads],
  calendarJson: [reads],
  calendarsIcs: [reads],
  calendarsCsv: [reads],
  calendarsXlsx: [reads],
  calendarsJson: [reads],
  feeds: [reads],
  makeFeed: [{ ask: () => ({ body: {} }), answer: '201', writes: true, refuses: { 'walk-in': WALK_IN } }],
  endFeed: [{ ask: () => ({ params: { feed: 'no-such' } }), answer: NOT_THERE }],
  feed: [{ ask: () => ({ params: { secret: 'no-such.ics' } }), answer: NOT_THERE }],
  templates: [reads],
  keepTemplate: [
    {
      ask: () => ({ body: { title: 'Quartal', items: [{ title: 'Zahlen', minutes: 10 }] } }),
      answer: '201',
      writes: true,
      refuses: { 'walk-in': WALK_IN },
    },
  ],
  endTemplate: [{ ask: () => ({ params: { template: 'no-such' } }), answer: NOT_THERE }],
} as const;

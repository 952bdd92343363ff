import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { dayOf } from '../../../../server/base/ports';

it('[STATUS-11] the day is the one where the host stands, around every midnight of a year', () => {
  const zone = Temporal.Now.timeZoneId();
  for (let hour = 0; hour < 366 * 24; hour++) {
    const at = Date.UTC(2027, 11, 1) + hour * 3_600_000;
    for (const now of [at - 1, at]) {
      const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
      expect(dayOf({ now: () => now })).toBe(there.toString());
    }
  }
});

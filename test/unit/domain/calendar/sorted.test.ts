import { describe, expect, test } from 'vitest';
import { sorted } from '../../../../shared/domain/calendar/sorted';
import { seeded } from '../../../support/random';

describe('sorting in steps', () => {
  test.each([0, 1, 2, 255, 256, 257, 512, 3000])(
    '[EXPORT-13] %i items stand as sorting in one go puts them, the equal ones as they stood',
    (count) => {
      const random = seeded(count);
      const items = Array.from({ length: count }, (_, place) => ({
        key: random.below(count / 3 + 1),
        place,
      }));
      const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
      const steps = sorted(items, compare);
      let [turns, step] = [0, steps.next()];
      for (; !step.done; step = steps.next()) turns += 1;
      expect(step.value).toEqual([...items].sort(compare));
      expect(turns).toBeGreaterThanOrEqual(Math.ceil(count / 256));
    },
  );
});

import { expect, it } from 'vitest';
import { Queue } from '../../../../server/base/queue';

it('[SYNC-16] goes on behind a commit that fails and a task that fails', async () => {
  const [committed, lost]: [string[], string[]] = [[], []];
  const queue = new Queue<string>(
    async (items) => {
      if (items.includes('bad')) throw new Error('no');
      committed.push(...items);
    },
    (items) => lost.push(...items),
  );
  queue.add('bad');
  const refused = queue.run(() => Promise.reject(new Error('task')));
  const thrown = queue.run(() => {
    throw new Error('at once');
  });
  queue.add('good');
  await expect(refused).rejects.toThrow('task');
  await expect(thrown).rejects.toThrow('at once');
  await queue.run(async () => undefined);
  expect([committed, lost]).toEqual([['good'], ['bad']]);
});

import { expect, it } from 'vitest';
import { compare, type AtEnd, type Pair } from '../../bench/harness';

const comparison = (prepare: (atEnd: AtEnd) => Promise<Pair>) =>
  compare({ name: 'waiting', reference: 'less of it', unit: 'ms', rounds: 1, prepare });

it('a comparison ends what it opened, the last first, whether it comes to its end or not even begins', async () => {
  const ended: string[] = [];
  const opening = (atEnd: AtEnd) => ['host', 'client'].forEach((what) => atEnd(() => ended.push(what)));
  await comparison(async (atEnd) => {
    opening(atEnd);
    return { reference: async () => 1, ours: async () => 2 };
  });
  expect(ended).toEqual(['client', 'host']);
  const failing = comparison(async (atEnd) => {
    opening(atEnd);
    throw new Error('no relay');
  });
  await expect(failing).rejects.toThrow('no relay');
  expect(ended).toEqual(['client', 'host', 'client', 'host']);
});

import { describe, expect, it } from 'vitest';
import { trail } from './simulate';

describe('a seed', () => {
  it('[SIM-4] plays the same steps to the same end each time, whatever was played before it', async () => {
    const first = await trail(7, 200);
    await trail(8, 50);
    expect(await trail(7, 200)).toEqual(first);
    expect(await trail(9, 200)).not.toEqual(first);
  });
});

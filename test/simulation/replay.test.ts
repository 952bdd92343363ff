import { createHook } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { simulate, trail } from './simulate';

/** What Node waits for without any thread or device; a signature is verified at once, though it bears this name. */
const DECIDED = new Set(['PROMISE', 'Microtask', 'TickObject', 'Immediate', 'SIGNREQUEST']);

describe('a seed', () => {
  it('[SIM-4] plays the same steps to the same end each time, whatever was played before it', async () => {
    const first = await trail(7, 200);
    await trail(8, 50);
    expect(await trail(7, 200)).toEqual(first);
    expect(await trail(9, 200)).not.toEqual(first);
  });

  it('[SIM-4] waits for nothing that answers when it likes', async () => {
    await trail(7, 20);
    const asked: string[] = [];
    const hook = createHook({
      init: (_id, kind) => void (DECIDED.has(kind) || asked.push(`${kind} ${new Error().stack ?? ''}`)),
    });
    hook.enable();
    for (let seed = 100; seed < 104; seed++) expect(await simulate(seed, 200)).toEqual([]);
    hook.disable();
    expect(asked).toEqual([]);
  });
});

import { vi } from 'vitest';
import { HANGS_MS } from './hangs';

// vitest waits a second unless told otherwise, which is a guess about the machine.
const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (check, options) =>
  waitFor(check, { timeout: HANGS_MS, ...(typeof options === 'number' ? { timeout: options } : options) });

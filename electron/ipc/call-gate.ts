import type { z } from 'zod';
import { contract, type Method } from '../../shared/ipc/contract';
import { DesktopError } from '../../shared/ipc/errors';
import { isAppUrl, type WindowKind } from '../page/origin';

/** The part of an IPC event that says who calls. */
export interface Caller {
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly mainFrame: { readonly url: string } };
}

/** Calls that a window may make at once, and then per second: many times what a person can cause. */
const burst = 100;
const perSecond = 20;

/**
 * Every call passes here before anything is done for it. The caller is known by its window, never by what it says.
 * @returns the input, checked
 * @throws DesktopError
 */
export function admit<M extends Method>(
  method: M,
  caller: Caller,
  kind: WindowKind | undefined,
  raw: unknown,
): z.output<(typeof contract)[M]['input']> {
  const frame = caller.senderFrame;
  // Only the main frame of one of our own pages is answered.
  if (frame === null || frame !== caller.sender.mainFrame || !isAppUrl(frame.url) || kind === undefined)
    throw new DesktopError('not-yours');
  const { from, input } = contract[method];
  if (from !== 'any' && from !== kind) throw new DesktopError('not-here');
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new DesktopError('bad-input');
  return parsed.data as z.output<(typeof contract)[M]['input']>;
}

/** Stops a page that calls without end from slowing down the other windows. */
export class CallLimit {
  readonly #left = new WeakMap<object, { calls: number; at: number }>();

  /** @param now milliseconds of any clock that never goes back */
  take(caller: object, now: number): boolean {
    const { calls, at } = this.#left.get(caller) ?? { calls: burst, at: now };
    const left = Math.min(burst, calls + (Math.max(0, now - at) / 1000) * perSecond);
    this.#left.set(caller, { calls: left < 1 ? left : left - 1, at: now });
    return left >= 1;
  }
}

import { createPublicKey, verify, webcrypto, type KeyObject } from 'node:crypto';
import { Dice } from '../../support/dice';
import { Timers, type Timer } from './timers';

// What a process reaches for by itself: time, timers, randomness, WebCrypto. To be imported before everything else,
// since libraries take hold of these when they are loaded. While no simulation runs, all of it is the real thing.

/** Seconds since 1970 at which every simulation begins: a Monday morning. */
const START_MS = Date.UTC(2027, 0, 4, 8);

/** The machine that a simulation runs on. The host has a clock of its own; all clients share another one. */
export class Machine {
  readonly timers = new Timers();
  readonly dice: Dice;
  /** Milliseconds by which each side's clock is wrong. */
  readonly skew = { host: 0, clients: 0 };

  constructor(seed: number) {
    this.dice = new Dice(seed);
  }

  now(side: keyof Machine['skew']): number {
    return START_MS + this.timers.now + this.skew[side];
  }
}

let running: Machine | null = null;

/** Runs a task on a machine of its own. One at a time: these are a process's globals. */
export async function onMachine<T>(machine: Machine, task: () => Promise<T>): Promise<T> {
  if (running) throw new Error('a simulation runs already');
  running = machine;
  try {
    return await task();
  } finally {
    running = null;
  }
}

const RealDate = globalThis.Date;
const now = () => running?.now('clients') ?? RealDate.now();
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
});

const realRandom = Math.random;
Math.random = () => running?.dice.fraction() ?? realRandom();

const real = { setTimeout, setInterval, clearTimeout, clearInterval };
type Handler = (...args: unknown[]) => void;
/** Of a real timer or of one of ours. */
type Handle = NodeJS.Timeout | Timer;
const clear = (handle?: Handle) => {
  if (handle && 'due' in handle) handle.stop();
  else real.clearTimeout(handle);
};
Object.assign(globalThis, {
  setTimeout: (handler: Handler, ms = 0, ...args: unknown[]): Handle =>
    running ? running.timers.add(() => handler(...args), ms) : real.setTimeout(handler, ms, ...args),
  setInterval: (handler: Handler, ms = 0, ...args: unknown[]): Handle =>
    running ? running.timers.add(() => handler(...args), ms, true) : real.setInterval(handler, ms, ...args),
  clearTimeout: clear,
  clearInterval: clear,
});

const realValues = webcrypto.getRandomValues.bind(webcrypto);
function values<T extends ArrayBufferView>(array: T): T {
  if (!running) return realValues(array as unknown as Uint8Array) as unknown as T;
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(running.dice.bytes(array.byteLength));
  return array;
}

/** Verifies at once: WebCrypto does so on threads of its own, whose answers come in no order a seed could decide. */
const subtle = new Proxy(webcrypto.subtle, {
  get: (target, key) => {
    if (key === 'importKey') return async (_format: string, bytes: Uint8Array) => importNow(bytes);
    if (key === 'verify')
      return async (_name: string, key: KeyObject, signature: Uint8Array, text: Uint8Array) =>
        verify(null, text, key, signature);
    const value = Reflect.get(target, key) as unknown;
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  },
});
function importNow(key: Uint8Array): KeyObject {
  // Read as a JWK: OpenSSL takes as long for a key in DER as for a signature.
  const x = Buffer.from(key).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
Object.defineProperty(webcrypto, 'getRandomValues', { value: values });
Object.defineProperty(webcrypto, 'subtle', { value: subtle });

import { LOG_EVENTS } from '../base/log-events';
import type { Clock, Log } from '../base/ports';
import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivate } from '../../node/files';

/** What an error says of itself is for finding its cause, not for reading on. */
const ERROR_LENGTH = 300;

/**
 * The log of a host on its own: one line of JSON an event. The first is `ready`, as others wait for it to learn the
 * host's address; what happens before it is held back until then.
 */
export class JsonLines {
  readonly #write: (line: string) => void;
  readonly #clock: Clock;
  #held: string[] | null = [];

  constructor(write: (line: string) => void, clock: Clock) {
    this.#write = write;
    this.#clock = clock;
  }

  readonly log: Log = (event, facts = {}) => {
    const at = new Date(this.#clock.now()).toISOString();
    const line = `${JSON.stringify({ at, level: LOG_EVENTS[event], event, ...withoutContent(facts) })}\n`;
    if (this.#held) this.#held.push(line);
    else this.#write(line);
  };

  /** The one line that carries a secret: the link of the first owner. */
  ready(facts: { readonly url: string; readonly ownerInvite?: string; readonly certificate?: string }): void {
    this.#write(`${JSON.stringify({ event: 'ready', ...facts })}\n`);
    this.flush();
  }

  /** Writes what was held back; for a host that never gets ready. */
  flush(): void {
    for (const line of this.#held ?? []) this.#write(line);
    this.#held = null;
  }
}

/** Errors quote what they stumbled over, and that may be what somebody wrote. */
function withoutContent(facts: NonNullable<Parameters<Log>[1]>): NonNullable<Parameters<Log>[1]> {
  const { error } = facts;
  if (typeof error !== 'string') return facts;
  const unquoted = error.replace(/"[^]*"|'[^]*'|`[^]*`/g, '…');
  return { ...facts, error: unquoted.slice(0, ERROR_LENGTH) };
}

/** Bytes of a log; a full one is kept aside, and the one before it is dropped. */
const LONGEST = 1024 * 1024;

/**
 * The log of a host to whom no service manager listens: `host.log` beside its data, for whoever is asked what happened.
 * What cannot be written is not: a full disk is told elsewhere.
 */
export function logFile(directory: string, clock: Clock): Log {
  const path = join(directory, 'host.log');
  const lines = new JsonLines((line) => {
    try {
      if (existsSync(path) && statSync(path).size + line.length > LONGEST) renameSync(path, `${path}.1`);
      if (!existsSync(path)) makePrivate(path);
      appendFileSync(path, line);
    } catch {
      // Nobody to tell.
    }
  }, clock);
  lines.flush();
  return lines.log;
}

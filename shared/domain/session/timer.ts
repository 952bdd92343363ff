/** The one timer of a workshop. Instants are milliseconds since 1970 by the host's clock. */
export type Timer =
  | { readonly state: 'off' }
  | { readonly state: 'running'; readonly endsAt: number }
  | { readonly state: 'paused'; readonly leftMs: number }
  /** It has run down; `endsAt` tells since when. */
  | { readonly state: 'ended'; readonly endsAt: number };

export const TIMER_OFF: Timer = { state: 'off' };

export const TIMER_DEEDS = ['start', 'pause', 'resume', 'add', 'stop'] as const;
export interface TimerDeed {
  readonly do: (typeof TIMER_DEEDS)[number];
  /** For how long, when it starts; how much more, when some is added. */
  readonly ms?: number | undefined;
}

/**
 * While a timer runs the host says something every few seconds: with none for so many milliseconds windows let it stand, as a
 * host that has died may say so to nobody.
 */
export const SILENT_MS = 8_000;

/** What is added when nobody says how much. */
const ONE_MORE = 60_000;

/**
 * The timer behind a deed.
 * @returns null when there is nothing to do it to, or nobody says for how long
 */
export function timerAfter(timer: Timer, deed: TimerDeed, now: number): Timer | null {
  const present = timerAt(timer, now);
  switch (deed.do) {
    case 'start':
      return deed.ms === undefined ? null : { state: 'running', endsAt: now + deed.ms };
    case 'pause':
      return present.state === 'running' ? { state: 'paused', leftMs: present.endsAt - now } : null;
    case 'resume':
      return present.state === 'paused' ? { state: 'running', endsAt: now + present.leftMs } : null;
    case 'add':
      return longer(present, deed.ms ?? ONE_MORE, now);
    case 'stop':
      return present.state === 'off' ? null : TIMER_OFF;
  }
}

/** The timer as it is at a moment: one whose time has come has ended, without anybody saying so. */
export function timerAt(timer: Timer, now: number): Timer {
  return timer.state === 'running' && timer.endsAt <= now ? { state: 'ended', endsAt: timer.endsAt } : timer;
}

/** Milliseconds that are left; null while there is nothing to count. */
export function leftOf(timer: Timer, now: number): number | null {
  const present = timerAt(timer, now);
  if (present.state === 'off') return null;
  if (present.state === 'ended') return 0;
  return present.state === 'paused' ? present.leftMs : present.endsAt - now;
}

/** What has ended goes on from now, not from when it ended: a minute more is a whole minute. */
function longer(timer: Timer, ms: number, now: number): Timer | null {
  switch (timer.state) {
    case 'off':
      return null;
    case 'paused':
      return { state: 'paused', leftMs: timer.leftMs + ms };
    case 'ended':
      return { state: 'running', endsAt: now + ms };
    case 'running':
      return { state: 'running', endsAt: timer.endsAt + ms };
  }
}

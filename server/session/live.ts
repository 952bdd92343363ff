import type { StoredCommand } from '../../shared/domain/session/commands';
import type { SessionState } from '../../shared/domain/session/session';
import { leftOf, SILENT_MS, timerAt } from '../../shared/domain/session/timer';
import { Gathering } from './gathering';

/** How often the host looks after its workshops, and with how much delay where it is busy. */
const [TICK, LATE] = [5_000, 2_000];

/** A workshop that is not closed, as the host has it before it. */
export interface Live {
  readonly id: string;
  readonly board: string;
  readonly commands: StoredCommand[];
  state: SessionState;
  readonly gathering: Gathering;
  /** Since when the facilitator has been without any device; null while he has one. */
  alone: number | null;
  /** What the timer had left when the host went away, until that is kept. */
  interrupted: number | null;
  /** Lets go of the board's room, which stays loaded while the workshop is open. */
  unpin: (() => void) | null;
}

/** Takes the name out of what brought somebody in. */
export function blankSeat(commands: StoredCommand[], rev: number): void {
  const at = commands.findIndex((each) => each.rev === rev);
  const stored = commands[at];
  if (stored?.command.type === 'seat') commands[at] = { ...stored, command: { type: 'seat', name: '' } };
}

export function newLive(id: string, board: string, commands: StoredCommand[], state: SessionState): Live {
  const gathering = new Gathering();
  return { id, board, commands, state, gathering, alone: null, interrupted: null, unpin: null };
}

/** Whether a timer runs, or has ended just now: that is told too, or windows would wait for more. */
export function isTimerTold({ timer }: SessionState, now: number): boolean {
  return timer.state === 'running' && (leftOf(timer, now - 2 * (TICK + LATE)) ?? 0) > 0;
}

/**
 * What a running timer has left after an outage of the host: no more than any window shows, which may have heard of the host
 * shortly before the next time that it would have noted being there, and let the time go on for a while.
 * @param alive when the host last noted that it was there
 */
export function interruptedAt(state: SessionState, alive: number, now: number): number | null {
  if (state.state !== 'open') return null;
  const last = Math.min(now, alive + TICK + LATE + SILENT_MS);
  const then = timerAt(state.timer, last);
  return then.state === 'running' ? then.endsAt - last : null;
}

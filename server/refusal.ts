import { CLOSE } from '../shared/sync/close-codes';
import type { Socket } from './connection';
import type { Log } from './ports';
import { ProblemError } from './problem';

/** Ends a socket that does not get in, with the reason. */
export function refuse(socket: Socket, code: number, reason: string): null {
  socket.close(code, reason);
  return null;
}

/** The same for one whose room could not be loaded. */
export function refuseRoom(socket: Socket, error: unknown, log: Log): null {
  const problem = error instanceof ProblemError ? error.code : null;
  if (problem === 'not-found') return refuse(socket, CLOSE.noRoom, 'there is no such board');
  if (problem === 'newer-board')
    return refuse(socket, CLOSE.version, 'a later version of Handschlag wrote this board');
  log('room-failed', { error: String(error) });
  return refuse(socket, CLOSE.failure, 'the host could not open the board');
}

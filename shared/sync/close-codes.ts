/** Close codes of the sync socket. 4400 to 4499 are terminal: the client must not simply try again. */
export const CLOSE = {
  /** A message nobody may send, or bytes that are none. */
  malformed: 4400,
  /** The ticket was none, used or too old: fetch another one. Stock providers stop here. */
  ticket: 4401,
  /** This member may not be here (any more): removed, or the board is not his. */
  forbidden: 4403,
  /** No such room. */
  noRoom: 4404,
  /** The workspace was restored: park the document and load afresh. */
  epoch: 4409,
  /** More than one message may weigh. */
  tooLarge: 4413,
  /** This client is newer or older than the host. */
  version: 4426,
  /** Too many messages. */
  tooMany: 4429,
  /** The host stops; come back. Not terminal. */
  goingAway: 1001,
  /** The host failed; come back. Not terminal. */
  failure: 1011,
} as const;

export function isTerminal(code: number): boolean {
  return code >= 4400 && code <= 4499;
}

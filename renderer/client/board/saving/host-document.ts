import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { SCHEMA_VERSION } from '../../../../shared/doc/schema';
import { ticketAnswer } from '../../../../shared/api/contract';
import { roomName } from '../../../../shared/sync/rooms';
import type { Api } from '../../connection/api';
import { BoardLink, type BoardLinkOptions } from '../../connection/board-link';
import type { Outcome } from '../../connection/outcome';

/** What lets one connection into a board; `old-epoch` once the workspace was restored. */
export async function boardTicket(api: Api, board: string, epoch: string): Promise<Outcome<string>> {
  const room = roomName({ kind: 'board', id: board });
  const answer = await api.call('ticket', ticketAnswer, { body: { room, epoch, schema: SCHEMA_VERSION } });
  return answer.ok ? { ok: true, value: answer.value.ticket } : answer;
}

/** How long the host is waited for when a board is only looked at. */
const LOOK_MS = 10_000;

/** The board as the host has it in an epoch; null when that cannot be seen now. */
export function boardNow({
  api,
  epoch,
  ...door
}: Pick<BoardLinkOptions, 'board' | 'syncUrl' | 'socket'> & {
  readonly api: Api;
  readonly epoch: string;
}): Promise<Y.Doc | null> {
  const ticket = () => boardTicket(api, door.board, epoch);
  return hostDocument({ ...door, ticket }, AbortSignal.timeout(LOOK_MS));
}

/** The board as the host has it, apart from this device's copy; null when the host will not show it, or once `signal` is given. */
export function hostDocument(
  options: Pick<BoardLinkOptions, 'board' | 'syncUrl' | 'socket' | 'ticket'>,
  signal: AbortSignal,
): Promise<Y.Doc | null> {
  const doc = openBoardDoc(new Y.Doc());
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  return new Promise((resolve) => {
    const done = (found: Y.Doc | null) => {
      link.destroy();
      awareness.destroy();
      resolve(found);
    };
    const nothing = () => undefined;
    const link = new BoardLink({
      ...options,
      doc,
      awareness,
      on: {
        connected: nothing,
        sent: nothing,
        durable: nothing,
        message: nothing,
        lost: nothing,
        synced: () => done(doc),
        ended: () => done(null),
      },
    });
    signal.addEventListener('abort', () => done(null));
    link.start();
  });
}

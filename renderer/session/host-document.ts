import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { BoardLink, type BoardLinkOptions } from './board-link';

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

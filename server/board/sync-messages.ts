import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE } from '../../shared/sync/protocol';

/** One update of many; as they are, should Yjs not be able to: they are committed, and everybody must hear. */
export function merged(updates: readonly Uint8Array[]): readonly Uint8Array[] {
  if (updates.length === 1) return updates;
  try {
    return [Y.mergeUpdates([...updates])];
  } catch {
    return updates;
  }
}

/** A message of the sync protocol as stock providers read it. */
export function syncMessage(type: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint8Array(encoder, payload);
  });
}

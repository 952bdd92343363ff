import * as Y from 'yjs';
import type { UpdateRefusal } from '../../shared/sync/protocol';
import type { Draft } from './document';
import type { Connection } from './connection';
import type { MessageName, Verdict } from '../gate/messages';
import { takesFromOthers } from '../gate/others-work';
import { checkUpdate, saysNothing } from '../gate/update-check';

/** An update-bearing message waiting for its commit. */
export interface Edit {
  readonly connection: Connection;
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly name: Extract<MessageName, 'step2' | 'update'>;
}

/** What became of an edit. */
export type Settled = Edit & { readonly refused: UpdateRefusal | null; readonly relay: Uint8Array | null };

/** Bytes that are decoded for somebody who may not write: it costs as much as for those who may. */
const LOOKED_AT = 64 * 1024;

/**
 * What becomes of an edit behind those that a draft has accepted.
 * @param verdict the gate's, as things are now: a board may have been archived, or its disk emptied, while it waited
 */
export function settle(edit: Edit, draft: Draft, verdict: Verdict): Settled {
  const { bytes, connection } = edit;
  if (verdict !== 'pass') {
    const reason = verdict === 'archived' || verdict === 'storage' ? verdict : 'read-only';
    const isKnown = bytes.length <= LOOKED_AT && saysNothing(bytes, draft);
    return { ...edit, refused: isKnown ? null : reason, relay: null };
  }
  const checked = checkUpdate(bytes, connection.member.id, draft);
  if (checked === 'nothing') return { ...edit, refused: null, relay: null };
  if ('refused' in checked) return { ...edit, refused: checked.refused, relay: null };
  if (connection.member.walkIn && takesFromOthers(checked, connection.member.id, draft))
    return { ...edit, refused: 'forbidden-content', relay: null };
  if (draft.overflows(checked)) return { ...edit, refused: 'board-full', relay: null };
  draft.accept(checked, connection.member.id);
  return { ...edit, refused: null, relay: checked.update };
}

/** One update of many; as they are, should Yjs not be able to: they are committed, and everybody must hear. */
export function merged(updates: readonly Uint8Array[]): readonly Uint8Array[] {
  if (updates.length === 1) return updates;
  try {
    return [Y.mergeUpdates([...updates])];
  } catch {
    return updates;
  }
}

import type { Batch, Reads, Written } from './tables';

export type { Batch, Written } from './tables';
export type { StoredBoard } from './tables/board/boards';
export type { StoredDevice } from './tables/people/devices';
export type { StoredFeed } from './tables/people/feeds';
export type { ItemChange, NumberedItem, StoredItem, StoredTouch } from './tables/told/inbox';
export type { StoredInvite } from './tables/people/invites';
export type { StoredMember } from './tables/people/members';
export type { OpenTask } from './tables/board/open-tasks';
export type { StoredRound } from './tables/workshop/rounds';
export type { StoredSession } from './tables/workshop/sessions';
export type { WorkspaceFacts } from './tables/workspace';

/**
 * Where a workspace lies: what is read of each table, and one way to write to all of them. A write that was answered
 * survives the death of the process and the loss of power. Nothing here assumes to be the only writer: what is read may
 * have changed by the next call, and records continue by compare-and-set only.
 */
export interface Storage extends Reads {
  /** One transaction: all of the batch or, with the reason why, nothing of it. Rejects as the disk does. */
  write(batch: Batch): Promise<Written>;
  /** Replaces all updates of a board up to `version` by one snapshot (v2) of the same content. */
  compact(board: string, version: number, snapshot: Uint8Array): Promise<void>;
  /** Really writes something of no meaning, and sees that there is room for edits. Rejects as a write would. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** How the content of a backup takes the place of the present one. */
export interface Replacement {
  /** A database of this very version, whole and verified. */
  readonly file: string;
  /** Whether the workspace's record goes on, or the backup's takes its place. */
  readonly workspaceRecord: 'goes-on' | 'replaced';
  /** Written in the same transaction, after the content. */
  readonly batch: Batch;
}

/** A storage that can be copied and set back as a whole. */
export interface Archive {
  /** The directory of the workspace. */
  readonly directory: string;
  /**
   * Writes a copy of everything as it is at this moment, while others write, into a file of its own.
   * @param at the instant to be kept in it, ISO 8601
   */
  copyTo(file: string, at: string): Promise<void>;
  /** Replaces the content by a backup's, all or nothing. */
  replaceBy(replacement: Replacement): Promise<void>;
  /** Grows whenever this host has changed something that a backup would bring back. */
  changes(): number;
  /** Bytes that the database takes on the disk. */
  size(): number;
}

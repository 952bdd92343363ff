import type { Department, Member, Role } from '../../shared/domain/people';
import type { Policy, RecordEntry, SignedDeviceLink } from '../../shared/domain/record';
import type { Head } from '../../shared/domain/verify/chain';

/** What a workspace is born with. */
export interface WorkspaceFacts {
  /** Changes with every restore; documents of another epoch do not fit. */
  readonly epoch: string;
  readonly company: string;
  /** Seed of the host's own Ed25519 key, base64url. */
  readonly hostSeed: string;
}

export interface StoredMember extends Member {
  /** Boards the member may read; null: all, future ones too. */
  readonly boards: readonly string[] | null;
}

export interface StoredDevice {
  readonly id: string;
  readonly member: string;
  readonly publicKey: string;
  readonly tokenHash: string;
  readonly active: boolean;
  /** A recovery key has no token that anybody knows; it vouches once. */
  readonly kind: 'device' | 'recovery';
}

export interface StoredInvite {
  readonly hash: string;
  /** What the record and its list call it. */
  readonly id: string;
  readonly kind: 'owner' | 'invite' | 'device' | 'owner-recovery';
  readonly role: Role;
  readonly department: Department | null;
  readonly approver: boolean;
  readonly boards: readonly string[] | null;
  /** The member a device link adds a device to. */
  readonly member: string | null;
  /** The device that made the link. */
  readonly by: string | null;
  /** What that device signed for a device link. */
  readonly vouched: SignedDeviceLink | null;
  readonly usesLeft: number;
  readonly revoked: boolean;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface StoredBoard {
  readonly id: string;
  readonly title: string;
  readonly policy: Policy;
  readonly archived: boolean;
  readonly createdAt: string;
}

/** Everything that one write changes, all of it or nothing. */
export interface Batch {
  /** Continues records; refused as a whole unless each record still ends at `after`. */
  readonly append?: readonly {
    readonly board: string;
    readonly after: Head;
    readonly entries: readonly RecordEntry[];
  }[];
  /** Updates of board documents, v1, in order. */
  readonly updates?: readonly { readonly board: string; readonly update: Uint8Array }[];
  /** Client IDs that belong to a member from now on; whose they are already stays. */
  readonly owners?: readonly { readonly board: string; readonly client: number; readonly member: string }[];
  readonly workspace?: WorkspaceFacts;
  readonly members?: readonly StoredMember[];
  readonly devices?: readonly StoredDevice[];
  readonly boards?: readonly StoredBoard[];
  /** Refused as a whole when one carries a statement that another one carried. */
  readonly invites?: readonly StoredInvite[];
  /** Uses up one use of an invite, by which `devices` come; refused as a whole when none is left. */
  readonly redeem?: string;
  /** Revokes every link that a device of this member made; what it signed for them stays known. */
  readonly spendInvitesOf?: string;
  /** Revokes the invite of this ID. */
  readonly revokeInvite?: string;
  /** When devices were last heard of, in milliseconds since 1970. */
  readonly seen?: readonly { readonly device: string; readonly at: number }[];
  /** Forgets all invites of that kind, before `invites` are added. */
  readonly dropInvites?: StoredInvite['kind'];
}

export type Written = 'written' | 'head-moved' | 'invite-spent' | 'replayed';

/** A board's document at rest. */
export interface StoredDocument {
  /** Updates, v1, to be applied in order. */
  readonly updates: readonly Uint8Array[];
  /** Names the last of them for {@link Storage.compact}. */
  readonly version: number;
  readonly owners: ReadonlyMap<number, string>;
}

/**
 * Where a workspace lies. A write that was answered survives the death of the process and the loss of power.
 * Nothing here assumes to be the only writer: what is read may have changed by the next call, and records
 * continue by compare-and-set only.
 */
export interface Storage {
  write(batch: Batch): Promise<Written>;
  workspace(): Promise<WorkspaceFacts | null>;
  members(): Promise<StoredMember[]>;
  member(id: string): Promise<StoredMember | null>;
  /** Removed ones too, in the order of their coming. */
  devices(): Promise<StoredDevice[]>;
  device(id: string): Promise<StoredDevice | null>;
  deviceByToken(tokenHash: string): Promise<StoredDevice | null>;
  deviceByKey(publicKey: string): Promise<StoredDevice | null>;
  /** When each device was last heard of, as far as it is known. */
  seen(): Promise<ReadonlyMap<string, number>>;
  /** In the order of their making. */
  invites(): Promise<StoredInvite[]>;
  invite(hash: string): Promise<StoredInvite | null>;
  /** Hash of the invite by which a device came. */
  inviteOf(device: string): Promise<string | null>;
  boards(): Promise<StoredBoard[]>;
  board(id: string): Promise<StoredBoard | null>;
  /** Entries of a record with `seq` above `since`, in order. */
  entries(board: string, since: number): Promise<RecordEntry[]>;
  document(board: string): Promise<StoredDocument>;
  /** Replaces all updates up to `version` by one snapshot (v2) of the same content. */
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
  /** Grows whenever this host has changed something. */
  changes(): number;
  /** Bytes that the database takes on the disk. */
  size(): number;
}

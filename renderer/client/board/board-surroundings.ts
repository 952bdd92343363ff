import type { RandomBytes } from '../../../shared/domain/ids';
import type { Member } from '../../../shared/domain/people';
import type { RecordEntry } from '../../../shared/domain/record';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import type { HostMessage } from '../../../shared/sync/protocol';
import type { Api } from '../connection/api';
import type { LocalStore } from '../device/local-store';
import type { EndReason } from '../connection/reconnector';
import type { RecordChecks } from '../record/checks';
import type { Me } from './types';

/** What an open board needs of the workspace it belongs to. */
export interface BoardSurroundings {
  readonly api: Api;
  readonly store: LocalStore;
  readonly socket: typeof WebSocket;
  readonly random: RandomBytes;
  /** Milliseconds since 1970, by the host's clock as far as it is known. */
  readonly now: () => number;
  readonly checks: RecordChecks;
  /** `ws(s)://HOST/sync` */
  readonly syncUrl: string;
  /** Names this member on this host in the local store. */
  readonly name: string;
  /** Names this run of the window. */
  readonly run: string;
  readonly device: string;
  readonly sign: (text: string) => string;
  readonly epoch: () => string;
  /** Learns the host's present epoch; false when it cannot be reached. */
  readonly renewEpoch: () => Promise<boolean>;
  readonly me: () => Me;
  readonly members: () => ReadonlyMap<string, Member>;
  /** Calls back when people or boards are others than before. */
  readonly onPeople: (listener: () => void) => () => void;
  /** Whether this member may write on a board, as far as this window was told. */
  readonly mayWrite: (board: string) => boolean;
  /** Has the host say that anew; false when it cannot be reached. */
  readonly askRights: () => Promise<boolean>;
  /** Fetches what is new in the workspace's record; false when it could not be read. */
  readonly refreshWorkspace: () => Promise<boolean>;
  readonly workspaceEntries: () => readonly RecordEntry[];
  /** Why the workspace's record, on which every board's rests, is not to be trusted. */
  readonly workspaceFault: () => RecordFault | null;
  /** Pushes about the workspace that came by a board's room. */
  readonly pushed: (message: HostMessage) => void;
  readonly ended: (reason: EndReason) => void;
  /** How long a statement waits for the last edits to be saved. */
  readonly savedWithinMs?: number;
}

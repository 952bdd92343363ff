import type { ExportLanguage } from '../../../shared/export/context';
import type { CivilDate } from '../../../shared/domain/dates';
import type { Span } from '../../../shared/domain/timeline/span';
import type { Load } from '../../../shared/domain/warnings/warnings';
import type { ExportedCalendar } from '../../../shared/export/json';
import type { KeyPlace } from '../device/device-keys';
import type { Absence, Days, Delegation } from '../../../shared/domain/turn/delegation';
import type { Member } from '../../../shared/domain/people';
import type { RecordEntry } from '../../../shared/domain/record';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import type {
  ListedBoard,
  DeviceView,
  FeedBody,
  FeedView,
  InviteRow,
  BoardPatch,
  DueTaskView,
  InviteBody,
  MemberPatch,
  WaitingView,
} from '../../../shared/api/contract';
import type { Outcome, Failure } from '../connection/outcome';
import type { Me } from '../board/types';
import type { StorageHealth } from '../../../shared/sync/protocol';
import type { ParkedCopy } from '../copy/parked';

/** The workspace as this window knows it: local reflection of the host's tables, kept fresh by pushes. */
/** A member, and which of the boards that one reads oneself he reads too; null: all of them. */
export interface KnownMember extends Member {
  readonly boards: readonly string[] | null;
}

export interface WorkspaceState {
  readonly company: string;
  readonly me: Me;
  /** Removed members too, so that old names can be shown. */
  readonly members: ReadonlyMap<string, KnownMember>;
  readonly boards: readonly ListedBoard[];
  /** Who is away or will be. */
  readonly absences: readonly Absence[];
  /** Who stands in for whom, now or later. */
  readonly delegations: readonly Delegation[];
  /** The workspace's time zone: deadlines end with their day there. */
  readonly timeZone: string;
  /** Null as long as the first attempt to reach the host is under way: nothing is said of it either way. */
  readonly online: boolean | null;
  /** The host answers, but something on the way lets no live connection through. */
  readonly isBlocked: boolean;
  /** The connection is neither encrypted nor on this machine. */
  readonly insecure: boolean;
  /** Whether the host can save anything at the moment; it reads in any case. */
  readonly hostStorage: StorageHealth;
  /** What this device kept of boards from before the workspace was restored. */
  readonly parked: readonly ParkedCopy[];
  /** An example that can be thrown away from here, as the host says. */
  readonly example: boolean;
  /** It is the example of this app, as its shell says. */
  readonly exampleHere: boolean;
  /** The workspace's own record, checked. */
  readonly entries: readonly RecordEntry[];
  /** The workspace record does not verify. */
  readonly fault: RecordFault | null;
  /** Set when the host ended it for good: the member or this device removed, the workshop over for which a walk-in
   * came, or client and host do not fit. */
  readonly ended: 'removed' | 'device-removed' | 'workshop-over' | 'version' | null;
  /** What somebody else may be behind, until it is acknowledged on this device. */
  readonly alerts: readonly Alert[];
  /** Where this device's key lies: `file` and `browser` deserve a notice. */
  readonly keyStored: KeyPlace;
}

/** Something in the workspace record that a person should hear of. */
export interface Alert {
  /** Hash of the entry. */
  readonly id: string;
  /** A further device or a recovery code of one's own; a link for a new owner made on the host's machine; who used it. */
  readonly kind: 'device' | 'recovery' | 'owner-link' | 'owner';
  readonly at: string;
  /** The device, the invite or the member. */
  readonly about: string;
  /** The new owner. */
  readonly member: string | null;
}

/** How one gets in: what the members page shows. */
export interface Access {
  /** An owner sees everybody's; null until the host has answered. */
  readonly devices: readonly DeviceView[] | null;
  /** For owners. */
  readonly invites: readonly InviteRow[];
  readonly failure: Failure | null;
}

/** What the UI can ask of the host about the workspace. Never throws; failures are values. */
export interface WorkspaceActions {
  /** Asks anew what is going on on the boards. */
  readonly refreshBoards: () => Promise<void>;
  readonly createBoard: (title: string) => Promise<Outcome<string>>;
  readonly patchBoard: (boardId: string, patch: BoardPatch) => Promise<Outcome<void>>;
  readonly invite: (body: InviteBody) => Promise<Outcome<{ link: string; expiresAt: string }>>;
  readonly deviceLink: () => Promise<Outcome<{ link: string; expiresAt: string }>>;
  readonly patchMember: (memberId: string, patch: MemberPatch) => Promise<Outcome<void>>;
  /** Gives oneself another name. */
  readonly rename: (name: string) => Promise<Outcome<void>>;
  /** Says when one is away oneself, both days inclusive; `before`: what held when this was decided. */
  readonly setAbsence: (days: Days, before: Days | null) => Promise<Outcome<void>>;
  readonly endAbsence: () => Promise<Outcome<void>>;
  /** Signs who stands in for this member on these days, both inclusive; null: nobody any more. */
  readonly nameDeputy: (
    named: { readonly deputy: string; readonly from: CivilDate; readonly until: CivilDate } | null,
  ) => Promise<Outcome<void>>;
  /** An owner's yes to a member's deputy who is no approver. */
  readonly allowDeputy: (memberId: string) => Promise<Outcome<void>>;
  /** Reminds those who decide about a plan, once a day. */
  readonly remind: (boardId: string, planId: string) => Promise<Outcome<void>>;
  readonly removeMember: (memberId: string) => Promise<Outcome<void>>;
  readonly removeDevice: (deviceId: string) => Promise<Outcome<void>>;
  readonly revokeInvite: (inviteId: string) => Promise<Outcome<void>>;
  /** Makes the code that was shown a key of this member, in place of the one before. */
  readonly keepRecovery: (code: string) => Promise<Outcome<void>>;
  /** Puts an alert away on this device. */
  readonly acknowledge: (alertId: string) => Promise<void>;
  /** Fetches an export and hands it to the browser or the desktop's save dialog. */
  readonly exportCalendar: (
    /** Null: all boards one may read. */
    boardId: string | null,
    format: 'ics' | 'csv' | 'xlsx' | 'json',
    how: {
      readonly scope: 'agreed' | 'all';
      readonly lang: ExportLanguage;
      /** In an ICS file long plans stand as two days, their first and their last. */
      readonly endsOnly: boolean;
    },
  ) => Promise<Outcome<void>>;
  /** The plans of every board one may read, as the host knows them. */
  readonly allCalendars: () => Promise<Outcome<ExportedCalendar>>;
  /** When each plan in a board's bin was deleted, as far as the host is in reach and knows. */
  readonly bin: (boardId: string) => Promise<ReadonlyMap<string, string>>;
  /** A calendar subscription; its address is known this once. */
  readonly makeFeed: (body: FeedBody) => Promise<Outcome<{ readonly id: string; readonly url: string }>>;
  /** One's own. */
  readonly feeds: () => Promise<Outcome<readonly FeedView[]>>;
  /** What is asked of one person, week by week, by what is agreed on all boards. */
  readonly followUpLoad: (owner: string, span: Span) => Promise<Outcome<Load>>;
  readonly endFeed: (id: string) => Promise<Outcome<void>>;
}

/** A task of this member, of a workshop, that is due. */
export interface DueTask extends Omit<DueTaskView, 'board'> {
  readonly boardId: string;
}

/** A plan that waits for this member: for his decision, or for what he was asked to change in it. */
export interface WaitingPlan extends Omit<WaitingView, 'board' | 'plan'> {
  readonly boardId: string;
  readonly planId: string;
}

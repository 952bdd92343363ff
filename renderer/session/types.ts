import type { Awareness } from 'y-protocols/awareness';
import type { XmlFragment } from 'yjs';
import type { Json } from '../../shared/domain/json';
import type { Material, PlanJson } from '../../shared/domain/plan';
import type { PlanStatus } from '../../shared/domain/status';
import type { FieldProblem } from '../../shared/domain/validate';
import type { Department, Member, Role } from '../../shared/domain/people';
import type { FollowUpPromise, RecordEntry, ReturnPromise, Verdict } from '../../shared/domain/record';
import type { RecordFault } from '../../shared/domain/verify/chain';
import type {
  BoardPatch,
  BoardView,
  DeviceView,
  InviteBody,
  InviteRow,
  MemberPatch,
} from '../../shared/api/contract';
import type { NewPlan, ScalarField, SetField } from '../../shared/doc/commands';
import type { ThreadJson } from '../../shared/doc/threads';
import type { ParkedCopy } from './parked';
import type { UnsentPlan } from './unsent-texts';
import type { StorageChanged, UpdateRefusal } from '../../shared/sync/protocol';

export type StorageHealth = StorageChanged['health'];

/** Who this window is, on which host. */
export interface Me {
  readonly id: string;
  readonly deviceId: string;
  readonly name: string;
  readonly department: Department;
  readonly role: Role;
  readonly approver: boolean;
  readonly active: boolean;
}

/** The workspace as this window knows it: local reflection of the host's tables, kept fresh by pushes. */
export interface WorkspaceState {
  readonly company: string;
  readonly me: Me;
  /** Removed members too, so that old names can be shown. */
  readonly members: ReadonlyMap<string, Member>;
  readonly boards: readonly BoardView[];
  readonly online: boolean;
  /** The connection is neither encrypted nor on this machine. */
  readonly insecure: boolean;
  /** Whether the host can save anything at the moment; it reads in any case. */
  readonly hostStorage: StorageHealth;
  /** What this device kept of boards from before the workspace was restored. */
  readonly parked: readonly ParkedCopy[];
  /** An example that can be thrown away from here. */
  readonly example: boolean;
  /** The workspace's own record, checked. */
  readonly entries: readonly RecordEntry[];
  /** The workspace record does not verify. */
  readonly fault: RecordFault | null;
  /** Set when the host ended it for good: the member or this device removed, or client and host do not fit. */
  readonly ended: 'removed' | 'device-removed' | 'version' | null;
  /** What somebody else may be behind, until it is acknowledged on this device. */
  readonly alerts: readonly Alert[];
  /** Where this device's key lies: `file` and `browser` deserve a notice. */
  readonly keyStored: 'os' | 'file' | 'browser';
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

/** One plan, frozen; replaced only when something of it changes. */
export interface PlanRow {
  readonly id: string;
  readonly json: PlanJson;
  readonly material: Material;
  readonly digest: string;
  readonly status: PlanStatus;
  readonly problems: readonly FieldProblem[];
  /** Comments in open threads. */
  readonly openThreads: number;
  readonly waitsForMe: boolean;
}

/** Somebody on the board right now. One per connection; the same member may be there twice. */
export interface Person {
  readonly clientId: number;
  readonly memberId: string;
  readonly name: string;
  readonly department: Department;
  readonly plan: string | null;
  readonly field: string | null;
  readonly me: boolean;
}

/** Why something is not saved: as the host says, or `too-large`, which no host would even read. */
export type Refusal = UpdateRefusal | 'too-large';

export type Saved =
  | { readonly state: 'saved' }
  | { readonly state: 'saving'; readonly pending: number }
  /** Of the `pending` changes `kept` are in this device's own copy; the others will be in a moment. */
  | { readonly state: 'offline'; readonly pending: number; readonly kept: number }
  /** The host is in reach but has no room, or a failing disk. */
  | { readonly state: 'host-full'; readonly pending: number; readonly kept: number }
  | { readonly state: 'refused'; readonly reason: Refusal };

/** One board as this window knows it: the projection of its document, its record and who is there. */
export interface BoardState {
  readonly boardId: string;
  /** False until a first document (own copy or the host's) is there to show. */
  readonly loaded: boolean;
  readonly plans: ReadonlyMap<string, PlanRow>;
  /** Plan IDs by rank. */
  readonly order: readonly string[];
  /** Plans that are gone from the document but agreed in the record. */
  readonly deletedAgreed: readonly PlanRow[];
  /** By plan ID, oldest first. */
  readonly threads: ReadonlyMap<string, readonly ThreadJson[]>;
  /** Client ID to member ID, as the host publishes it. */
  readonly owners: ReadonlyMap<number, string>;
  readonly people: readonly Person[];
  readonly saved: Saved;
  readonly entries: readonly RecordEntry[];
  /** The record was rewritten, shortened or forged: no decisions here until somebody looks. */
  readonly fault: RecordFault | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What a person is about to state; head, nonce and, where it is absent, the present digest are filled in. */
export type StatementDraft =
  | {
      readonly kind: 'plan-submitted';
      readonly plan: string;
      /** Of the version that was shown. A colleague's edit between look and press must not go along unseen. */
      readonly digest: string;
      readonly returnPromise?: readonly ReturnPromise[];
      readonly note?: string;
    }
  | {
      readonly kind: 'decision';
      readonly plan: string;
      readonly verdict: Verdict;
      readonly digest: string;
      readonly promise?: FollowUpPromise;
      readonly note?: string;
    }
  | { readonly kind: 'launched' | 'closed' | 'withdrawn'; readonly plan: string; readonly note?: string };

/** A failed request in words the UI can localise: a problem code of shared/api/problems.ts, or `offline`. */
export interface Failure {
  readonly code: string;
  readonly reason?: string;
  /** With `replayed`: the entry that this very statement made. */
  readonly seq?: number;
  readonly changes?: readonly { readonly field: string; readonly before?: Json; readonly after?: Json }[];
}
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What the UI can ask of the host about the workspace. Never throws; failures are values. */
export interface WorkspaceActions {
  readonly createBoard: (title: string) => Promise<Outcome<string>>;
  readonly patchBoard: (boardId: string, patch: BoardPatch) => Promise<Outcome<void>>;
  readonly invite: (body: InviteBody) => Promise<Outcome<{ link: string; expiresAt: string }>>;
  readonly deviceLink: () => Promise<Outcome<{ link: string; expiresAt: string }>>;
  readonly patchMember: (memberId: string, patch: MemberPatch) => Promise<Outcome<void>>;
  readonly removeMember: (memberId: string) => Promise<Outcome<void>>;
  readonly removeDevice: (deviceId: string) => Promise<Outcome<void>>;
  readonly revokeInvite: (inviteId: string) => Promise<Outcome<void>>;
  /** Makes the code that was shown a key of this member, in place of the one before. */
  readonly keepRecovery: (code: string) => Promise<Outcome<void>>;
  /** Puts an alert away on this device. */
  readonly acknowledge: (alertId: string) => Promise<void>;
  /** Fetches an export and hands it to the browser or the desktop's save dialog. */
  readonly exportCalendar: (
    boardId: string,
    format: 'ics' | 'csv' | 'json',
    scope: 'agreed' | 'all',
    lang: 'de' | 'en',
  ) => Promise<Outcome<void>>;
}

/** What a person writes in a comment; when and by whom is filled in. */
export interface CommentDraft {
  readonly text: string;
  readonly mentions: readonly string[];
}

/** Everything a person can do on a board. Edits show at once; `state` answers when the host has. */
export interface BoardActions {
  /** Answers the new plan's ID. Without `ownerId` it is the writer's own. */
  readonly createPlan: (input: Omit<NewPlan, 'id' | 'ownerId'> & { readonly ownerId?: string }) => string;
  readonly setField: (planId: string, field: ScalarField, value: Json) => void;
  readonly setSet: (planId: string, field: SetField, values: readonly string[]) => void;
  /** Puts a plan between two others, named by ID; null is the end of the list. */
  readonly movePlan: (planId: string, after: string | null, before: string | null) => void;
  readonly deletePlan: (planId: string) => void;
  /** Brings back a deleted plan as it was agreed. */
  readonly restorePlan: (planId: string) => void;
  /** Adds a plan that was kept elsewhere as a new one, under a title that tells the two apart. Answers its ID. */
  readonly insertKept: (plan: PlanJson, title: string) => string;
  /** Answers the new thread's ID. */
  readonly addThread: (
    about: { readonly plan: string; readonly field?: string },
    first: CommentDraft,
  ) => string;
  readonly addComment: (threadId: string, comment: CommentDraft) => string;
  readonly editComment: (threadId: string, commentId: string, text: string) => void;
  readonly deleteComment: (threadId: string, commentId: string) => void;
  readonly setResolved: (threadId: string, resolved: boolean) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Tells the others where this person is; fields left out are nowhere. */
  readonly setPresence: (where: { readonly plan?: string | null; readonly field?: string | null }) => void;
  readonly state: (draft: StatementDraft) => Promise<Outcome<RecordEntry>>;
  /** What was written here and the host does not have: to be read and copied. */
  readonly unsent: () => readonly UnsentPlan[];
}

/** What the brief's editor binds to. */
export interface BriefBinding {
  readonly fragment: XmlFragment;
  readonly awareness: Awareness;
  readonly user: { readonly name: string; readonly color: string };
}

/** A link the window was opened with and that was not yet used. */
export interface PendingInvite {
  readonly kind: 'invite' | 'device';
  readonly secret: string;
  readonly name?: string;
  readonly department?: Department;
  readonly company?: string;
}

/** With `link`, the secret is read out of a pasted link. */
export interface JoinInput {
  readonly link?: string;
  readonly secret?: string;
  readonly name: string;
  readonly department: Department;
  readonly company?: string;
}

/** A plan in review that this member can approve and has not yet decided about. */
export interface WaitingPlan {
  readonly boardId: string;
  readonly planId: string;
  readonly title: string;
}

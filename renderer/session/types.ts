import type { Json } from '../../shared/domain/json';
import type { PlanJson } from '../../shared/domain/plan';
import type { Material } from '../../shared/domain/plan';
import type { PlanStatus } from '../../shared/domain/status';
import type { FieldProblem } from '../../shared/domain/validate';
import type { Department, Member, Role } from '../../shared/domain/people';
import type { FollowUpPromise, RecordEntry, ReturnPromise, Verdict } from '../../shared/domain/record';
import type { RecordFault } from '../../shared/domain/verify';
import type { BoardView, InviteBody, MemberPatch, BoardPatch } from '../../shared/api/contract';
import type { ThreadJson } from '../../shared/doc/threads';
import type { UpdateRefusal } from '../../shared/sync/protocol';

/** Who this window is, on which host. */
export interface Me {
  readonly id: string;
  readonly deviceId: string;
  readonly name: string;
  readonly department: Department;
  readonly role: Role;
  readonly approver: boolean;
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
  /** The workspace record does not verify. */
  readonly fault: RecordFault | null;
  /** Set when the host ended it for good: removed, or client and host do not fit. */
  readonly ended: 'removed' | 'version' | null;
  /** Where this device's key lies: `file` and `browser` deserve a notice. */
  readonly keyStored: 'os' | 'file' | 'browser';
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

export type Saved =
  | { readonly state: 'saved' }
  | { readonly state: 'saving'; readonly pending: number }
  | { readonly state: 'offline'; readonly pending: number }
  | { readonly state: 'refused'; readonly reason: UpdateRefusal };

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

/** What a person is about to state; digest, head and nonce are filled in when it is signed. */
export type StatementDraft =
  | { readonly kind: 'plan-submitted'; readonly plan: string; readonly returnPromise?: readonly ReturnPromise[]; readonly note?: string }
  | { readonly kind: 'decision'; readonly plan: string; readonly verdict: Verdict; readonly digest: string; readonly promise?: FollowUpPromise; readonly note?: string }
  | { readonly kind: 'launched' | 'closed' | 'withdrawn'; readonly plan: string; readonly note?: string };

/** A failed request in words the UI can localise: a problem code of shared/api/problems.ts, or `offline`. */
export interface Failure {
  readonly code: string;
  readonly reason?: string;
  readonly changes?: readonly { readonly field: string; readonly before?: Json; readonly after?: Json }[];
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What the UI can ask of the host about the workspace. Never throws; failures are values. */
export interface WorkspaceActions {
  createBoard(title: string): Promise<Outcome<string>>;
  patchBoard(boardId: string, patch: BoardPatch): Promise<Outcome<void>>;
  /** `base` replaces the link's own address by one that another machine reaches. */
  invite(body: InviteBody, base?: string): Promise<Outcome<{ link: string; expiresAt: string }>>;
  deviceLink(): Promise<Outcome<{ link: string; expiresAt: string }>>;
  patchMember(memberId: string, patch: MemberPatch): Promise<Outcome<void>>;
  removeMember(memberId: string): Promise<Outcome<void>>;
  /** Fetches an export and hands it to the browser or the desktop's save dialog. */
  exportCalendar(boardId: string, format: 'ics' | 'csv' | 'json', scope: 'agreed' | 'all', lang: 'de' | 'en'): Promise<Outcome<void>>;
}

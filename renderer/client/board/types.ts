import type { Mandate } from '../../../shared/domain/turn/delegation';
import type { Department, Role } from '../../../shared/domain/people';
import type { PlanJson, Material } from '../../../shared/domain/plan';
import type { PlanStatus } from '../../../shared/domain/status';
import type { FieldProblem } from '../../../shared/domain/validate';
import type { UpdateRefusal } from '../../../shared/sync/protocol';
import type { TakenBack } from '../../../shared/doc/board-doc';
import type { ThreadJson } from '../../../shared/doc/threads';
import type { Mention } from '../../../shared/domain/text/mentions';
import type { RecordEntry } from '../../../shared/domain/record';
import type { AgendaItem, Task } from '../../../shared/domain/session/minutes';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import type { CopyOfPlan, NewPlan, ScalarField, SetField } from '../../../shared/doc/commands';
import type { Json } from '../../../shared/domain/json';
import type { XmlFragment } from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import type { Overwritten } from './undo/overwritten';
import type { Place } from './undo/changes';
import type { Travel } from './undo/steps';
import type { StatementDraft } from '../record/statements';
import type { WorkshopWriting } from './workshop-writing';
import type { Outcome } from '../connection/outcome';
import type { UnsentPlan } from '../copy/unsent-texts';

export type {
  Overwritten,
  OverwrittenComment,
  OverwrittenField,
  OverwrittenLine,
  OverwrittenVersions,
  OverwrittenWords,
} from './undo/overwritten';
export type { Place } from './undo/changes';

/** Who this window is, on which host. */
export interface Me {
  readonly id: string;
  readonly deviceId: string;
  readonly name: string;
  readonly department: Department;
  readonly role: Role;
  readonly approver: boolean;
  readonly active: boolean;
  /** On whose behalf this member decides, as the host told last. */
  readonly mandates?: readonly Mandate[];
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
  /** Who took it out of the bin last; null if it never lay there. */
  readonly takenBack: TakenBack | null;
}

/** A plan in the board's bin. */
export interface GonePlan {
  readonly row: PlanRow;
  /** Client ID of whoever deleted it; by the host's list of owners it tells the member. */
  readonly clientId: number;
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
  /** Plans in the board's bin, with everything they had, in the order of the board. */
  readonly gone: readonly GonePlan[];
  /** Plans that are no longer on the board but agreed in the record. */
  readonly deletedAgreed: readonly PlanRow[];
  /** By plan ID, in the order in which they were begun. */
  readonly threads: ReadonlyMap<string, readonly ThreadJson[]>;
  /** What the board's workshops are about, in order within each. */
  readonly agenda: readonly AgendaItem[];
  /** The one that is due first before the others. */
  readonly tasks: readonly Task[];
  /** Client ID to member ID, as the host publishes it. */
  readonly owners: ReadonlyMap<number, string>;
  readonly people: readonly Person[];
  readonly saved: Saved;
  readonly entries: readonly RecordEntry[];
  /** The record was rewritten, shortened or forged: no decisions here until somebody looks. */
  readonly fault: RecordFault | null;
  /** Own texts that somebody wrote over without knowing of them, until this person has chosen. */
  readonly overwritten: readonly Overwritten[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Where something was undone or redone. */
export interface Travelled extends Travel {
  /** Of the plan, item or task; '' without one. */
  readonly title: string;
  /** False when it is no longer, or not yet, on the board. */
  readonly isThere: boolean;
}

/** What a person writes in a comment; when and by whom is filled in. */
export interface CommentDraft {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** Everything a person can do on a board. Edits show at once; `makeStatement` answers when the host has. */
export interface BoardActions {
  /** Answers the new plan's ID. Without `ownerId` it is the writer's own. */
  readonly createPlan: (input: Omit<NewPlan, 'id' | 'ownerId'> & { readonly ownerId?: string }) => string;
  readonly setField: (planId: string, field: ScalarField, value: Json) => void;
  /** `seen`: what it held on the screen; only the difference is written. */
  readonly setSet: (
    planId: string,
    field: SetField,
    values: readonly string[],
    seen?: readonly string[],
  ) => void;
  /** Notes something about a plan that is no part of it; null takes the note away. */
  readonly setMeta: (planId: string, key: string, value: Json) => void;
  /** Makes drafts of a plan on other days, all in one step. Answers their IDs. */
  readonly copyPlan: (planId: string, copies: readonly Omit<CopyOfPlan, 'id'>[]) => readonly string[];
  /** Puts a plan between two others, named by ID; null is the end of the list. */
  readonly movePlan: (planId: string, after: string | null, before: string | null) => void;
  readonly deletePlan: (planId: string) => void;
  /** Brings back a deleted plan as it was, or as it was agreed if the document has it no more. */
  readonly restorePlan: (planId: string) => void;
  /** Adds a plan that was kept elsewhere as a new one, under a title that tells the two apart. Answers its ID. */
  readonly insertKept: (plan: PlanJson, title: string) => string;
  /** Answers the new thread's ID. */
  readonly addThread: (
    about: { readonly plan: string; readonly field?: string },
    first: CommentDraft,
  ) => string;
  readonly addComment: (threadId: string, comment: CommentDraft) => string;
  readonly editComment: (threadId: string, commentId: string, comment: CommentDraft) => void;
  /** Answers what brings this comment back, and undoes nothing else. */
  readonly deleteComment: (threadId: string, commentId: string) => () => void;
  /** Settles a thread, with a last word on why where there is one: one step to take back. */
  readonly resolve: (threadId: string, why: CommentDraft | null) => void;
  readonly reopen: (threadId: string) => void;
  /** Several fields in one step. */
  readonly setFields: (planId: string, values: Readonly<Partial<Record<ScalarField, Json>>>) => void;
  /** Fields of several plans in one step. */
  readonly setPlans: (
    changes: readonly {
      readonly planId: string;
      readonly values: Readonly<Partial<Record<ScalarField, Json>>>;
    }[],
  ) => void;
  /** Gives what was typed in a field its final form: no step of its own. */
  readonly settleField: (planId: string, field: ScalarField, value: Json) => void;
  /** What is done next is a step of its own. */
  readonly endStep: () => void;
  /** Takes back this person's latest step, at `first` if there is one, and says where; null: there was none. */
  readonly undo: (first?: Place | null) => Travelled | null;
  /** Puts back what was taken back last. */
  readonly redo: (first?: Place | null) => Travelled | null;
  /** What of workshops lies in the document: agenda, remarks, tasks. */
  readonly workshop: WorkshopWriting;
  /** Tells the others where this person is; fields left out are nowhere. */
  readonly setPresence: (where: { readonly plan?: string | null; readonly field?: string | null }) => void;
  readonly makeStatement: (draft: StatementDraft) => Promise<Outcome<RecordEntry>>;
  /** Keeps a version of a field that cannot stand there beside what does, for this person to choose. */
  readonly offerVersion: (planId: string, field: ScalarField, mine: Json) => void;
  /** This person has decided about a text that was written over: with `value` what the field is to hold. */
  readonly settleOverwritten: (id: string, value?: Json) => void;
  /** What was written here and the host does not have: to be read and copied. */
  readonly unsent: () => readonly UnsentPlan[];
}

/** What the brief's editor binds to. */
export interface BriefBinding {
  readonly fragment: XmlFragment;
  readonly awareness: Awareness;
  readonly user: { readonly name: string; readonly color: string };
}

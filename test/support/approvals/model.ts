import type { Department, Role } from '../../../shared/domain/people';

/**
 * The rules about submitting and deciding, told a second time and as plainly as they can be: what DESIGN sections 3
 * and 6 say and docs/spec/{decision,status,record}.md number. It looks back over everything that was said each time
 * it is asked, and uses no code of the product.
 */

export interface Person {
  readonly id: string;
  readonly department: Department;
  readonly role: Role;
  readonly approver: boolean;
  readonly active: boolean;
}

/** A plan as it stands at some moment. */
export interface Version {
  readonly digest: string;
  readonly kind: string;
  readonly ownerId: string;
  /** Whether it says all that a submission must say. */
  readonly complete: boolean;
}

export type Verdict = 'approve' | 'request-changes' | 'decline' | 'retract';
type End = 'launched' | 'closed' | 'withdrawn';

/** What somebody tries to state, with everything that may be wrong about it. */
export interface Attempt {
  readonly by: string;
  readonly kind: 'plan-submitted' | 'recalled' | 'decision' | End;
  /** The kind of the address it is sent to. */
  readonly route: string;
  readonly verdict?: Verdict;
  readonly plan: string;
  readonly digest: string;
  /** Which entry's hash it names as the last one seen: 0 the one before the first, null none of this record. */
  readonly head: number | null;
  readonly nonce: string;
  readonly promiseOwner?: string;
  /** The ID of whom he says to decide for. */
  readonly onBehalfOf?: string;
  readonly ownDevice: boolean;
  readonly ownSignature: boolean;
  readonly here: boolean;
}

/** `null`: it is appended. */
export type Answer = { readonly code: string; readonly reason?: string } | null;

type Event =
  | {
      readonly does: 'submit';
      readonly seq: number;
      readonly by: Person;
      readonly version: Version;
      readonly policy: Policy;
    }
  | {
      readonly does: 'decide';
      readonly by: string;
      readonly verdict: Verdict;
      readonly digest: string;
      readonly onBehalfOf: string | undefined;
    }
  | { readonly does: 'recall' }
  | { readonly does: End };
type Submission = Extract<Event, { does: 'submit' }>;

interface Standing {
  readonly submissions: readonly Submission[];
  readonly ended: End | null;
}

interface Policy {
  readonly approvals: number;
  readonly promiseRequired: boolean;
}

/** What a board asks for as long as nobody asks for anything else. */
export const POLICY: Policy = { approvals: 1, promiseRequired: true };

/** Whom somebody named to decide for him, and whether the days for that have come and not gone. */
interface Deputy {
  readonly deputy: string;
  readonly isTime: boolean;
  /** The days are over, so nobody can say yes to him any more. */
  readonly isOver: boolean;
  readonly allowed: boolean;
}

type Decision = Extract<Event, { does: 'decide' }>;

export class ApprovalModel {
  readonly deputies = new Map<string, Deputy>();
  readonly people = new Map<string, Person>();
  readonly plans = new Map<string, Version | null>();
  policy: Policy = POLICY;
  archived = false;
  readonly #events = new Map<string, Event[]>();
  readonly #nonces = new Set<string>();

  /** What the host has to answer to somebody who names a deputy. */
  answerToNaming(by: string, deputy: string): Answer {
    const [absent, named] = [this.#person(by), this.#person(deputy)];
    const right = this.#mayNotEdit(absent) ?? (absent.approver ? null : 'not-approver');
    if (right) return { code: 'not-allowed', reason: right };
    const fits = by !== deputy && !this.#mayNotEdit(named) && named.department === absent.department;
    return fits ? null : { code: 'not-allowed', reason: 'unfit-deputy' };
  }

  /** What the host has to answer. */
  answer(attempt: Attempt): Answer {
    const by = this.#person(attempt.by);
    if (attempt.route !== attempt.kind) return { code: 'malformed' };
    if (!attempt.ownDevice) return { code: 'unknown-device' };
    if (!attempt.ownSignature) return { code: 'bad-signature' };
    if (!attempt.here) return { code: 'wrong-place' };
    const now = this.plans.get(attempt.plan) ?? null;
    const submission = this.#submission(attempt.plan);
    if (!now && !submission) return { code: 'not-found' };
    const right = this.#lacksRight(by, attempt);
    if (right) return { code: 'not-allowed', reason: right };
    if (this.#nonces.has(`${attempt.by}/${attempt.nonce}`)) return { code: 'replayed' };
    if (this.archived) return { code: 'wrong-state', reason: 'board-archived' };
    const approves = attempt.verdict === 'approve';
    const exact = approves || attempt.kind === 'plan-submitted' || attempt.kind === 'launched';
    if (exact && attempt.digest !== now?.digest) return { code: 'stale' };
    if (attempt.head === null) return { code: 'record-diverged' };
    const isAboutLast = approves || attempt.kind === 'recalled';
    if (isAboutLast && submission && attempt.head < submission.seq) return { code: 'stale' };
    const state = this.#wrongState(by, attempt);
    if (state) return { code: 'wrong-state', reason: state };
    if (attempt.kind === 'plan-submitted')
      return now?.complete ? null : { code: 'invalid-plan', reason: 'invalid-plan' };
    if (approves && !attempt.promiseOwner && submission?.policy.promiseRequired && deciders(now) === 'sales')
      return { code: 'wrong-state', reason: 'promise-missing' };
    if (attempt.promiseOwner && !this.people.get(attempt.promiseOwner)?.active)
      return { code: 'wrong-state', reason: 'promise-owner-unknown' };
    return null;
  }

  /** It was appended as entry `seq`. */
  appended({ by, kind, verdict, plan, digest, nonce, onBehalfOf }: Attempt, seq: number): void {
    this.#nonces.add(`${by}/${nonce}`);
    const events = this.#of(plan);
    const now = this.plans.get(plan);
    if (kind === 'plan-submitted' && now)
      events.push({ does: 'submit', seq, by: this.#person(by), version: now, policy: this.policy });
    else if (kind === 'decision' && verdict) events.push({ does: 'decide', by, verdict, digest, onBehalfOf });
    else if (kind === 'recalled') events.push({ does: 'recall' });
    else if (kind !== 'plan-submitted' && kind !== 'decision') events.push({ does: kind });
    this.#events.set(plan, events);
  }

  /** What the plan reads, in the order of DESIGN section 6; what has no agreement has no digest of one. */
  status(plan: string): { readonly state: string; readonly agreed: string | null } {
    const agreed = this.#agreement(plan)?.version.digest ?? null;
    return { state: this.#state(plan, agreed), agreed };
  }

  #state(plan: string, agreed: string | null): string {
    const now = this.plans.get(plan);
    const ended = this.#ended(plan);
    if (ended) return ended;
    if (agreed !== null && (!now || now.digest === agreed)) return 'agreed';
    const last = this.#submission(plan);
    if (last && last !== this.#agreement(plan)) {
      const words = [...this.#lastWords(plan).values()].map(({ verdict }) => verdict);
      if (words.includes('decline')) return 'declined';
      return words.includes('request-changes') ? 'changes-requested' : 'in-review';
    }
    return agreed === null ? 'draft' : 'changed-since-agreed';
  }

  /** What no change of the plan's state would mend. */
  #lacksRight(by: Person, { plan, kind, verdict, onBehalfOf }: Attempt): string | null {
    const refusal = this.#mayNotEdit(by);
    if (refusal) return refusal;
    if (kind === 'plan-submitted') return null;
    const submission = this.#submission(plan);
    const now = this.plans.get(plan) ?? null;
    // Who decides is a matter of what was submitted, not of what became of it in the document.
    const seen = kind === 'decision' ? (submission?.version ?? now) : (now ?? submission?.version ?? null);
    if (kind !== 'decision') {
      const owner = (this.#agreement(plan) ?? submission)?.version.ownerId ?? seen?.ownerId;
      // Whoever submitted it, or owns what was submitted, takes it back.
      const made = kind === 'recalled' && submission;
      if (made && (made.by.id === by.id || made.version.ownerId === by.id)) return null;
      return by.role === 'owner' || by.id === owner ? null : 'not-plan-owner';
    }
    const absent = onBehalfOf === undefined ? undefined : this.#person(onBehalfOf);
    if (absent ? !this.#standsInFor(absent, by) : !by.approver) return absent ? 'no-deputy' : 'not-approver';
    if (by.department !== deciders(seen)) return 'wrong-department';
    const open = submission && !['withdrawn', 'closed'].includes(this.#ended(plan) ?? '');
    // A deputy says not even no about what he or the one he stands in for owns or submitted.
    const needsFourEyes = verdict === 'approve' || (absent && verdict !== 'retract');
    if (!open || !needsFourEyes) return null;
    for (const { id, department } of absent ? [by, absent] : [by]) {
      if (seen?.ownerId === id) return 'own-plan';
      if (submission.by.id === id) return 'own-submission';
      if (submission.by.department === department) return 'same-department';
    }
    return null;
  }

  #mayNotEdit({ active, role }: Person): string | null {
    if (!active) return 'removed';
    return role === 'guest' ? 'guest' : null;
  }

  /** The right is that of the absent one, at the moment at which it is used; both are of one department. */
  #standsInFor(absent: Person, by: Person): boolean {
    const named = this.deputies.get(absent.id);
    if (named?.deputy !== by.id || !named.isTime) return false;
    const hasRight = !this.#mayNotEdit(absent) && absent.approver && absent.department === by.department;
    return hasRight && (by.approver || named.allowed);
  }

  /** Whether somebody's place is taken: he spoke himself, or another deputy approved for him. */
  #hasSpoken(plan: string, absent: string, by: string, verdict: Verdict | undefined): boolean {
    const words = this.#lastWords(plan);
    const others = [...words.values()].filter((word) => word.by !== by && word.onBehalfOf === absent);
    return words.has(absent) || (verdict === 'approve' && others.some((word) => word.verdict === 'approve'));
  }

  #wrongState(by: Person, { plan, kind, verdict, digest, onBehalfOf }: Attempt): string | null {
    const { state } = this.status(plan);
    const submission = this.#submission(plan);
    const over = state === 'withdrawn' || state === 'closed';
    if (kind === 'plan-submitted') return state === 'closed' ? 'ended' : null;
    if (kind === 'closed') return state === 'launched' ? null : 'not-launched';
    if (kind === 'launched') {
      if (state === 'launched') return 'already-launched';
      return state === 'agreed' ? null : 'not-agreed';
    }
    if (!submission) return 'not-submitted';
    if (over) return 'ended';
    if (kind === 'recalled') return this.#staysSubmitted(plan, digest);
    if (kind !== 'decision') return null;
    if (onBehalfOf && verdict !== 'retract' && this.#hasSpoken(plan, onBehalfOf, by.id, verdict))
      return 'spoken-already';
    const notHere = this.#wasRecalled(plan, digest) ? 'not-in-review' : null;
    if (verdict === 'approve' && this.plans.get(plan)?.digest !== submission.version.digest)
      return 'changed-since-submitted';
    if (verdict !== 'retract') return notHere;
    const agreement = this.#agreement(plan);
    const inForce = agreement && handsOf(by.id, this.#approvers(plan, agreement)).length > 0;
    const words = this.#lastWords(plan);
    const own = words.get(by.id)?.verdict;
    const isSaidForHim = [...words.values()].some(
      (word) => word.verdict === 'approve' && word.onBehalfOf === by.id,
    );
    const has = inForce || own === 'approve' || (!own && isSaidForHim);
    return has ? notHere : 'nothing-to-retract';
  }

  /** Why the last submission cannot be taken back: it was agreed, declined, or launched, or another one is named. */
  #staysSubmitted(plan: string, digest: string): string | null {
    const [last, agreement] = [this.#submission(plan), this.#agreement(plan)];
    if (this.#ended(plan) === 'launched' && !agreement) return 'already-launched';
    const isDeclined = [...this.#lastWords(plan).values()].some(({ verdict }) => verdict === 'decline');
    const isNamed = last?.version.digest === digest;
    return last === agreement || isDeclined || !isNamed ? 'not-in-review' : null;
  }

  /** Whether what this names was taken back, and is not submitted otherwise. */
  #wasRecalled(plan: string, digest: string): boolean {
    const events = this.#of(plan);
    const names = ({ version }: Submission) => version.digest === digest;
    return (
      !this.#standing(plan).submissions.some(names) &&
      events.some((event, at) => {
        return (
          event.does === 'recall' && this.#standing(plan, at).submissions.at(-1)?.version.digest === digest
        );
      })
    );
  }

  #ended(plan: string): End | null {
    return this.#standing(plan).ended;
  }

  /**
   * The submissions that had not been taken back before an event, and how the plan had ended. A withdrawn plan that is
   * submitted again begins anew; if that is taken back, it is as it was.
   */
  #standing(plan: string, before = Infinity): Standing {
    let now: Standing = { submissions: [], ended: null };
    const formers: Standing[] = [];
    for (const event of this.#of(plan).slice(0, before)) {
      if (event.does === 'submit') {
        formers.push(now);
        const { submissions, ended } = now;
        now =
          ended === 'withdrawn'
            ? { submissions: [event], ended: null }
            : { submissions: [...submissions, event], ended };
      } else if (event.does === 'recall') {
        const former = formers.pop() ?? now;
        now = former.ended === 'withdrawn' ? former : { submissions: former.submissions, ended: now.ended };
      } else if (event.does !== 'decide') now = { ...now, ended: event.does };
    }
    return now;
  }

  #submission(plan: string): Submission | undefined {
    return this.#standing(plan).submissions.at(-1);
  }

  /** The last submission whose approvals meet the policy that held when it was made. */
  #agreement(plan: string): Submission | undefined {
    return this.#standing(plan).submissions.findLast(
      (submission) => this.#approvers(plan, submission).size >= submission.policy.approvals,
    );
  }

  /**
   * Who approved this submission while it was the last, and for whom, and took nothing back since. What somebody says
   * himself takes the place of what was said for him.
   */
  #approvers(plan: string, submission: Submission, before = Infinity): Map<string, string | undefined> {
    const { digest } = submission.version;
    const approvers = new Map<string, string | undefined>();
    this.#of(plan)
      .slice(0, before)
      .forEach((event, at) => {
        if (event.does !== 'decide') return;
        const { submissions } = this.#standing(plan, at);
        if (!submissions.includes(submission)) return;
        const isNamed = event.digest === digest;
        const approves = event.verdict === 'approve' && isNamed && submissions.at(-1) === submission;
        if (approves || event.verdict === 'retract' || (event.verdict !== 'approve' && isNamed))
          for (const hand of handsOf(event.by, approvers)) approvers.delete(hand);
        if (approves) approvers.set(event.by, event.onBehalfOf);
      });
    return approvers;
  }

  /**
   * The last word of each member about the last submission; what names another submitted version is none. What was
   * said while a later one stood, since taken back, is a word if it names this one or took back its approval.
   */
  #lastWords(plan: string): Map<string, Decision> {
    const last = this.#submission(plan);
    const words = new Map<string, Decision>();
    this.#of(plan).forEach((event, at) => {
      if (event.does !== 'decide' || !last) return;
      const { submissions } = this.#standing(plan, at);
      if (!submissions.includes(last)) return;
      const isNamed = event.digest === last.version.digest;
      const ofAnother = submissions.some(({ version }) => version.digest === event.digest);
      const hands = handsOf(event.by, this.#approvers(plan, last, at));
      const isTaken = event.verdict === 'retract' && hands.length > 0;
      const isWord =
        submissions.at(-1) === last
          ? isNamed || !ofAnother
          : isTaken || (isNamed && event.verdict !== 'approve');
      if (isWord) words.set(event.by, event);
    });
    return words;
  }

  #of(plan: string): Event[] {
    return this.#events.get(plan) ?? [];
  }

  #person(id: string): Person {
    const person = this.people.get(id);
    if (!person) throw new Error(`nobody is called ${id}`);
    return person;
  }
}

/** Whose approvals are somebody's: his own, and what was said for him. */
function handsOf(person: string, approvers: ReadonlyMap<string, string | undefined>): string[] {
  return [...approvers].filter((pair) => pair.includes(person)).map(([hand]) => hand);
}

/** Sales decides about marketing's campaigns, marketing about sales' own activities. */
function deciders(version: Version | null): Department {
  return version?.kind === 'sales-activity' ? 'marketing' : 'sales';
}

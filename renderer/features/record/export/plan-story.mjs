// What the record of one plan amounts to, and what may be stated about it next: DESIGN section 6, written a second time.

export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string' && value.length <= 2000;
const isDay = (value) =>
  typeof value === 'string' && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;
export const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
export const isId = (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
const isCount = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
export const has = (object, required, optional = []) =>
  isObject(object) &&
  required.every((key) => object[key] !== undefined) &&
  Object.keys(object).every((key) => required.includes(key) || optional.includes(key));

const VERDICTS = ['approve', 'request-changes', 'decline', 'retract'];
const ENDS = ['launched', 'closed', 'withdrawn'];
export const STATED = ['plan-submitted', 'recalled', 'decision', ...ENDS];

const isPromise = (promise) =>
  has(promise, ['ownerId', 'days', 'callShare', 'capacityPerWeek']) &&
  isId(promise.ownerId) &&
  isCount(promise.days, 365) &&
  typeof promise.callShare === 'number' &&
  promise.callShare >= 0 &&
  promise.callShare <= 1 &&
  isCount(promise.capacityPerWeek, 100_000);

const isReturnPromise = (promise) =>
  has(promise, ['what', 'text', 'dueOn']) &&
  ['presentation', 'customer-letter', 'other'].includes(promise.what) &&
  isText(promise.text) &&
  isDay(promise.dueOn);

const isPolicy = (policy) =>
  has(policy, ['approvals', 'leadTimeDays', 'promiseRequired'], ['encryptedOnly']) &&
  isCount(policy.approvals, 20) &&
  policy.approvals > 0 &&
  isCount(policy.leadTimeDays, 365) &&
  typeof policy.promiseRequired === 'boolean' &&
  ['boolean', 'undefined'].includes(typeof policy.encryptedOnly);

/**
 * Whether a statement is one of those that are described here. A later version of Handschlag may know others: they
 * count for nothing in this one.
 */
export function isUnderstood(statement, kind) {
  const { verdict, promise, returnPromise, decideBy, onBehalfOf, note } = statement;
  return (
    has(
      statement,
      ['v', 'kind', 'board', 'plan', 'digest', 'head', 'nonce'],
      ['verdict', 'promise', 'returnPromise', 'decideBy', 'onBehalfOf', 'note'],
    ) &&
    statement.v === 1 &&
    statement.kind === kind &&
    STATED.includes(kind) &&
    isId(statement.board) &&
    isId(statement.plan) &&
    isHash(statement.digest) &&
    isHash(statement.head) &&
    /^[\w-]{22}$/.test(statement.nonce) &&
    (kind === 'decision' ? VERDICTS.includes(verdict) : verdict === undefined) &&
    (promise === undefined || (verdict === 'approve' && isPromise(promise))) &&
    (returnPromise === undefined ||
      (kind === 'plan-submitted' &&
        Array.isArray(returnPromise) &&
        returnPromise.length <= 20 &&
        returnPromise.every(isReturnPromise))) &&
    (decideBy === undefined || (kind === 'plan-submitted' && isDay(decideBy))) &&
    (onBehalfOf === undefined || (kind === 'decision' && isId(onBehalfOf))) &&
    (note === undefined || isText(note))
  );
}

/** One plan: its submissions, the approvals that stand for each, and how it ended. */
export class PlanStory {
  versions = [];
  /** Digests of versions that were taken back. */
  recalled = new Set();
  ended = null;
  said = new Set();

  get last() {
    return this.versions.at(-1) ?? null;
  }

  has(digest) {
    return this.versions.some((version) => version.digest === digest);
  }

  /** The last version for which as many approvals stand as its rules asked for. */
  get agreed() {
    return this.versions.findLast(({ isAgreed }) => isAgreed) ?? null;
  }

  /**
   * Whether somebody may state this now.
   * @param by his ID, with his `role`, `department` and `approver` at that moment
   * @param keeperIsHere whether the owner of a follow-up promise is a member then
   * @param absent whether an approver had named him his deputy for that moment; only asked of a decision for another
   */
  allows(statement, by, rights, keeperIsHere, absent) {
    const { kind, digest } = statement;
    if (kind === 'plan-submitted') return this.ended !== 'closed';
    if (kind === 'decision') return this.#allowsDecision(statement, by, rights, keeperIsHere, absent);
    // Who owns the plan is what was agreed, or else submitted.
    const { ownerId } = (this.agreed ?? this.last)?.snapshot ?? {};
    if (kind === 'recalled')
      return this.#allowsRecall(digest, [ownerId, this.last?.snapshot.ownerId], by, rights);
    if (rights.role !== 'owner' && ownerId !== by) return false;
    if (kind === 'launched') return this.ended === null && this.agreed?.digest === digest;
    if (kind === 'closed') return this.ended === 'launched';
    return this.last !== null && this.ended !== 'withdrawn' && this.ended !== 'closed';
  }

  /** Its submitter, an owner of the plan or of the workspace takes back what nobody has agreed or declined. */
  #allowsRecall(digest, owners, by, rights) {
    const { last } = this;
    if (!last || last.isAgreed || this.ended === 'withdrawn' || this.ended === 'closed') return false;
    // What was launched by this very version stays launched.
    if (this.ended === 'launched' && !this.agreed) return false;
    if (rights.role !== 'owner' && last.by !== by && !owners.includes(by)) return false;
    const lastWords = new Map(last.decisions.map((decision) => [decision.by, decision.verdict]));
    return last.digest === digest && ![...lastWords.values()].includes('decline');
  }

  #allowsDecision({ verdict, digest, promise, onBehalfOf }, by, rights, keeperIsHere, absent) {
    const { last } = this;
    const decides = last?.snapshot.kind === 'sales-activity' ? 'marketing' : 'sales';
    const mayDecide = onBehalfOf === undefined ? rights.approver === true : absent;
    if (!last || !mayDecide || rights.department !== decides) return false;
    if (this.ended === 'withdrawn' || this.ended === 'closed') return false;
    // What was taken back takes no decision any more.
    if (this.recalled.has(digest) && !this.has(digest)) return false;
    if (verdict === 'retract') {
      // One's own approval, or what a deputy said in one's place.
      const lastWord = last.decisions.findLast((decision) => decision.by === by)?.verdict;
      const isInForce = this.agreed !== null && handsOf(by, this.agreed.approvals).length > 0;
      return isInForce || lastWord === 'approve' || (!lastWord && approvedFor(by, last).length > 0);
    }
    // Four eyes: neither the plan's owner nor its submitter, nor anybody of the submitter's department.
    const isOfTheirs = [by, onBehalfOf].some((id) => id && (last.by === id || last.snapshot.ownerId === id));
    const isOneSide = isOfTheirs || last.department === rights.department;
    // A deputy says not even no to that, nor where the place is taken that he would speak in.
    const isTaken = onBehalfOf !== undefined && this.#isTaken(verdict, by, onBehalfOf);
    if (isTaken || (onBehalfOf !== undefined && isOneSide)) return false;
    if (verdict !== 'approve') return true;
    if (isOneSide) return false;
    if (digest !== last.digest) return false;
    if (promise) return keeperIsHere;
    return !(last.policy.promiseRequired && decides === 'sales');
  }

  /** The absent one has spoken himself, or another deputy approved for him: one person never counts twice. */
  #isTaken(verdict, by, absent) {
    const hasSpoken = this.last.decisions.some((decision) => decision.by === absent);
    return (
      hasSpoken || (verdict === 'approve' && approvedFor(absent, this.last).some((deputy) => deputy !== by))
    );
  }

  take({ by, seq, statement, body }, rights) {
    const { kind, digest, verdict, nonce, head, onBehalfOf } = statement;
    // Said by two devices of one person, it is still one statement.
    const name = [by, kind, digest, verdict, nonce, head].join();
    if (this.said.has(name)) return;
    this.said.add(name);
    if (kind === 'plan-submitted') {
      // Nobody can have agreed under rules that are not described here.
      if (!isPolicy(body.policy)) return;
      // Submitting a withdrawn plan takes it up again, without its former approvals.
      const takesUp = this.ended === 'withdrawn' ? this.versions : null;
      if (takesUp) [this.versions, this.ended] = [[], null];
      const { snapshot, policy } = body;
      const facts = { seq, by, digest, snapshot, policy, department: rights.department };
      this.versions.push({ ...facts, takesUp, decisions: [], approvals: new Map(), isAgreed: false });
    } else if (kind === 'recalled') {
      const { takesUp } = this.versions.pop();
      if (takesUp) [this.versions, this.ended] = [takesUp, 'withdrawn'];
      this.recalled.add(digest);
    } else if (kind !== 'decision') this.ended = kind;
    else this.#decide(verdict, digest, by, onBehalfOf);
  }

  #decide(verdict, digest, by, onBehalfOf) {
    const { last, versions } = this;
    const decision = { by, verdict, onBehalfOf };
    if (last.digest === digest || !this.has(digest)) last.decisions.push(decision);
    // What somebody says himself takes the place of what was said for him.
    const end = (version) => {
      const hands = handsOf(by, version.approvals);
      for (const hand of hands) version.approvals.delete(hand);
      return hands.length > 0;
    };
    if (verdict === 'approve') {
      end(last);
      last.approvals.set(by, onBehalfOf);
    } else
      for (const version of versions) {
        // Asking for changes and declining are about one version; taking back is about all of them.
        const isNamed = version.digest === digest;
        const ends = (isNamed || verdict === 'retract') && end(version);
        if (version !== last && (ends || isNamed)) version.decisions.push(decision);
      }
    for (const version of versions) version.isAgreed = version.approvals.size >= version.policy.approvals;
  }
}

/** Whose approvals are this person's: his own, and what was said for him. */
function handsOf(person, approvals) {
  return [...approvals].filter((pair) => pair.includes(person)).map(([hand]) => hand);
}

/** Whose last word is an approval in the place of this person. */
function approvedFor(absent, { decisions }) {
  const lastWords = new Map(decisions.map((decision) => [decision.by, decision]));
  return [...lastWords.values()]
    .filter(({ verdict, onBehalfOf }) => verdict === 'approve' && onBehalfOf === absent)
    .map(({ by }) => by);
}

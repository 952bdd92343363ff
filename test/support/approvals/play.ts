import { deepStrictEqual as deepEqual, strictEqual as equal } from 'node:assert';
import type { MemberPatch } from '../../../shared/api/contract';
import { ApprovalModel, type Attempt } from './model';
import { NAMES, type State, type Step } from './steps';
import type { ApprovalBoard, ApprovalWorld } from './world';

/** Days that hold the present, are over, or are to come. */
const SPANS = {
  now: { from: '2000-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' },
  before: { from: '2000-01-01T00:00:00.000Z', until: '2000-02-01T00:00:00.000Z' },
  later: { from: '2100-01-01T00:00:00.000Z', until: '2100-02-01T00:00:00.000Z' },
} as const;

/** One sequence on a board, what the model thinks of it, and what has been said in it. */
export class Play {
  readonly #world: ApprovalWorld;
  readonly #board: ApprovalBoard;
  readonly #model = new ApprovalModel();
  readonly #plans: readonly string[];
  readonly #versions: Map<string, string[]>;
  readonly #met: Set<string>;
  readonly #said: Attempt[] = [];
  /** Where the record ended before; of what was said there nothing counts here. */
  readonly #start: number;

  /**
   * @param turn how many sequences were played on this board before
   * @param met takes every answer and status that came up
   */
  constructor(world: ApprovalWorld, board: ApprovalBoard, turn: number, met: Set<string>) {
    this.#met = met;
    this.#world = world;
    this.#board = board;
    this.#start = board.seq;
    this.#plans = [`plan-a-${turn}`, `plan-b-${turn}`];
    this.#versions = new Map(this.#plans.map((id) => [id, ['0'.repeat(64)]]));
    for (const { member } of world.people.values()) this.#model.people.set(member.id, member);
  }

  async run(each: Step): Promise<void> {
    switch (each.does) {
      case 'write':
        return this.#write(each);
      case 'state':
        return this.#state(each);
      case 'change':
        return this.#change(each);
      case 'delegate':
        return this.#delegate(each);
      case 'allow':
        return this.#allow(each.who);
      case 'remove':
        return this.#remove(each);
      case 'rule': {
        const { approvals, promiseRequired } = each;
        this.#model.policy = { approvals, promiseRequired };
        return this.#patch({ policy: { approvals, promiseRequired, leadTimeDays: 0 } });
      }
      case 'archive':
        this.#model.archived = each.archived;
        return this.#patch({ archived: each.archived });
    }
  }

  /** What a step may have changed: what becomes of one plan becomes of no other, which the end of a sequence shows. */
  compare(each?: Step): void {
    const isAboutOne = each?.does === 'write' || each?.does === 'state';
    for (const id of isAboutOne ? this.#plans.slice(each.plan, each.plan + 1) : this.#plans) {
      const seen = this.#board.status(id);
      if (!seen) continue;
      this.#met.add(seen.state);
      deepEqual({ id, ...seen }, { id, ...this.#model.status(id) });
    }
  }

  async #write({ plan: index, gone, title, kind, owner, start, color }: Extract<Step, { does: 'write' }>) {
    // Nobody writes on an archived board; the gate's own tests see to that.
    if (this.#model.archived) return;
    const id = this.#plans[index] ?? '';
    const draft = gone ? null : { title, kind, ownerId: owner, start, color };
    const version = await this.#board.write(id, draft);
    this.#model.plans.set(id, version);
    if (version) this.#versions.get(id)?.unshift(version.digest);
  }

  async #state(each: State): Promise<void> {
    const attempt = each.fit ? this.#fitting(each) : this.#attempt(each);
    const expected = this.#model.answer(attempt);
    const before = this.#board.seq;
    const { answer, seq } = await this.#board.attempt(attempt);
    this.#met.add(answer === null ? 'appended' : [answer.code, answer.reason].filter(Boolean).join(' '));
    deepEqual({ attempt, answer }, { attempt, answer: expected });
    equal(this.#board.seq, answer === null ? before + 1 : before);
    if (answer !== null) return;
    this.#model.appended(attempt, seq);
    this.#said.push(attempt);
  }

  #fitting(each: State): Attempt {
    const { kind, verdict } = each.onwards ? this.#onwards(each) : each;
    for (const by of NAMES) {
      const attempt = this.#attempt({ ...each, kind, verdict, by });
      if (this.#model.answer(attempt) === null) return attempt;
    }
    return this.#attempt(each);
  }

  #onwards({ plan: index }: State): Pick<State, 'kind' | 'verdict'> {
    const { state } = this.#model.status(this.#plans[index] ?? '');
    const verdict = 'approve';
    if (state === 'agreed') return { kind: 'launched', verdict };
    if (state === 'launched') return { kind: 'closed', verdict };
    return { kind: state === 'in-review' ? 'decision' : 'plan-submitted', verdict };
  }

  #attempt(each: State): Attempt {
    const id = this.#plans[each.plan] ?? '';
    const by = this.#world.of(each.by).member.id;
    const versions = this.#versions.get(id) ?? [];
    const nonce = Buffer.from(`${this.#start + this.#said.length}`.padStart(16, '0')).toString('base64url');
    const former = this.#said.findLast((one) => one.by === by)?.nonce;
    const head = this.#board.seq - each.behind;
    const decides = each.kind === 'decision';
    const approves = decides && each.verdict === 'approve';
    const onBehalfOf = decides ? this.#behalf(each, by) : undefined;
    return {
      by,
      kind: each.kind,
      route: each.route ? each.kind : each.kind === 'closed' ? 'launched' : 'closed',
      plan: id,
      digest: versions[each.version % versions.length] ?? '',
      head: head < this.#start ? null : head,
      nonce: each.again ? nonce : (former ?? nonce),
      ownDevice: each.ownDevice,
      ownSignature: each.ownSignature,
      here: each.here,
      ...(decides ? { verdict: each.verdict } : {}),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(approves && each.promise ? { promiseOwner: this.#world.of(each.promiseOwner).member.id } : {}),
    };
  }

  #behalf({ behalf }: State, by: string): string | undefined {
    if (behalf === 'himself') return undefined;
    if (behalf !== 'absent') return this.#world.of(behalf).member.id;
    return [...this.#model.deputies].find(([, { deputy }]) => deputy === by)?.[0];
  }

  async #delegate({ who: name, to, when }: Extract<Step, { does: 'delegate' }>): Promise<void> {
    const { id } = this.#world.of(name).member;
    const deputy = this.#world.of(to).member.id;
    const isEnd = when === 'ended';
    const answer = await this.#world.delegate(name, isEnd ? null : { deputy, ...SPANS[when] });
    const expected =
      isEnd && this.#model.people.get(id)?.active ? null : this.#model.answerToNaming(id, deputy);
    this.#met.add(answer === null ? 'delegated' : [answer.code, answer.reason].filter(Boolean).join(' '));
    deepEqual({ name, to, when, answer }, { name, to, when, answer: expected });
    if (answer !== null) return;
    if (isEnd) this.#model.deputies.delete(id);
    else
      this.#model.deputies.set(id, {
        deputy,
        isTime: when === 'now',
        isOver: when === 'before',
        allowed: false,
      });
  }

  async #allow(name: string): Promise<void> {
    const { id } = this.#world.of(name).member;
    const known = this.#model.deputies.get(id);
    if (!known) return;
    const isApprover = this.#model.people.get(known.deputy)?.approver ?? false;
    // Of an approver nobody is asked, so nothing is kept.
    const isAsked = !isApprover && !known.allowed;
    const isFit = !known.isOver && this.#model.answerToNaming(id, known.deputy) === null;
    const expected = isAsked && !isFit ? { code: 'not-found' } : null;
    const answer = await this.#world.allow(name);
    deepEqual({ name, allowed: answer }, { name, allowed: expected });
    if (isAsked && isFit) this.#model.deputies.set(id, { ...known, allowed: true });
  }

  async #change({ who: name, what }: Extract<Step, { does: 'change' }>): Promise<void> {
    const { id } = this.#world.of(name).member;
    // Who was removed is changed no more.
    if (!this.#model.people.get(id)?.active) return;
    await this.#world.host.people.patchMember(this.#world.of('scribe'), id, what as MemberPatch);
    const known = this.#model.people.get(id);
    if (known) this.#model.people.set(id, { ...known, ...what } as typeof known);
  }

  async #remove({ who: name }: Extract<Step, { does: 'remove' }>): Promise<void> {
    const { id } = this.#world.of(name).member;
    const known = this.#model.people.get(id);
    if (!known?.active) return;
    await this.#world.host.people.removeMember(this.#world.of('scribe'), id);
    this.#model.people.set(id, { ...known, active: false });
  }

  async #patch(patch: Parameters<ApprovalWorld['host']['patchBoard']>[1]): Promise<void> {
    const { id } = this.#board.room.board;
    await this.#world.host.patchBoard(id, patch, this.#world.of('scribe').member.id, true);
  }
}

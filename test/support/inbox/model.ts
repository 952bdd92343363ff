import type { Person, Town } from './town';

type Content = Awaited<ReturnType<Town['content']>>;
type Comment = Content['threads'][number]['comments'][number];

/** What stood at the host before and after somebody brought what he had written. */
export interface Push {
  readonly by: Person;
  readonly before: Content;
  readonly after: Content;
}

interface Told {
  readonly board: string;
  readonly plan: string;
  readonly kind: 'comment' | 'outcome' | Alteration;
  /** The comment or hash; the digest that was decided about and the one it is now; the deletion. */
  readonly of: string;
  why: 'mention' | 'answer' | 'outcome' | Alteration;
  isDone: boolean;
  /** He has put it aside as read, and it stands there all the same. */
  isSeen?: boolean;
  /** Of what others made of a plan: whose hand it was, and whether it was taken back or another hand's took its place. */
  by?: Person;
  isOver?: boolean;
  /** When it left last, counted. */
  leftAt?: number;
}

/** What others made of a plan since somebody decided about it. */
type Alteration = 'changed' | 'deleted';

interface Stated {
  readonly by: Person;
  readonly kind: 'submit' | 'approve' | 'decline' | 'withdraw';
  readonly digest: string;
  readonly hash: string;
  /** Whose plan it was then. */
  readonly owner: Person;
}

/**
 * What everybody has to be told, said a second time: by what stands at the host before and after each thing that happens,
 * without notes, cursors or causes.
 */
export class InboxModel {
  readonly told: ReadonlyMap<Person, Map<string, Told>>;
  /** By board and plan, what counts of what was stated. */
  stated = new Map<string, Stated[]>();

  readonly #town: Pick<Town, 'people' | 'member' | 'mayRead'>;
  #leaving = 0;

  constructor(town: Pick<Town, 'people' | 'member' | 'mayRead'>) {
    this.#town = town;
    this.told = new Map(town.people.map((person) => [person, new Map()]));
  }

  /** Some brought what they had written, one after the other, before anybody was told of it: it is told as it stands then. */
  heard(board: string, pushes: readonly Push[]): void {
    const now = pushes.at(-1)?.after;
    if (!now) return;
    for (const push of pushes) this.#heardComments(board, push, now);
    for (const plan of now.plans.keys()) this.#heardOf(board, plan, pushes);
    for (const [plan, { deletion, owner }] of now.bin) {
      this.#heardOf(board, plan, pushes);
      const last = pushes.findLast(({ before, after }) => before.plans.has(plan) && after.bin.has(plan));
      if (!last) continue;
      const agreed = this.#agreement(board, plan)?.by ?? [];
      const submission = this.stated.get(`${board} ${plan}`)?.findLast(({ kind }) => kind === 'submit');
      const losers = new Set([owner, ...agreed, ...(submission ? [submission.by, submission.owner] : [])]);
      losers.delete(last.by);
      for (const person of losers)
        this.#alter(person, { board, plan, kind: 'deleted', of: deletion, by: last.by });
    }
    this.#endWhatIsOver(board, now);
  }

  /** What a plan is by what some brought; in the bin, what it was last. Whoever takes it out changes nothing. */
  #heardOf(board: string, plan: string, pushes: readonly Push[]): void {
    const decision = this.#decision(board, plan);
    let [known, isBack, by]: [string | undefined, boolean, Person | undefined] = [
      undefined,
      false,
      undefined,
    ];
    for (const push of pushes) {
      const [was, is] = [push.before.plans.get(plan)?.digest, push.after.plans.get(plan)?.digest];
      known = was ?? known;
      if (is === undefined) continue;
      if (known === undefined) isBack ||= push.before.bin.has(plan);
      else if (known !== is && push.by !== decision?.by) ({ by } = push);
      known = is;
    }
    if (!decision || known === undefined || decision.digest === known) return;
    const of = `${decision.digest} ${known}`;
    const told = { board, plan, kind: 'changed', of } as const;
    if (by !== undefined) this.#alter(decision.by, { ...told, by }, !pushes.at(-1)?.after.plans.has(plan));
    else if (isBack) {
      const all = [...(this.told.get(decision.by)?.values() ?? [])].filter(
        (each) => each.kind === 'changed' && each.board === board && each.plan === plan,
      );
      const about = all.filter((each) => each.of.startsWith(`${decision.digest} `));
      const last = all.find((each) => each.of === of) ?? about.at(-1);
      if (last?.by !== undefined) this.#alter(decision.by, { ...told, by: last.by });
    }
  }

  /** Of a version, or a deletion, once; another hand takes the place of one that nobody has read about. */
  #alter(
    person: Person,
    told: Pick<Told, 'board' | 'plan' | 'of'> & { kind: Alteration; by: Person },
    isGone = false,
  ): void {
    if (!this.#town.mayRead(person, told.board)) return;
    const all = this.told.get(person) ?? new Map<string, Told>();
    const key = `${told.kind} ${told.board} ${told.plan} ${told.of}`;
    const same = all.get(key);
    if (isGone) {
      const leftAt = (this.#leaving += 1);
      if (!same) all.set(key, { ...told, why: told.kind, isDone: false, isOver: true, leftAt });
      else if (!same.isDone) Object.assign(same, { by: told.by, leftAt });
      return;
    }
    const others = [...all.values()].filter(
      (each) =>
        each !== same &&
        each.kind === told.kind &&
        each.board === told.board &&
        each.plan === told.plan &&
        !each.isOver,
    );
    const goesOn = others.some(({ isDone, isSeen, by }) => !isDone && !isSeen && by === told.by);
    const isKnown = same?.isOver === false;
    if (!isKnown && same?.isDone !== true && goesOn) return;
    for (const each of others) this.#end(each);
    if (isKnown) return;
    if (same) [same.isOver, same.by, same.isSeen] = [false, told.by, false];
    else all.set(key, { ...told, why: told.kind, isDone: false, isOver: false });
  }

  /** What nobody has read leaves for good once it is taken back, or nothing is left of what he had agreed to. */
  #endWhatIsOver(board: string, content: Content): void {
    for (const [person, all] of this.told)
      for (const told of all.values())
        if (told.isOver === false && told.board === board && !told.isDone)
          if (!this.#isStillSo(person, told, content)) this.#end(told);
  }

  #end(told: Told): void {
    Object.assign(told, { isOver: true, leftAt: (this.#leaving += 1) });
  }

  #isStillSo(person: Person, { kind, board, plan, of }: Told, content: Content): boolean {
    const decision = this.#decision(board, plan);
    if (kind === 'changed') {
      const digest = content.plans.get(plan)?.digest;
      const [approved] = of.split(' ');
      const isHis = decision?.by === person && decision.digest === approved;
      return isHis && digest !== undefined && digest !== approved;
    }
    const submission = this.stated.get(`${board} ${plan}`)?.findLast(({ kind: each }) => each === 'submit');
    const isTheirs = [content.bin.get(plan)?.owner, submission?.by, submission?.owner].includes(person);
    return content.bin.has(plan) && (isTheirs || this.#agreement(board, plan)?.by.has(person) === true);
  }

  #heardComments(board: string, { before, after }: Push, now: Content): void {
    const old = new Set(before.threads.flatMap(({ comments }) => comments.map(({ id }) => id)));
    const saying = new Map(
      now.threads.flatMap(({ comments }) => comments.map((comment) => [comment.id, comment])),
    );
    const personOf = ({ clientId }: { clientId: number }) => now.owners.get(clientId) ?? '';
    const namedIn = (comment: Comment) =>
      comment.mentions
        .map(({ memberId }) => memberId)
        .filter((each) => each !== personOf(comment) && this.#town.mayRead(each, board));
    for (const { plan, comments } of after.threads) {
      // Counted by those who write them, so that their IDs tell the order.
      const ids = comments.map(({ id }) => id).sort();
      const all = ids.flatMap((id) => saying.get(id) ?? []);
      const there = all.filter(({ id }) => old.has(id));
      for (const comment of all) {
        const author = personOf(comment);
        const named = namedIn(comment);
        const told = { board, plan, kind: 'comment', of: comment.id } as const;
        for (const person of named) this.#tell(person, { ...told, why: 'mention' });
        if (old.has(comment.id)) continue;
        const taking = new Set(there.flatMap((each) => [personOf(each), ...namedIn(each)]));
        for (const person of taking)
          if (person !== author && !named.includes(person)) this.#tell(person, { ...told, why: 'answer' });
        const earlier = new Set(there.map(({ id }) => id));
        for (const each of this.told.get(author)?.values() ?? [])
          if (each.kind === 'comment' && each.board === board && earlier.has(each.of)) each.isDone = true;
        there.push(comment);
      }
    }
  }

  /** Somebody stated something that counts, of a board that stands so. */
  statedBy(board: string, plan: string, statement: Stated, content: Content): void {
    const key = `${board} ${plan}`;
    const history = this.stated.get(key) ?? [];
    this.stated.set(key, [...history, statement]);
    this.#endWhatIsOver(board, content);
    if (statement.kind === 'submit') return;
    const submission = history.findLast(({ kind }) => kind === 'submit');
    const concerned = new Set(submission ? [submission.by, submission.owner] : []);
    concerned.delete(statement.by);
    for (const person of concerned)
      this.#tell(person, { board, plan, kind: 'outcome', of: statement.hash, why: 'outcome' });
  }

  /**
   * A board stands as it did before. What was told of exactly what stands there again, and what nobody has read, is told again; nothing
   * else is then. Where nothing was told of exactly that, what left last is.
   */
  restored(board: string, content: Content): void {
    this.#endWhatIsOver(board, content);
    for (const [person, all] of this.told)
      for (const plan of [...content.plans.keys(), ...content.bin.keys()])
        for (const kind of ['changed', 'deleted'] as const) {
          const about = [...all.values()].filter(
            (each) => each.board === board && each.plan === plan && each.kind === kind,
          );
          const gone = content.bin.get(plan);
          const present = kind === 'deleted' ? gone?.deletion : content.plans.get(plan)?.digest;
          if (present === undefined) continue;
          const isOwn = gone && content.owners.get(Number(gone.deletion.split(':')[0])) === person;
          const standing = about.filter((each) => !each.isDone && this.#isStillSo(person, each, content));
          const exact = about.find(({ of }) =>
            kind === 'deleted' ? of === present : of === `${this.#decision(board, plan)?.digest} ${present}`,
          );
          const latest = kind === 'changed' ? standing.sort(byLeaving).at(-1) : undefined;
          const back = exact ?? standing.find(({ isOver }) => !isOver) ?? latest;
          for (const each of about)
            if (isOwn || each !== back) {
              if (!each.isOver && !each.isDone) this.#end(each);
            } else if (standing.includes(each)) each.isOver = false;
        }
  }

  /** What somebody has before him. */
  visible(person: Person, contents: ReadonlyMap<string, Content>): string[] {
    return [...(this.told.get(person)?.values() ?? [])]
      .filter((told) => !told.isDone && this.#stands(person, told, contents.get(told.board)))
      .map(({ why, of }) => `${why} ${of}`)
      .concat(this.#waitingFor(person, contents))
      .sort();
  }

  /** What waits for somebody's decision: the plans of others in review that stand as they were submitted. */
  #waitingFor(person: Person, contents: ReadonlyMap<string, Content>): string[] {
    const { approver, department } = this.#town.member(person);
    if (!approver || department !== 'sales') return [];
    return [...this.stated].flatMap(([key, history]) => {
      const [board = '', plan = ''] = key.split(' ');
      const last = history.at(-1);
      const agreed = this.#agreement(board, plan)?.digest;
      const isOpen =
        last?.kind === 'submit' &&
        last.digest !== agreed &&
        contents.get(board)?.plans.get(plan)?.digest === last.digest;
      return isOpen && this.#town.mayRead(person, board) ? [`decision ${last.hash} 0`] : [];
    });
  }

  #stands(person: Person, told: Told, content: Content | undefined): boolean {
    if (!content) return false;
    const history = this.stated.get(`${told.board} ${told.plan}`) ?? [];
    if (told.kind === 'comment') {
      if (!content.plans.has(told.plan)) return false;
      const comment = content.threads.flatMap(({ comments }) => comments).find(({ id }) => id === told.of);
      if (!comment) return false;
      return told.why === 'answer' || comment.mentions.some(({ memberId }) => memberId === person);
    }
    if (told.kind === 'outcome') {
      const at = history.findIndex(({ hash }) => hash === told.of);
      return at >= 0 && at === history.length - 1;
    }
    return told.isOver === false && this.#isStillSo(person, told, content);
  }

  /** The decision that was stated last, whatever it said: nothing was stated behind it. */
  #decision(board: string, plan: string): Stated | null {
    const last = this.stated.get(`${board} ${plan}`)?.at(-1);
    return last?.kind === 'approve' || last?.kind === 'decline' ? last : null;
  }

  /** The agreement in force, and by whom, also while a newer version is in review or was refused. */
  #agreement(board: string, plan: string): { digest: string; by: ReadonlySet<Person> } | null {
    let submitted: { digest: string; by: Set<Person> }[] = [];
    for (const { kind, by, digest } of this.stated.get(`${board} ${plan}`) ?? []) {
      if (kind === 'withdraw') submitted = [];
      else if (kind === 'submit') submitted.push({ digest, by: new Set() });
      // An approval takes the place of what he approved before; a refusal ends those of that version, and nobody else's.
      else for (const each of submitted) if (kind === 'approve' || each.digest === digest) each.by.delete(by);
      if (kind === 'approve') submitted.at(-1)?.by.add(by);
    }
    return submitted.findLast(({ by }) => by.size > 0) ?? null;
  }

  #tell(person: Person, told: Omit<Told, 'isDone'>): void {
    if (!this.#town.mayRead(person, told.board)) return;
    const all = this.told.get(person);
    const known = all?.get(`${told.kind} ${told.of}`);
    if (!known) all?.set(`${told.kind} ${told.of}`, { ...told, isDone: false });
    else if (told.why === 'mention' && known.why === 'answer') {
      // Whoever has read an answer does not know that it names him now.
      [known.why, known.isDone] = ['mention', false];
    }
  }
}

function byLeaving(a: Told, b: Told): number {
  return (a.leftAt ?? 0) - (b.leftAt ?? 0);
}

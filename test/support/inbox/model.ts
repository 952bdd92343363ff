import { PEOPLE, type Person, type Town } from './town';

type Content = Awaited<ReturnType<Town['content']>>;

interface Told {
  readonly board: string;
  readonly plan: string;
  readonly kind: 'comment' | 'changed' | 'outcome';
  /** The comment, digest or hash. */
  readonly of: string;
  why: 'mention' | 'answer' | 'changed' | 'outcome';
  isDone: boolean;
  /** Of changes: whether it was taken back and nobody else has changed it again. */
  isBack?: boolean;
}

interface Stated {
  readonly by: Person;
  readonly kind: 'submit' | 'approve' | 'decline' | 'withdraw';
  readonly digest: string;
  readonly hash: string;
}

/**
 * What everybody has to be told, said a second time: by what stands at the host before and after each thing that happens,
 * without notes, cursors or causes.
 */
export class InboxModel {
  readonly told = new Map<Person, Map<string, Told>>(PEOPLE.map((person) => [person, new Map()]));
  /** By board and plan, what counts of what was stated. */
  stated = new Map<string, Stated[]>();

  constructor(readonly boards: readonly string[]) {}

  mayRead(person: Person, board: string): boolean {
    return person !== 'nils' || board === this.boards[0];
  }

  /** Somebody brought what he had written. */
  pushed(by: Person, board: string, before: Content, after: Content): void {
    const old = new Map(
      before.threads.flatMap(({ comments }) => comments.map((comment) => [comment.id, comment])),
    );
    for (const thread of after.threads) {
      if (!after.plans.has(thread.plan)) continue;
      // Counted by those who write them, so that their IDs tell the order.
      const all = [...thread.comments].sort((a, b) => (a.id < b.id ? -1 : 1));
      const there = all.filter(({ id }) => old.has(id));
      for (const comment of all) {
        const author = after.owners.get(comment.clientId) as Person;
        const named = comment.mentions
          .flatMap(({ memberId }) => memberId as Person)
          .filter((each) => each !== author);
        for (const person of named)
          this.#tell(person, { board, plan: thread.plan, kind: 'comment', of: comment.id, why: 'mention' });
        if (old.has(comment.id)) continue;
        const taking = new Set(
          there.flatMap((each) => {
            const wrote = after.owners.get(each.clientId) as Person;
            return [
              wrote,
              ...each.mentions
                .map(({ memberId }) => memberId as Person)
                .filter((one) => one !== wrote && this.mayRead(one, board)),
            ];
          }),
        );
        for (const person of taking)
          if (person !== author && !named.includes(person))
            this.#tell(person, { board, plan: thread.plan, kind: 'comment', of: comment.id, why: 'answer' });
        const earlier = new Set(there.map(({ id }) => id));
        for (const told of this.told.get(author)?.values() ?? [])
          if (told.kind === 'comment' && told.board === board && earlier.has(told.of)) told.isDone = true;
        there.push(comment);
      }
    }
    for (const [plan, { digest }] of after.plans) {
      const was = before.plans.get(plan);
      const approval = this.#approval(board, plan);
      for (const [person, each] of this.#changes(board, plan)) {
        const isDifferent = digest !== each.of;
        if (!isDifferent) each.isBack = true;
        else if (each.isBack && was && was.digest !== digest && by !== person) each.isBack = false;
      }
      if (!approval || !was || was.digest === digest || digest === approval.digest || by === approval.by)
        continue;
      this.#tell(approval.by, { board, plan, kind: 'changed', of: approval.digest, why: 'changed' });
    }
  }

  /** Somebody stated something that counts. */
  statedBy(board: string, plan: string, statement: Stated): void {
    const key = `${board} ${plan}`;
    this.stated.set(key, [...(this.stated.get(key) ?? []), statement]);
    const isOutcome = statement.kind === 'approve' || statement.kind === 'decline';
    if (isOutcome) this.#tell('maren', { board, plan, kind: 'outcome', of: statement.hash, why: 'outcome' });
  }

  /** A board stands as it did before: what was taken back by that comes back only by what somebody does. */
  restored(board: string, content: Content): void {
    for (const [plan, { digest }] of content.plans)
      for (const [, each] of this.#changes(board, plan)) if (digest === each.of) each.isBack = true;
  }

  /** What somebody has before him. */
  visible(person: Person, contents: ReadonlyMap<string, Content>): string[] {
    return [...(this.told.get(person)?.values() ?? [])]
      .filter((told) => !told.isDone && this.#stands(person, told, contents.get(told.board)))
      .map(({ why, of }) => `${why} ${of}`)
      .sort();
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
    const approval = this.#approval(told.board, told.plan);
    const digest = content.plans.get(told.plan)?.digest;
    return (
      !told.isBack &&
      approval?.by === person &&
      approval.digest === told.of &&
      digest !== undefined &&
      digest !== told.of
    );
  }

  /** The approval that stands: nothing was stated behind it. */
  #approval(board: string, plan: string): Stated | null {
    const last = this.stated.get(`${board} ${plan}`)?.at(-1);
    return last?.kind === 'approve' ? last : null;
  }

  *#changes(board: string, plan: string): Iterable<[Person, Told]> {
    for (const [person, all] of this.told)
      for (const told of all.values())
        if (told.kind === 'changed' && told.board === board && told.plan === plan) yield [person, told];
  }

  #tell(person: Person, told: Omit<Told, 'isDone'>): void {
    if (!this.mayRead(person, told.board)) return;
    const all = this.told.get(person);
    const known = all?.get(`${told.kind} ${told.of}`);
    if (!known) all?.set(`${told.kind} ${told.of}`, { ...told, isDone: false });
    else if (told.why === 'mention') known.why = 'mention';
  }
}

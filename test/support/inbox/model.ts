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

  constructor(town: Pick<Town, 'people' | 'member' | 'mayRead'>) {
    this.#town = town;
    this.told = new Map(town.people.map((person) => [person, new Map()]));
  }

  /** Some brought what they had written, one after the other, before anybody was told of it: it is told as it stands then. */
  heard(board: string, pushes: readonly Push[]): void {
    const now = pushes.at(-1)?.after;
    if (!now) return;
    for (const push of pushes) this.#heardComments(board, push, now);
    for (const [plan, { digest }] of now.plans) {
      const approval = this.#approval(board, plan);
      const changedBy = new Set(
        pushes.flatMap(({ by, before, after }) => {
          const [was, is] = [before.plans.get(plan), after.plans.get(plan)];
          return is && was?.digest !== is.digest ? [by] : [];
        }),
      );
      const isByAnother = (person: Person) => [...changedBy].some((by) => by !== person);
      for (const [person, each] of this.#changes(board, plan)) {
        const isDifferent = digest !== each.of;
        if (!isDifferent) each.isBack = true;
        else if (each.isBack && isByAnother(person)) each.isBack = false;
      }
      if (approval && digest !== approval.digest && isByAnother(approval.by))
        this.#tell(approval.by, { board, plan, kind: 'changed', of: approval.digest, why: 'changed' });
    }
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

  /** Somebody stated something that counts. */
  statedBy(board: string, plan: string, statement: Stated): void {
    const key = `${board} ${plan}`;
    const history = this.stated.get(key) ?? [];
    this.stated.set(key, [...history, statement]);
    if (statement.kind === 'submit') return;
    const submission = history.findLast(({ kind }) => kind === 'submit');
    const concerned = new Set(submission ? [submission.by, submission.owner] : []);
    concerned.delete(statement.by);
    for (const person of concerned)
      this.#tell(person, { board, plan, kind: 'outcome', of: statement.hash, why: 'outcome' });
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
      const agreed = history.findLast(({ kind }) => kind === 'approve')?.digest;
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

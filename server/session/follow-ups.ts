import { groupByPlan } from '../../shared/domain/calendar/calendar';
import type { CivilDate } from '../../shared/domain/dates';
import { commitmentsOf, loadOverBoards, type FollowUpCommitment } from '../../shared/domain/followup';
import { planStatus } from '../../shared/domain/status';
import { slicesOf } from '../base/slices';
import { mayRead } from '../board/boards';
import type { Storage, StoredMember } from '../storage/storage';

/**
 * What follow-up promises of all boards ask of whom. Read from the records when it is first asked for, and of a board
 * again once its record grew, so that an answer costs little however many boards there are.
 */
export class FollowUps {
  readonly #storage: Pick<Storage, 'boards' | 'entries'>;
  readonly #boards = new Map<string, readonly FollowUpCommitment[]>();
  /** How often each record grew, so that what was read before counts no more. */
  readonly #grown = new Map<string, number>();

  constructor(storage: Pick<Storage, 'boards' | 'entries'>) {
    this.#storage = storage;
  }

  /** What is asked of one person in a span, told to a member: plans of boards he may not read are counted, not named. */
  async load(
    member: StoredMember,
    owner: string,
    span: { readonly from: CivilDate; readonly to: CivilDate },
  ) {
    const boards = new Map<string, readonly FollowUpCommitment[]>();
    for (const { id } of await this.#storage.boards()) boards.set(id, await this.#of(id));
    return { owner, ...loadOverBoards(owner, boards, (board) => mayRead(member, board), span) };
  }

  /** The record of a board has new entries. */
  grew(board: string): void {
    this.#boards.delete(board);
    this.#grown.set(board, (this.#grown.get(board) ?? 0) + 1);
  }

  /** After a restore: nothing that is known holds. */
  forget(): void {
    for (const board of this.#boards.keys()) this.grew(board);
  }

  async #of(board: string): Promise<readonly FollowUpCommitment[]> {
    const known = this.#boards.get(board);
    if (known) return known;
    const grown = this.#grown.get(board);
    const entries = groupByPlan(await this.#storage.entries(board, 0));
    const breathe = slicesOf();
    const commitments: FollowUpCommitment[] = [];
    for (const [plan, own] of entries) {
      // What is agreed is told by the record alone, on whatever day and however the plan stands now.
      commitments.push(
        ...commitmentsOf(new Map([[plan, planStatus(plan, null, own, own[0]?.at.slice(0, 10) ?? '')]])),
      );
      await breathe();
    }
    if (this.#grown.get(board) === grown) this.#boards.set(board, commitments);
    return commitments;
  }
}

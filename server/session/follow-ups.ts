import type { CivilDate } from '../../shared/domain/dates';
import { commitmentsOf, loadOverBoards, type FollowUpCommitment } from '../../shared/domain/followup';
import { groupByPlan } from '../../shared/domain/history';
import { planStatus } from '../../shared/domain/status';
import type { RecordEntry } from '../../shared/domain/record';
import { slicesOf } from '../base/slices';
import { mayRead } from '../board/boards';
import { Derived, type VersionOf } from '../record/derived';
import type { Storage, StoredMember } from '../storage/storage';

/** What follow-up promises of all boards ask of whom, by their records: an answer costs little however many boards there are. */
export class FollowUps {
  readonly #storage: Pick<Storage, 'boards'>;
  readonly #commitments: Derived<readonly FollowUpCommitment[]>;

  constructor(storage: Pick<Storage, 'boards' | 'entries'>, versionOf: VersionOf) {
    this.#storage = storage;
    this.#commitments = new Derived(storage, versionOf, commitmentsIn);
  }

  /** What is asked of one person in a span, told to a member: plans of boards he may not read are counted, not named. */
  async load(
    member: StoredMember,
    owner: string,
    span: { readonly from: CivilDate; readonly to: CivilDate },
  ) {
    const boards = new Map<string, readonly FollowUpCommitment[]>();
    for (const { id } of await this.#storage.boards()) boards.set(id, await this.#commitments.of(id));
    return { owner, ...loadOverBoards(owner, boards, (board) => mayRead(member, board), span) };
  }
}

async function commitmentsIn(entries: readonly RecordEntry[]): Promise<readonly FollowUpCommitment[]> {
  const breathe = slicesOf();
  const commitments: FollowUpCommitment[] = [];
  for (const [plan, own] of groupByPlan(entries)) {
    // What is agreed is told by the record alone, on whatever day and however the plan stands now.
    commitments.push(
      ...commitmentsOf(new Map([[plan, planStatus(plan, null, own, own[0]?.at.slice(0, 10) ?? '')]])),
    );
    await breathe();
  }
  return commitments;
}

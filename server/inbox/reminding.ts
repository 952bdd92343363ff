import { Mutex } from 'async-mutex';
import type { Submission } from '../../shared/domain/history';
import {
  mayRemind,
  remindedByHand,
  reminderDue,
  type ReminderStep,
} from '../../shared/domain/turn/reminders';
import { turnOf, type Around } from '../../shared/domain/turn/turn';
import { dayOf, zoneOf } from '../base/ports';
import { ProblemError } from '../base/problem';
import { mayRead } from '../board/boards';
import { absencesOf, delegationsNow } from '../people/deputies';
import { present } from '../people/owners';
import type { Batch, StoredMember } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';
import type { InReview } from './waiting';

/** A reminder of one submission. */
export interface ReminderGiven {
  readonly board: string;
  readonly plan: string;
  /** Hash of the submission's entry. */
  readonly submission: string;
  readonly step: ReminderStep | 'by-hand';
  /** Who reminded by hand. */
  readonly by?: string;
  readonly to: readonly string[];
  /** What was submitted, and until when it is to be decided. */
  readonly title: string;
  readonly due: string | null;
}

export interface RemindingPorts {
  readonly workspace: Workspace;
  /** What is in review on every board, as it was submitted. */
  readonly inReview: () => Promise<readonly InReview[]>;
  /** What a reminder writes for those it goes to, in the very write that notes it as given: none is lost or comes twice. */
  readonly items: (reminder: ReminderGiven) => Promise<Batch>;
  /** It was given. */
  readonly given: (reminder: ReminderGiven) => void;
}

/** Gives the reminders of deadlines, each once, and those by hand. */
export class Reminding {
  readonly #ports: RemindingPorts;
  /** One after the other, so that nobody is reminded twice by two who ask at once. */
  readonly #turns = new Mutex();
  /** The day all submissions were last looked at: a reminder becomes due with a day only. */
  #lookedOn: string | null = null;

  constructor(ports: RemindingPorts) {
    this.#ports = ports;
  }

  /** Gives what is due by now; asked often, it looks once a day. Rejects as the disk does, and then looks again. */
  async tick(): Promise<void> {
    const { workspace } = this.#ports;
    if (this.#lookedOn === dayOf(workspace.ports.clock)) return;
    await this.#turns.runExclusive(async () => {
      const today = dayOf(workspace.ports.clock);
      if (this.#lookedOn === today) return;
      for (const each of await this.#ports.inReview()) await this.#remind(each, today);
      this.#lookedOn = today;
    });
  }

  /** After a restore, other submissions may be due. */
  forget(): void {
    this.#lookedOn = null;
  }

  /** Reminds those who decide about a plan, once a day. @throws ProblemError */
  byHand(caller: Caller, board: string, plan: string): Promise<void> {
    return this.#turns.runExclusive(async () => {
      const { workspace } = this.#ports;
      const { member } = await present(workspace.storage, caller);
      const found = (await this.#ports.inReview()).find((each) => each.board === board && each.plan === plan);
      const turn = found ? turnOf(found.status, {}, await this.#around(board)) : null;
      const refusal = found ? mayRemind(member, found.status, turn) : 'not-in-review';
      if (refusal && refusal !== 'not-in-review')
        throw new ProblemError('not-allowed', 'you may not do this', { reason: refusal });
      if (!found?.status.submission || found.archived || !turn || refusal) throw wrongState('not-in-review');
      const { hash: submission, ...facts } = factsOf(found.status.submission);
      const today = dayOf(workspace.ports.clock);
      if ((await workspace.storage.remindersOf(submission)).has(today)) throw wrongState('reminded-today');
      const to = remindedByHand(turn).filter((id) => id !== member.id);
      await this.#give({ board, plan, submission, step: 'by-hand', by: member.id, to, ...facts }, today);
    });
  }

  /** Which submissions that are in review on a board were reminded of by hand today, by their hashes: not again before tomorrow. */
  async remindedToday(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { workspace } = this.#ports;
    const reminded = await workspace.storage.submissionsReminded(dayOf(workspace.ports.clock));
    if (reminded.size === 0) return new Map();
    const found = (await this.#ports.inReview()).flatMap(({ board, status }) =>
      status.submission && reminded.has(status.submission.hash)
        ? [{ board, hash: status.submission.hash }]
        : [],
    );
    return new Map(
      found.map(({ board }) => [board, found.filter((each) => each.board === board).map(({ hash }) => hash)]),
    );
  }

  async #remind({ board, plan, status, archived }: InReview, today: string): Promise<void> {
    const { workspace } = this.#ports;
    const { submission } = status;
    if (!submission?.decideBy || archived) return;
    const around = await this.#around(board);
    const owners = around.members
      .filter(({ role, active }) => active && role === 'owner')
      .map(({ id }) => id);
    const zone = zoneOf(workspace.ports.clock);
    const given = await workspace.storage.remindersOf(submission.hash);
    const due = reminderDue(status, turnOf(status, {}, around), { owners, today, zone }, given);
    const { hash, ...facts } = factsOf(submission);
    if (due) await this.#give({ board, plan, submission: hash, ...facts, ...due }, due.step);
  }

  async #give(reminder: ReminderGiven, what: string): Promise<void> {
    const items = await this.#ports.items(reminder);
    const reminders = [{ submission: reminder.submission, what }];
    await this.#ports.workspace.storage.write({ ...items, reminders });
    this.#ports.given(reminder);
  }

  /** Those who may read a board: nobody else is awaited there. */
  async #around(board: string): Promise<Around> {
    const { workspace } = this.#ports;
    const members = await workspace.storage.members();
    return {
      members: members.filter((member: StoredMember) => mayRead(member, board)),
      absences: await absencesOf(workspace),
      delegations: delegationsNow(workspace),
      today: dayOf(workspace.ports.clock),
    };
  }
}

function factsOf({ hash, snapshot, decideBy }: Submission) {
  const { title } = snapshot;
  return { hash, title: typeof title === 'string' ? title : '', due: decideBy ?? null };
}

function wrongState(reason: string): ProblemError {
  return new ProblemError('wrong-state', 'the plan is not in a state for this', { reason });
}

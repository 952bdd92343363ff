import type { DueTaskView } from '../../shared/api/contract';
import { isCivilDate, type CivilDate } from '../../shared/domain/dates';
import type { BoardInUse } from '../board/room';
import { mayRead } from '../board/boards';
import type { OpenTask, Storage, StoredMember } from '../storage/storage';

export interface DueTasksPorts {
  readonly storage: Pick<Storage, 'boardsInUse' | 'openTasks'>;
  /** Keeps, for the next start, what is to be done on a board. */
  readonly keep: (board: string, tasks: readonly OpenTask[]) => void;
  readonly today: () => CivilDate;
  /** Tells those whose answer is another one now. */
  readonly changed: (concerns: (member: StoredMember) => boolean) => void;
}

/**
 * The tasks that are due, for whoever has taken them on. Only a board in use tells of its tasks, and what it told last is
 * kept: no board is opened for an answer.
 */
export class DueTasks {
  readonly #ports: DueTasksPorts;
  #boards: Promise<Map<string, readonly OpenTask[]>> | null = null;

  constructor(ports: DueTasksPorts) {
    this.#ports = ports;
  }

  /** What a member should have done by now, on all boards that he may read, the longest overdue first. */
  async of(member: StoredMember): Promise<DueTaskView[]> {
    const [known, inUse] = await Promise.all([this.#known(), this.#ports.storage.boardsInUse()]);
    const today = this.#ports.today();
    return [...known]
      .filter(([id]) => inUse.has(id) && mayRead(member, id))
      .flatMap(([board, tasks]) =>
        tasks
          .filter(({ owner, dueOn }) => owner === member.id && dueOn <= today)
          .map(({ task, dueOn, text }) => ({ board, task, dueOn, text })),
      )
      .sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
  }

  /** A board is in use from now on: it tells what is to be done. */
  opened(room: BoardInUse): void {
    const look = () =>
      void this.#look(room).catch(() => {
        // What cannot be read or kept now is told again when the board is next in use.
      });
    room.document.onTasks = look;
    look();
  }

  /** A board was put into the archive, or taken from it. */
  shownOtherwise(board: string): void {
    void this.#known().then(
      (known) => this.#tell(board, known.get(board) ?? [], []),
      () => undefined,
    );
  }

  /** After a restore: nothing that is known holds. */
  forget(): void {
    this.#boards = null;
  }

  async #look({ board, document }: BoardInUse): Promise<void> {
    const known = await this.#known();
    const before = known.get(board.id) ?? [];
    const tasks = document
      .tasks()
      .flatMap(({ id, text, ownerId, dueOn, doneOn }) =>
        doneOn === null && isCivilDate(dueOn) ? [{ task: id, owner: ownerId, dueOn, text }] : [],
      );
    if (JSON.stringify(tasks) === JSON.stringify(before)) return;
    known.set(board.id, tasks);
    this.#ports.keep(board.id, tasks);
    this.#tell(board.id, before, tasks);
  }

  /** Those who have other tasks due than before. */
  #tell(board: string, before: readonly OpenTask[], now: readonly OpenTask[]): void {
    const today = this.#ports.today();
    const dueOf = (tasks: readonly OpenTask[], member: string) =>
      JSON.stringify(tasks.filter(({ owner, dueOn }) => owner === member && dueOn <= today));
    this.#ports.changed(
      (member) => mayRead(member, board) && dueOf(before, member.id) !== dueOf(now, member.id),
    );
  }

  #known(): Promise<Map<string, readonly OpenTask[]>> {
    const known = (this.#boards ??= this.#ports.storage.openTasks().then((all) => new Map(all)));
    known.catch(() => {
      if (this.#boards === known) this.#boards = null;
    });
    return known;
  }
}

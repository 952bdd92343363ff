import { createStore, type StoreApi } from 'zustand/vanilla';
import { planView } from '../../../shared/api/contract';
import { agendaAnswer } from '../../../shared/api/sessions';
import { readHistory } from '../../../shared/domain/history';
import type { PlanJson } from '../../../shared/domain/plan';
import type { RecordEntry } from '../../../shared/domain/record';
import { onNewDay, todayStore } from '../device/today';
import { faultOf, RecordReader } from '../record/reader';
import { Statements, type StatementDraft } from '../record/statements';
import type { Outcome } from '../connection/outcome';
import type { BoardSurroundings } from './board-surroundings';
import { planRow } from './plan-row';
import { NOTHING_SHOWN, type BoardStore } from './shown';

/**
 * A board as the host tells of it when asked, without its document: the agendas and plans that somebody looks at, and what
 * is needed to decide about these. Its record is fetched, and checked as anywhere, once a plan is looked at.
 */
export class ReadBoard {
  readonly store: StoreApi<BoardStore>;
  readonly #surroundings: BoardSurroundings;
  readonly #boardId: string;
  readonly #record: RecordReader;
  readonly #statements: Statements;
  readonly #stop: (() => void)[];
  /** What the host said last of the plans that were looked at. */
  readonly #told = new Map<string, PlanJson>();
  #loading: Promise<void> | null = null;

  constructor(boardId: string, surroundings: BoardSurroundings) {
    this.#boardId = boardId;
    this.#surroundings = surroundings;
    // Nothing is written here, so nothing is ever unsaved.
    const nothing = { ...NOTHING_SHOWN, boardId, saved: { state: 'saved' } } as const;
    this.store = createStore<BoardStore>(() => nothing);
    this.#record = new RecordReader({ ...surroundings, board: boardId, changed: () => this.#show() });
    this.#statements = new Statements({
      ...surroundings,
      board: boardId,
      record: this.#record,
      fault: () => faultOf(this.#record, surroundings),
      saved: async () => true,
      unsavedBecause: () => 'offline',
      digest: (planId) => this.store.getState().plans.get(planId)?.digest ?? null,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    this.#stop = [surroundings.onPeople(() => this.#show()), onNewDay(() => this.#show())];
  }

  /** Signs something about a plan that was looked at, and answers what became of it. */
  makeStatement(draft: StatementDraft): Promise<Outcome<RecordEntry>> {
    return this.#statements.make(draft);
  }

  /** Asks what a workshop is about. */
  async readAgenda(session: string): Promise<void> {
    const params = { board: this.#boardId, session };
    const answer = await this.#surroundings.api.call('agenda', agendaAnswer, { params });
    if (!answer.ok) return;
    const others = this.store.getState().agenda.filter((item) => item.session !== session);
    const items = answer.value.items.map((item) => ({ ...item, session, rank: '', remarks: '' }));
    this.store.setState({ agenda: [...others, ...items] });
  }

  /** Asks for a plan as it stands, and what the record says of it. */
  async look(planId: string): Promise<Outcome<void>> {
    const params = { board: this.#boardId, plan: planId };
    const [answer] = await Promise.all([
      this.#surroundings.api.call('plan', planView, { params }),
      this.#readRecord(),
    ]);
    if (answer.ok) this.#told.set(planId, { ...answer.value.material, id: planId } as PlanJson);
    else if (answer.failure.code === 'not-found') this.#told.delete(planId);
    this.#show();
    return answer.ok ? { ok: true, value: undefined } : answer;
  }

  async close(): Promise<void> {
    for (const stop of this.#stop) stop();
    this.#record.close();
  }

  /** A board's record rests on that of the workspace, which has to be there before it. */
  async #readRecord(): Promise<void> {
    this.#loading ??= this.#surroundings.refreshWorkspace().then(() => this.#record.load());
    await this.#loading;
    await this.#record.refresh();
  }

  #show(): void {
    const { entries } = this.#record;
    const me = this.#surroundings.me();
    const today = todayStore.getState().date;
    const rows = [...this.#told].map(([id, json]) => {
      const own = entries.filter(({ plan }) => plan === id);
      const history = own.length > 0 ? readHistory(id, own) : null;
      return [id, planRow(json, { history, openThreads: 0, takenBack: null, me, today })] as const;
    });
    const fault = faultOf(this.#record, this.#surroundings);
    this.store.setState({ loaded: true, plans: new Map(rows), entries, fault });
  }
}

import * as Y from 'yjs';
import { readAgenda } from '../../../shared/doc/agenda';
import { readTasks } from '../../../shared/doc/tasks';
import { goneBy, planJson, planMap, root, takenBack } from '../../../shared/doc/board-doc';
import { groupByPlan } from '../../../shared/domain/calendar/calendar';
import type { CivilDate } from '../../../shared/domain/dates';
import { readHistory, type History } from '../../../shared/domain/history';
import type { Capacities } from '../../../shared/domain/turn/delegation';
import type { RecordEntry } from '../../../shared/domain/record';
import type { OwnEdits } from './own-edits';
import { byRank, rankOf } from './plan-order';
import { planRow, type RowView } from './plan-row';
import { ThreadIndex } from './thread-index';
import { NOTHING_PROJECTED, type Projected } from './shown';
import { RowMap } from './rows/row-map';
import type { GonePlan, PlanRow } from './types';

/**
 * Document and record on their way to the screen: frozen rows, of which only the touched ones are replaced. It only
 * reads; nothing of it finds its way back into the document.
 */
export class Projection {
  readonly #doc: Y.Doc;
  readonly #publish: (projected: Projected) => void;
  readonly #own: Pick<OwnEdits, 'changed'> | null;
  readonly #threads: ThreadIndex;
  readonly #histories = new Map<string, History>();
  #me: Capacities;
  #today: CivilDate;
  #state: Projected = NOTHING_PROJECTED;
  #plans = RowMap.empty<PlanRow>();
  /** By ID what {@link Projected} has as lists. */
  readonly #gone = new Map<string, GonePlan>();
  #deletedAgreed: ReadonlyMap<string, PlanRow> = new Map();

  constructor(
    doc: Y.Doc,
    me: Capacities,
    today: CivilDate,
    publish: (projected: Projected) => void,
    own: Pick<OwnEdits, 'changed'> | null = null,
  ) {
    this.#own = own;
    this.#doc = doc;
    this.#me = me;
    this.#today = today;
    this.#publish = publish;
    this.#threads = new ThreadIndex(doc);
    root(doc, 'plans').observeDeep(this.#plansChanged);
    root(doc, 'threads').observeDeep(this.#threadsChanged);
    root(doc, 'agenda').observeDeep(this.#agendaChanged);
    root(doc, 'tasks').observeDeep(this.#tasksChanged);
    this.#state = { ...NOTHING_PROJECTED, agenda: readAgenda(doc), tasks: readTasks(doc) };
    this.#threads.read(root(doc, 'threads').keys());
    this.#project(root(doc, 'plans').keys());
  }

  destroy(): void {
    root(this.#doc, 'plans').unobserveDeep(this.#plansChanged);
    root(this.#doc, 'threads').unobserveDeep(this.#threadsChanged);
    root(this.#doc, 'agenda').unobserveDeep(this.#agendaChanged);
    root(this.#doc, 'tasks').unobserveDeep(this.#tasksChanged);
  }

  /** Every verified entry; only plans with new ones are looked at again. */
  setEntries(entries: readonly RecordEntry[]): void {
    const before = this.#state.entries;
    const goesOn = before.at(-1)?.hash === entries[before.length - 1]?.hash;
    // After a restore it is another record, in which plans may be what they were, or not at all.
    const others = goesOn ? entries.slice(before.length) : [...before, ...entries];
    const fresh = new Set(others.flatMap((entry) => entry.plan ?? []));
    const byPlan = groupByPlan(entries);
    for (const planId of fresh) this.#histories.set(planId, readHistory(planId, byPlan.get(planId) ?? []));
    this.#state = { ...this.#state, entries };
    this.#project(fresh);
  }

  /** Who looks, and on which day. */
  setView(me: Capacities, today: CivilDate): void {
    const dayChanged = today !== this.#today;
    const anew = dayChanged
      ? [...this.#state.plans.keys(), ...this.#histories.keys()]
      : this.#histories.keys();
    this.#me = me;
    this.#today = today;
    this.#project(anew);
  }

  readonly #plansChanged = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction): void => {
    const plans = [...touched(events)];
    for (const plan of plans) this.#own?.changed(plan, this.#state.plans.get(plan), local);
    this.#project(plans);
  };

  readonly #threadsChanged = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    this.#project(this.#threads.read(touched(events)));
  };

  readonly #agendaChanged = (): void => {
    this.#state = { ...this.#state, agenda: readAgenda(this.#doc) };
    this.#publish(this.#state);
  };

  readonly #tasksChanged = (): void => {
    this.#state = { ...this.#state, tasks: readTasks(this.#doc) };
    this.#publish(this.#state);
  };

  /** Costs what the named plans cost: those that nobody touched, in whatever number, are not even counted. */
  #project(planIds: Iterable<string>): void {
    const before = this.#state;
    const ids = new Set(planIds);
    const changes = new Map<string, PlanRow | undefined>();
    let [moved, goneChanged] = [false, false];
    for (const planId of ids) {
      const map = planMap(this.#doc, planId);
      const known = this.#plans.get(planId);
      const clientId = map && goneBy(map);
      goneChanged = this.#gone.delete(planId) || goneChanged;
      if (!map || clientId !== null) {
        changes.set(planId, undefined);
        moved ||= known !== undefined;
      }
      if (!map) continue;
      const row = planRow(
        Object.freeze(planJson(planId, map)),
        this.#view(planId, takenBack(map)),
        clientId !== null,
      );
      if (clientId !== null) {
        this.#gone.set(planId, { row, clientId });
        goneChanged = true;
        continue;
      }
      moved ||= !known || rankOf(known.json) !== rankOf(row.json);
      changes.set(planId, row);
    }
    this.#plans = this.#plans.with(changes);
    this.#state = {
      ...before,
      plans: this.#plans,
      order: moved ? inOrder(this.#plans) : before.order,
      gone: goneChanged
        ? [...this.#gone.values()].sort((a, b) => byRank(a.row.json, b.row.json))
        : before.gone,
      threads: this.#threads.byPlan,
      deletedAgreed: this.#deletedAgreedNow(ids),
    };
    this.#publish(this.#state);
  }

  #view(planId: string, taken: RowView['takenBack'] = null): RowView {
    return {
      history: this.#histories.get(planId) ?? null,
      openThreads: this.#threads.openCount(planId),
      takenBack: taken,
      me: this.#me,
      today: this.#today,
    };
  }

  #deletedAgreedNow(touchedIds: ReadonlySet<string>): readonly PlanRow[] {
    const before = this.#state.deletedAgreed;
    const isConcerned = (id: string) => this.#deletedAgreed.has(id) || this.#isDeletedAgreed(id);
    if (![...touchedIds].some(isConcerned)) return before;
    const rows = [...this.#histories.keys()]
      .filter((planId) => this.#isDeletedAgreed(planId))
      .map((planId) => this.#deletedAgreedRow(planId, touchedIds));
    this.#deletedAgreed = new Map(rows.map((row) => [row.id, row]));
    const same = rows.length === before.length && rows.every((row, at) => row === before[at]);
    return same ? before : rows;
  }

  #isDeletedAgreed(planId: string): boolean {
    const history = this.#histories.get(planId);
    return !!history?.agreement && history.ended !== 'withdrawn' && !this.#plans.has(planId);
  }

  #deletedAgreedRow(planId: string, touchedIds: ReadonlySet<string>): PlanRow {
    const known = touchedIds.has(planId) ? undefined : this.#deletedAgreed.get(planId);
    const snapshot = this.#histories.get(planId)?.agreement?.snapshot;
    return known ?? planRow({ ...snapshot, id: planId }, this.#view(planId), true);
  }
}

/** The entries of a root that events are about: its own changed keys, or the first step of the way down. */
function touched(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Set<string> {
  const keys = new Set<string>();
  for (const event of events) {
    const first = event.path[0];
    if (typeof first === 'string') keys.add(first);
    else if (event instanceof Y.YMapEvent) for (const key of event.keysChanged) keys.add(String(key));
  }
  return keys;
}

function inOrder(plans: ReadonlyMap<string, PlanRow>): string[] {
  const jsons = [...plans.values()].map((row) => row.json);
  return jsons.sort(byRank).map((json) => json.id);
}

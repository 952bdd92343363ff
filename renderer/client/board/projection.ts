import * as Y from 'yjs';
import { readAgenda } from '../../../shared/doc/agenda';
import { readTasks } from '../../../shared/doc/tasks';
import { goneBy, planJson, planMap, root, takenBack } from '../../../shared/doc/board-doc';
import type { CivilDate } from '../../../shared/domain/dates';
import { groupByPlan, readHistory, type History } from '../../../shared/domain/history';
import type { Capacities } from '../../../shared/domain/turn/delegation';
import type { RecordEntry } from '../../../shared/domain/record';
import type { OwnEdits } from './own-edits';
import { byRank } from './plan-order';
import { planRow, type Row, type RowView } from './plan-row';
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
  readonly #own: Pick<OwnEdits, 'begun' | 'changed'> | null;
  readonly #threads: ThreadIndex;
  readonly #histories = new Map<string, History>();
  #me: Capacities;
  #today: CivilDate;
  #state: Projected = NOTHING_PROJECTED;
  #plans = RowMap.empty<Row>();
  /** By ID what {@link Projected} has as lists. */
  readonly #gone = new Map<string, GonePlan & { readonly row: Row }>();
  #deletedAgreed: ReadonlyMap<string, PlanRow> = new Map();

  constructor(
    doc: Y.Doc,
    me: Capacities,
    today: CivilDate,
    publish: (projected: Projected) => void,
    own: Pick<OwnEdits, 'begun' | 'changed'> | null = null,
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
    this.#threads.read(root(doc, 'threads').keys());
    const { byPlan: threads } = this.#threads;
    this.#state = { ...NOTHING_PROJECTED, threads, agenda: readAgenda(doc), tasks: readTasks(doc) };
    this.#read(root(doc, 'plans').keys());
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
    this.#seeAnew(fresh, (planId) => ({ history: this.#histories.get(planId) ?? null }));
  }

  /** Who looks, and on which day. */
  setView(me: Capacities, today: CivilDate): void {
    const dayChanged = today !== this.#today;
    const anew = dayChanged
      ? [...this.#state.plans.keys(), ...this.#histories.keys()]
      : this.#histories.keys();
    this.#me = me;
    this.#today = today;
    this.#seeAnew(anew);
  }

  readonly #plansChanged = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction): void => {
    const plans = [...touched(events)];
    for (const plan of plans)
      if (this.#own && this.#own.begun.has(plan) !== local)
        this.#own.changed(plan, this.#state.plans.get(plan), local);
    this.#read(plans);
  };

  readonly #threadsChanged = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    const plans = this.#threads.read(touched(events));
    this.#state = { ...this.#state, threads: this.#threads.byPlan };
    this.#seeAnew(plans, (planId) => ({ openThreads: this.#threads.openCount(planId) }));
  };

  readonly #agendaChanged = (): void => {
    this.#state = { ...this.#state, agenda: readAgenda(this.#doc) };
    this.#publish(this.#state);
  };

  readonly #tasksChanged = (): void => {
    this.#state = { ...this.#state, tasks: readTasks(this.#doc) };
    this.#publish(this.#state);
  };

  /** Reads what plans say. Those that nobody touched, in whatever number, are not even counted. */
  #read(planIds: Iterable<string>): void {
    const ids = new Set(planIds);
    const changes = new Map<string, Row | undefined>();
    let [moved, goneChanged] = [false, false];
    for (const planId of ids) {
      const map = planMap(this.#doc, planId);
      const known = this.#plans.get(planId);
      const before = known ?? this.#gone.get(planId)?.row;
      const clientId = map && goneBy(map);
      goneChanged = this.#gone.delete(planId) || goneChanged;
      if (!map || clientId !== null) {
        changes.set(planId, undefined);
        moved ||= known !== undefined;
      }
      if (!map) continue;
      const json = Object.freeze(planJson(planId, map));
      const isGone = clientId !== null;
      const seen = { takenBack: takenBack(map), me: this.#me, today: this.#today };
      const row =
        before?.saying(json, seen, isGone) ?? planRow(json, { ...this.#view(planId), ...seen }, isGone);
      if (isGone) {
        this.#gone.set(planId, { row, clientId });
        goneChanged = true;
        continue;
      }
      moved ||= !known || known.json['rank'] !== row.json['rank'];
      changes.set(planId, row);
    }
    this.#show(ids, changes, moved, goneChanged);
  }

  /** Plans that say what they said, seen against something else. */
  #seeAnew(planIds: Iterable<string>, seen: (planId: string) => Partial<RowView> = () => ({})): void {
    const ids = new Set(planIds);
    const changes = new Map<string, Row>();
    let goneChanged = false;
    for (const planId of ids) {
      const view = { ...seen(planId), me: this.#me, today: this.#today };
      const [row, gone] = [this.#plans.get(planId), this.#gone.get(planId)];
      if (row) changes.set(planId, row.seen(view));
      if (gone) this.#gone.set(planId, { ...gone, row: gone.row.seen(view) });
      goneChanged ||= gone !== undefined;
    }
    this.#show(ids, changes, false, goneChanged);
  }

  #show(
    ids: ReadonlySet<string>,
    changes: ReadonlyMap<string, Row | undefined>,
    moved: boolean,
    goneChanged: boolean,
  ): void {
    const before = this.#state;
    this.#plans = this.#plans.with(changes);
    this.#state = {
      ...before,
      plans: this.#plans,
      order: moved ? inOrder(this.#plans) : before.order,
      gone: goneChanged
        ? [...this.#gone.values()].sort((a, b) => byRank(a.row.json, b.row.json))
        : before.gone,
      deletedAgreed: this.#deletedAgreedNow(ids),
    };
    this.#publish(this.#state);
  }

  #view(planId: string): RowView {
    return {
      history: this.#histories.get(planId) ?? null,
      openThreads: this.#threads.openCount(planId),
      takenBack: null,
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

import type { TakenBack } from '../../../shared/doc/board-doc';
import type { History } from '../../../shared/domain/history';
import { waitsFor } from '../../../shared/domain/judge';
import { digestOf, materialOf, type Material, type PlanJson } from '../../../shared/domain/plan';
import type { Capacities } from '../../../shared/domain/turn/delegation';
import { statusFrom, type PlanStatus } from '../../../shared/domain/status';
import { planProblems, type FieldProblem } from '../../../shared/domain/validate';
import type { CivilDate } from '../../../shared/domain/dates';
import type { PlanRow } from './types';

/** What a row's status is seen against. */
export interface RowView {
  /** Null for a plan the record does not mention. */
  readonly history: History | null;
  readonly openThreads: number;
  readonly takenBack: TakenBack | null;
  readonly me: Capacities;
  readonly today: CivilDate;
}

const NO_HISTORY: History = { submission: null, agreement: null, decisions: [], recalled: [], ended: null };

/** One plan as screens see it. */
export function planRow(json: PlanJson, view: RowView, deleted = false): Row {
  return new Row(json, view, deleted);
}

/**
 * What costs is worked out when first asked for: of thousands of plans a screen shows few, and a plan that was never
 * submitted needs no digest to be a draft.
 */
export class Row implements PlanRow {
  readonly id: string;
  readonly openThreads: number;
  readonly takenBack: TakenBack | null;
  readonly #deleted: boolean;
  readonly #view: RowView;
  #material: Material | null = null;
  #digest: string | null = null;
  #status: PlanStatus | null = null;
  #problems: readonly FieldProblem[] | null = null;

  constructor(
    readonly json: PlanJson,
    view: RowView,
    deleted: boolean,
  ) {
    this.id = json.id;
    this.openThreads = view.openThreads;
    this.takenBack = view.takenBack;
    this.#view = view;
    this.#deleted = deleted;
    Object.freeze(this);
  }

  /** The same plan as it says something else now. */
  saying(json: PlanJson, view: Partial<RowView>, deleted: boolean): Row {
    return new Row(json, { ...this.#view, ...view }, deleted);
  }

  /** The same plan, seen against something else: what it says is worked out no second time. */
  seen(view: Partial<RowView>): Row {
    const row = this.saying(this.json, view, this.#deleted);
    row.#material = this.#material;
    row.#digest = this.#digest;
    row.#problems = this.#problems;
    return row;
  }

  get material(): Material {
    return (this.#material ??= materialOf(this.json));
  }

  get digest(): string {
    return (this.#digest ??= digestOf(this.material));
  }

  get status(): PlanStatus {
    return (this.#status ??= this.#statusNow());
  }

  get problems(): readonly FieldProblem[] {
    return (this.#problems ??= planProblems(this.json));
  }

  get waitsForMe(): boolean {
    const { me } = this.#view;
    return waitsFor(me, this.status, me.mandates);
  }

  #statusNow(): PlanStatus {
    const { history, today } = this.#view;
    if (this.#deleted) return statusFrom(history ?? NO_HISTORY, null, today);
    if (history) return statusFrom(history, { digest: this.digest, material: this.material }, today);
    const { start } = this.json;
    return statusFrom(NO_HISTORY, { digest: '', material: start === undefined ? {} : { start } }, today);
  }
}

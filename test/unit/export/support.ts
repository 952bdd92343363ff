import {
  calendarIcs,
  type DepartedExport,
  type ExportContext,
  type ExportItem,
  type ProofSource,
} from '../../../shared/export';
import { calendarOf } from '../../../shared/domain/calendar/calendar';
import type { Json, JsonObject } from '../../../shared/domain/json';
import { digestOf, materialOf, type Material } from '../../../shared/domain/plan';
import {
  DEFAULT_POLICY,
  GENESIS,
  type FollowUpPromise,
  type RecordEntry,
  type ReturnPromise,
  type Statement,
  type Verdict,
} from '../../../shared/domain/record';
import type { CurrentPlan } from '../../../shared/domain/status';

export const BOARD = 'board-1';
export const BOARDS = [{ id: BOARD, title: 'Wärmepumpe 2027' }] as const;
export const PROMISE: FollowUpPromise = { ownerId: 'm-vera', days: 3, callShare: 0.8, capacityPerWeek: 40 };
export const RETURN: ReturnPromise = {
  what: 'presentation',
  text: 'Folien für Händler',
  dueOn: '2027-02-15',
};

const NAMES: Record<string, string> = { 'm-max': 'Max Müller', 'm-vera': 'Vera Groß' };

export const context = (over: Partial<ExportContext> = {}): ExportContext => ({
  title: BOARDS[0].title,
  company: 'Wärme AG',
  lang: 'de',
  scope: 'agreed',
  memberName: (id) => NAMES[id] ?? id,
  now: '2026-11-23T10:00:00Z',
  ...over,
});

/** Where nothing was signed. */
export const noSource: ProofSource = {
  head: () => ({ seq: 0, hash: GENESIS }),
  entry: () => undefined,
  device: () => undefined,
  accepted: () => [],
};

export const plan = (fields: Record<string, Json> = {}): Material =>
  materialOf({
    id: 'p',
    kind: 'campaign',
    title: 'Frühjahrsaktion Wärmepumpe Kompakt',
    goal: 'Leads für Modell K8',
    audience: 'Hauseigentümer 35–60, Altbau',
    message: 'Heizkosten halbieren ohne Großumbau',
    channels: ['Messe', 'E-Mail'],
    regions: ['DACH'],
    start: '2027-03-01',
    end: '2027-04-30',
    budgetMinor: 4_850_050,
    currency: 'EUR',
    expectedEnquiries: 320,
    ownerId: 'm-max',
    ...fields,
  });

/** A board in the making: plans as the document has them, and the record that grew with them. */
export class TestBoard {
  readonly #plans = new Map<string, CurrentPlan>();
  readonly record: RecordEntry[] = [];

  put(id: string, material: Material): this {
    this.#plans.set(id, { material, digest: digestOf(material) });
    return this;
  }

  plans(): ReadonlyMap<string, CurrentPlan> {
    return this.#plans;
  }

  planIds(): string[] {
    return [...this.#plans.keys()];
  }

  plan(id: string): CurrentPlan | null {
    return this.#plans.get(id) ?? null;
  }

  remove(id: string): this {
    this.#plans.delete(id);
    return this;
  }

  submit(id: string, returnPromise: ReturnPromise[] = []): this {
    const snapshot: JsonObject = this.#plans.get(id)?.material ?? {};
    return this.append(
      id,
      'm-max',
      { kind: 'plan-submitted', returnPromise },
      {
        snapshot,
        policy: DEFAULT_POLICY,
        workspaceHead: GENESIS,
      },
    );
  }

  approve(id: string, promise: FollowUpPromise = PROMISE): this {
    return this.append(id, 'm-vera', { kind: 'decision', verdict: 'approve', promise });
  }

  retract(id: string): this {
    return this.decide(id, 'retract');
  }

  decide(id: string, verdict: Exclude<Verdict, 'approve'>): this {
    return this.append(id, 'm-vera', { kind: 'decision', verdict });
  }

  state(id: string, kind: 'recalled' | 'launched' | 'closed' | 'withdrawn'): this {
    return this.append(id, 'm-max', { kind });
  }

  agree(id: string, material: Material): this {
    return this.put(id, material).submit(id, [RETURN]).approve(id);
  }

  items(scope: 'agreed' | 'all' = 'agreed', today = '2026-11-23'): ExportItem[] {
    return this.calendar(scope, today).items;
  }

  calendar(scope: 'agreed' | 'all' = 'agreed', today = '2026-11-23') {
    const board = BOARDS[0];
    const { items, departed } = calendarOf(this.#plans, this.record, scope, today);
    return {
      items: items.map((item): ExportItem => ({ ...item, board })),
      departed: departed.map((item): DepartedExport => ({ ...item, board })),
    };
  }

  private append(
    plan: string,
    by: string,
    says: Pick<Statement, 'kind'> & Partial<Statement>,
    body?: JsonObject,
  ): this {
    const seq = this.record.length + 1;
    const statement: Statement = {
      v: 1,
      board: BOARD,
      plan,
      digest: this.#plans.get(plan)?.digest ?? '0'.repeat(64),
      head: GENESIS,
      nonce: String(seq).padStart(4, '0').padEnd(22, 'A'),
      ...says,
    };
    this.record.push({
      seq,
      prev: GENESIS,
      at: new Date(Date.UTC(2026, 10, seq, 9)).toISOString().replace('.000', ''),
      kind: statement.kind,
      board: BOARD,
      plan,
      by,
      device: `d-${by}`,
      statement,
      hash: GENESIS,
      ...(body ? { body } : {}),
    });
    return this;
  }
}

/** A calendar file of these bars alone, of words that never changed. */
export const icsOf = (
  items: readonly ExportItem[],
  ctx: ExportContext,
  departed: readonly DepartedExport[] = [],
): string => calendarIcs({ items, departed, revisionOf: () => 0 }, ctx);

import { toBase64Url } from '../../../shared/domain/ids';
import type { Json, JsonObject } from '../../../shared/domain/json';
import { digestOf, materialOf, type Material } from '../../../shared/domain/plan';
import {
  DEFAULT_POLICY,
  GENESIS,
  hashOfEntry,
  type EntryKind,
  type Policy,
  type RecordEntry,
  type Statement,
  type StatementKind,
} from '../../../shared/domain/record';
import type { Rights } from '../../../shared/domain/people';
import type { CurrentPlan, PlanStatus } from '../../../shared/domain/status';
import { planStatus } from '../../../shared/domain/status';

export const BOARD = 'board-1';
export const PLAN = 'plan-1';
export const TODAY = '2027-01-15';
export const PROMISE = { ownerId: 'vera', days: 3, callShare: 0.5, capacityPerWeek: 40 };

/** A campaign owned by `max` that starts after {@link TODAY}. */
export function campaign(fields: Record<string, Json> = {}): Material {
  return materialOf({
    id: PLAN,
    kind: 'campaign',
    title: 'Frühjahr',
    start: '2027-03-01',
    end: '2027-04-30',
    ownerId: 'max',
    ...fields,
  });
}

/** A member of marketing, unless it is said otherwise. */
const person = (id: string, over: Partial<Rights> = {}): Rights => ({
  id,
  department: 'marketing',
  role: 'member',
  approver: false,
  active: true,
  ...over,
});

/** Who takes part: each with something that the others have not. */
export const CAST = {
  max: person('max'),
  mia: person('mia', { approver: true }),
  vera: person('vera', { department: 'sales', approver: true }),
  kim: person('kim', { department: 'sales' }),
  olaf: person('olaf', { role: 'owner', department: 'other' }),
  gast: person('gast', { role: 'guest', department: 'sales', approver: true }),
  gone: person('gone', { active: false, role: 'owner', department: 'sales', approver: true }),
};

export function current(material: Material): CurrentPlan {
  return { material, digest: digestOf(material) };
}

/** A record that grows by statements about one plan; hashes are right, signatures are not its business. */
export class Log {
  readonly entries: RecordEntry[] = [];
  policy: Policy = DEFAULT_POLICY;

  submit(material: Material, by = 'max', extra: Partial<Statement> = {}): this {
    const body = { snapshot: material, policy: this.policy, workspaceHead: GENESIS };
    return this.state('plan-submitted', by, { digest: digestOf(material), ...extra }, body);
  }

  decide(
    verdict: Statement['verdict'],
    material: Material,
    by = 'vera',
    extra: Partial<Statement> = {},
  ): this {
    return this.state('decision', by, { digest: digestOf(material), verdict, ...extra });
  }

  agree(material: Material, by = 'vera'): this {
    return this.submit(material).decide('approve', material, by, { promise: PROMISE });
  }

  end(kind: 'recalled' | 'launched' | 'closed' | 'withdrawn', material: Material, by = 'max'): this {
    return this.state(kind, by, { digest: digestOf(material) });
  }

  state(kind: StatementKind, by: string, says: Partial<Statement>, body?: JsonObject): this {
    const seq = this.entries.length + 1;
    const statement: Statement = {
      v: 1,
      kind,
      board: BOARD,
      plan: PLAN,
      digest: GENESIS,
      head: this.head,
      nonce: toBase64Url(new Uint8Array(16).fill(seq % 256)),
      ...says,
    };
    return this.append(kind, {
      plan: PLAN,
      by,
      device: `${by}-laptop`,
      sig: 'sig',
      statement,
      ...(body ? { body } : {}),
    });
  }

  append(kind: EntryKind, rest: Partial<RecordEntry> = {}): this {
    const seq = this.entries.length + 1;
    const at = new Date(Date.UTC(2026, 10, 1, 8, seq)).toISOString();
    const entry = { seq, prev: this.head, at, kind, board: BOARD, by: 'host', device: 'host', ...rest };
    this.entries.push({ ...entry, hash: hashOfEntry(entry) });
    return this;
  }

  get head(): string {
    return this.entries[this.entries.length - 1]?.hash ?? GENESIS;
  }

  status(plan: Material | null, today = TODAY): PlanStatus {
    return planStatus(PLAN, plan && current(plan), this.entries, today);
  }
}

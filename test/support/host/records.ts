import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { toBase64Url } from '../../../shared/domain/ids';
import type { JsonObject } from '../../../shared/domain/json';
import type { Department, Role } from '../../../shared/domain/people';
import { digestOf, materialOf, type Material } from '../../../shared/domain/plan';
import {
  DEFAULT_POLICY,
  GENESIS,
  hashOfEntry,
  hostSigningText,
  signingText,
  WORKSPACE,
  type DelegationStatement,
  type EntryKind,
  type Policy,
  type RecordEntry,
  type Statement,
  type StatementKind,
} from '../../../shared/domain/record';

/** A key made of a name: the same in every run, so that a counterexample stays one. */
export interface NamedKey {
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

export function keyOf(name: string): NamedKey {
  const seed = Buffer.alloc(32);
  seed.write(name);
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { publicKey: x, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}

export const BOARD = 'board-1';
export const PLAN = 'plan-1';
export const HOST_KEY = keyOf('host');
export const PROMISE = { ownerId: 'vera', days: 3, callShare: 0.5, capacityPerWeek: 40 };

/** Days in which everything of these records happens. */
export const DAYS = { from: '2026-10-31T23:00:00.000Z', until: '2026-11-30T23:00:00.000Z' };

/** A campaign that `max` owns. */
export function campaign(fields: JsonObject = {}): Material {
  const dates = { start: '2027-03-01', end: '2027-04-30' };
  return materialOf({
    id: PLAN,
    kind: 'campaign',
    title: 'Frühjahr',
    ownerId: 'max',
    ...dates,
    ...fields,
  });
}

export interface Words extends Partial<Statement> {
  /** Entry's own fields and body in place of the true ones. */
  readonly entry?: Partial<RecordEntry>;
  readonly body?: JsonObject;
  readonly device?: string;
  readonly key?: NamedKey;
}

/** Both records as an honest host would append them, every signature true; whoever wants to lie says so. */
export class Records {
  readonly workspace: RecordEntry[] = [];
  readonly board: RecordEntry[] = [];
  readonly departments = new Map<string, Department>();
  policy: Policy = DEFAULT_POLICY;
  #nonce = 0;

  /** Max (marketing, owner), Vera (sales, approver), Kim (marketing), Gero (guest), and a board with its policy. */
  static founded(): Records {
    const records = new Records();
    records.byHost(WORKSPACE, 'workspace-created', { hostKey: HOST_KEY.publicKey });
    records.join('max', 'owner', 'marketing');
    records.join('vera', 'member', 'sales', true);
    records.join('kim', 'member', 'marketing');
    records.join('gero', 'guest', 'sales');
    records.byHost(WORKSPACE, 'board-added', { board: BOARD });
    records.byHost(BOARD, 'board-created', { policy: records.policy });
    return records;
  }

  get workspaceHead(): string {
    return this.workspace.at(-1)?.hash ?? GENESIS;
  }

  get head(): string {
    return this.board.at(-1)?.hash ?? GENESIS;
  }

  join(member: string, role: Role, department: Department, approver = false): this {
    this.departments.set(member, department);
    this.byHost(WORKSPACE, 'member-joined', { member, role, department, approver });
    return this.enrol(member, `${member}-laptop`);
  }

  /** The first device of a member; further ones need what vouches for them. */
  enrol(member: string, device: string, more: JsonObject = { by: 'host' }): this {
    const { publicKey } = keyOf(device);
    return this.byHost(WORKSPACE, 'device-enrolled', { member, device, publicKey, ...more });
  }

  rights(member: string, role: Role, department: Department, approver = false): this {
    this.departments.set(member, department);
    return this.byHost(WORKSPACE, 'role-changed', { member, role, department, approver });
  }

  /** Who stands in for a member, signed by his device; nobody any more without a deputy. */
  delegate(
    member: string,
    deputy?: string,
    words: Partial<DelegationStatement> & { key?: NamedKey } = {},
  ): this {
    const { key = keyOf(`${member}-laptop`), ...says } = words;
    const statement = {
      v: 1,
      kind: 'delegated',
      member,
      ...(deputy ? { deputy: { member: deputy, ...DAYS } } : {}),
      head: this.workspaceHead,
      nonce: this.#freshNonce(),
      ...says,
    } as const;
    const delegated = { statement, device: `${member}-laptop`, sig: key.sign(signingText(statement)) };
    return this.byHost(WORKSPACE, 'delegated', { delegated });
  }

  /** An owner says yes to the deputy named last. */
  allow(): this {
    const named = this.workspace.findLast(({ kind }) => kind === 'delegated');
    return this.byHost(WORKSPACE, 'deputy-allowed', { delegation: named?.hash ?? '', by: 'max' });
  }

  setPolicy(policy: Policy): this {
    this.policy = policy;
    return this.byHost(BOARD, 'policy-changed', { policy, by: 'max' });
  }

  byHost(board: string, kind: EntryKind, body: JsonObject, over: Partial<RecordEntry> = {}): this {
    const draft = { kind, by: 'host', device: 'host', body, ...over };
    return this.append(board, draft, (entry) => HOST_KEY.sign(hostSigningText(entry)));
  }

  submit(material = campaign(), by = 'max', words: Words = {}): this {
    const body = { snapshot: material, policy: this.policy };
    return this.state('plan-submitted', by, { digest: digestOf(material), ...words }, body);
  }

  decide(verdict: Statement['verdict'], material = campaign(), by = 'vera', words: Words = {}): this {
    const promise = verdict === 'approve' ? { promise: PROMISE } : {};
    return this.state('decision', by, { digest: digestOf(material), verdict, ...promise, ...words });
  }

  end(
    kind: 'recalled' | 'launched' | 'closed' | 'withdrawn',
    material = campaign(),
    by = 'max',
    words: Words = {},
  ): this {
    return this.state(kind, by, { digest: digestOf(material), ...words });
  }

  state(kind: StatementKind, by: string, words: Words, facts: JsonObject = {}): this {
    const { entry = {}, body = {}, device = `${by}-laptop`, key = keyOf(device), ...says } = words;
    const statement = Object.fromEntries(
      Object.entries({
        v: 1,
        kind,
        board: BOARD,
        plan: PLAN,
        digest: GENESIS,
        head: this.head,
        nonce: this.#freshNonce(),
        ...says,
      }).filter(([, value]) => value !== undefined),
    ) as Statement;
    const moment = { workspaceHead: this.workspaceHead, department: this.departments.get(by) ?? 'other' };
    const whole = { ...facts, ...moment, ...body };
    const draft = { kind, by, device, plan: statement.plan, statement, body: whole, ...entry };
    return this.append(BOARD, draft, () => key.sign(signingText(statement)));
  }

  #freshNonce(): string {
    const nonce = new Uint8Array(16);
    new DataView(nonce.buffer).setUint32(0, ++this.#nonce);
    return toBase64Url(nonce);
  }

  append(board: string, draft: Partial<RecordEntry>, signature: (entry: RecordEntry) => string): this {
    const entries = board === WORKSPACE ? this.workspace : this.board;
    const seq = entries.length + 1;
    const at = new Date(Date.UTC(2026, 10, 1, 8, 0, seq)).toISOString();
    const placed = { seq, prev: entries.at(-1)?.hash ?? GENESIS, at, board, ...draft } as RecordEntry;
    const signed = { ...placed, sig: draft.sig ?? signature(placed) };
    entries.push({ ...signed, hash: hashOfEntry(signed) });
    return this;
  }
}

import { vi } from 'vitest';
import { createPlan, setField, together, type NewPlan, type ScalarField } from '../../../shared/doc/commands';
import type { OpenBoard, StatementDraft, TestMember } from './clients';

/** What a plan may start with here, beside its ID. */
export type Drafted = Partial<Pick<NewPlan, 'fields' | 'sets' | 'brief' | 'kind'>>;

/** A member at a board without a window: for plans that only have to be there, and for colleagues whom nobody looks at. */
export class Desk {
  private constructor(
    readonly member: TestMember,
    readonly board: string,
    private readonly open: OpenBoard,
  ) {}

  static async open(member: TestMember, board: string): Promise<Desk> {
    return new Desk(member, board, await member.openBoard(board));
  }

  get doc(): OpenBoard['doc'] {
    return this.open.doc;
  }

  close(): void {
    this.open.close();
  }

  /** A plan of his own, once the host has it. */
  async plan(id: string, { kind = 'campaign', ...more }: Drafted = {}): Promise<void> {
    createPlan(this.doc, { id, kind, ownerId: this.member.id, ...more });
    await this.#until(async () => {
      const { status } = await this.member.ask('GET', `/api/boards/${this.board}/plans/${id}`);
      return status === 200;
    });
  }

  /** Changes what a plan says, until the host has it. */
  async change(plan: string, fields: Partial<Record<ScalarField, string | number | null>>): Promise<void> {
    const entries = Object.entries(fields) as [ScalarField, string | number | null][];
    together(this.doc, () => {
      for (const [field, value] of entries) setField(this.doc, plan, field, value);
    });
    await this.#until(async () => {
      const { material } = await this.member.plan(this.board, plan);
      return entries.every(([field, value]) => (material[field] ?? null) === value);
    });
  }

  submit(plan: string): Promise<void> {
    return this.say(plan, { kind: 'plan-submitted' });
  }

  /** Signs something about a plan as it stands. */
  async say(plan: string, statement: StatementDraft): Promise<void> {
    const { status, body } = await this.member.state(this.board, plan, statement);
    if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
  }

  /** Asks as seldom as the limit of requests asks for. */
  #until(isSo: () => Promise<boolean>): Promise<void> {
    const check = async () => {
      if (!(await isSo())) throw new Error('the host does not have it yet');
    };
    return vi.waitFor(check, { interval: 30 });
  }
}

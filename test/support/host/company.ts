import { expect, vi } from 'vitest';
import { createPlan, type NewPlan } from '../../../shared/doc/commands';
import { joinAs, type TestMember } from '../clients/clients';
import { startHostProcess, type HostProcess } from './host';

/** A host with one person of every kind and one board. */
export interface Company {
  readonly host: HostProcess;
  /** Marketing, owner of the workspace. */
  readonly owner: TestMember;
  readonly marketing: TestMember;
  /** Sales, approver. */
  readonly approver: TestMember;
  /** Sales, no approver. */
  readonly sales: TestMember;
  readonly guest: TestMember;
  readonly board: string;
}

export async function foundCompany(): Promise<Company> {
  const host = await startHostProcess();
  const secret = host.ownerSecret ?? '';
  const owner = await joinAs(host.url, {
    secret,
    name: 'Maren Vogt',
    department: 'marketing',
    company: 'Brenner',
  });
  const board = await owner.createBoard('Wärmepumpe 2027');
  return {
    host,
    owner,
    board,
    marketing: await owner.invite({ name: 'Ida Lorenz', department: 'marketing' }),
    approver: await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true }),
    sales: await owner.invite({ name: 'Aylin Demir', department: 'sales' }),
    guest: await owner.invite({ name: 'Tom Gast', department: 'other', role: 'guest' }),
  };
}

/** Posts a plan that can be submitted, and waits until the host has it. */
export async function postPlan(
  by: TestMember,
  board: string,
  id: string,
  fields: NewPlan['fields'] = {},
  kind: NewPlan['kind'] = 'campaign',
): Promise<void> {
  const { doc, close } = await by.openBoard(board);
  createPlan(doc, {
    id,
    kind,
    ownerId: by.id,
    fields: { title: 'Frühjahrsaktion', start: '2027-03-01', end: '2027-04-30', ...fields },
  });
  const arrived = async () =>
    expect((await by.ask('GET', `/api/boards/${board}/plans/${id}`)).status).toBe(200);
  // As seldom as the limit of requests asks for.
  await vi.waitFor(arrived, { interval: 30 });
  close();
}

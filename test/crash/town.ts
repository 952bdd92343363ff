import { randomBytes } from 'node:crypto';
import { joinAs, type TestMember } from '../support/clients/clients';
import type { HostProcess } from '../support/host/host';
import type { Ledger } from './ledger';

/** The people and the board that a load works with. */
export interface Town {
  /** Marketing, owner of the workspace. */
  readonly owner: TestMember;
  /** Sales, approver. */
  readonly approver: TestMember;
  readonly board: string;
}

/** Founds a workspace; everything that is acknowledged on the way is promised. */
export async function foundTown(host: HostProcess, ledger: Ledger): Promise<Town> {
  const owner = await joinAs(host.url, {
    secret: host.ownerSecret ?? '',
    name: 'Maren',
    department: 'marketing',
    company: 'Brenner',
  });
  ledger.joined(owner, 'Maren');
  const approver = await owner.invite({ name: 'Jonas', department: 'sales', approver: true });
  ledger.joined(approver, 'Jonas');
  const board = await owner.createBoard('Absturz');
  ledger.board(board);
  return { owner, approver, board };
}

/** The same town at a host that has come back at another address. */
export function townAt({ owner, approver, board }: Town, url: string): Town {
  return { owner: owner.at(url), approver: approver.at(url), board };
}

/** An ID nobody else chooses. */
export function freshId(): string {
  return randomBytes(9).toString('base64url');
}

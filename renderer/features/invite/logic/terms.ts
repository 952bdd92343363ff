import type { InviteBody } from '../../../../shared/api/contract';
import type { Department, Role } from '../../../../shared/domain/people';
import type { InvitePreset } from '../../../state/dialogs';

export const EXPIRIES = ['60', '1440', '10080', '43200'] as const;
/** Minutes a link is valid, as a choice. */
export type Expiry = (typeof EXPIRIES)[number];

/** How many people one link may let in. */
export const MOST_USES = 25;

/** What an invite offers, as the form has it. */
export interface Terms {
  readonly role: Role;
  /** `any`: the person who joins chooses. */
  readonly department: Department | 'any';
  readonly approver: boolean;
  readonly several: boolean;
  readonly expiry: Expiry;
  /** The boards a guest sees; `null` is all of them. */
  readonly boards: readonly string[] | null;
}

export function termsOf({ role = 'member', department, approver = false }: InvitePreset): Terms {
  return {
    role,
    department: department ?? 'any',
    approver: approver && role !== 'guest',
    several: false,
    expiry: '10080',
    boards: null,
  };
}

/** Why a link can let in one person only; `null` when it could let in more. */
export function singleUseReason({ role, approver }: Terms): 'owner' | 'approver' | null {
  if (role === 'owner') return 'owner';
  return isApprover({ role, approver }) ? 'approver' : null;
}

export function usesOf(terms: Terms): number {
  return terms.several && singleUseReason(terms) === null ? MOST_USES : 1;
}

/** A guest who may see some boards, but none is chosen. */
export function lacksBoards({ role, boards }: Terms): boolean {
  return role === 'guest' && boards?.length === 0;
}

/** Whether those who join by it will see a board. */
export function maySee({ role, boards }: Terms, boardId: string): boolean {
  return role !== 'guest' || boards === null || boards.includes(boardId);
}

/** The request to the host. Choices that do not fit the role are left out. */
export function inviteBodyOf(terms: Terms): InviteBody {
  const { role, department, expiry, boards } = terms;
  return {
    role,
    ...(department === 'any' ? {} : { department }),
    ...(isApprover(terms) ? { approver: true } : {}),
    uses: usesOf(terms),
    expiresInMinutes: Number(expiry),
    ...(role === 'guest' && boards ? { boards: [...boards] } : {}),
  };
}

export function isApprover({ role, approver }: Pick<Terms, 'role' | 'approver'>): boolean {
  return approver && role !== 'guest';
}

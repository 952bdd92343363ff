export const DEPARTMENTS = ['marketing', 'sales', 'other'] as const;
export type Department = (typeof DEPARTMENTS)[number];

export const ROLES = ['owner', 'member', 'guest'] as const;
export type Role = (typeof ROLES)[number];

/** A person of the workspace. Names live here and in the host's tables only, never in the record. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly department: Department;
  readonly role: Role;
  /** A member whose decision counts for the other department's plans. */
  readonly approver: boolean;
  /** False once removed; the member stays known so that the record stays readable. */
  readonly active: boolean;
  /** Came by a workshop's link and was invited by no owner yet. */
  readonly walkIn?: true;
}

/** What the gate and the policy need to know of a member. */
export type Rights = Pick<Member, 'id' | 'department' | 'role' | 'approver' | 'active' | 'walkIn'>;

/** A member's name, removed members' too; empty for the host and for nobody. */
export function memberName(members: ReadonlyMap<string, Member>, id: string): string {
  return members.get(id)?.name ?? '';
}

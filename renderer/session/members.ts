import type { Member } from '../../shared/domain/people';

/** A member's name, removed members' too; empty for the host and for nobody. */
export function memberName(members: ReadonlyMap<string, Member>, id: string): string {
  return members.get(id)?.name ?? '';
}

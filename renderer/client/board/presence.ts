import { presenceSchema } from '../../../shared/presence/presence';
import type { Member } from '../../../shared/domain/people';
import type { Me, Person } from './types';

/**
 * Who is on the board, by the members the host stamped on each connection; this connection itself first. A guest's
 * own connection is presented by the host as well, so there he is found by his member ID.
 */
export function peopleOf(
  states: ReadonlyMap<number, unknown>,
  ownClientId: number,
  me: Me,
  members: ReadonlyMap<string, Member>,
): Person[] {
  const people: Person[] = [];
  for (const [clientId, state] of states) {
    const parsed = presenceSchema.safeParse(state);
    if (!parsed.success) continue;
    const own = clientId === ownClientId;
    const memberId = own ? me.id : parsed.data.member;
    const member = memberId === undefined ? undefined : members.get(memberId);
    if (!member?.active) continue;
    people.push({
      clientId,
      memberId: member.id,
      name: member.name,
      department: member.department,
      plan: parsed.data.plan ?? null,
      field: parsed.data.field ?? null,
      me: own || (me.role === 'guest' && member.id === me.id),
    });
  }
  return people.sort((a, b) => Number(b.me) - Number(a.me) || a.clientId - b.clientId);
}

/** Caret colours that are told apart on light and dark. */
const CARET_COLORS = ['#0b6bcb', '#b4540a', '#1a7f4b', '#8a3ffc', '#c2255c', '#0e7490', '#8d6e00', '#5c6b7a'];

/** The same colour for the same member on every screen. */
export function colorOf(memberId: string): string {
  let sum = 0;
  for (const character of memberId) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return CARET_COLORS[sum % CARET_COLORS.length] ?? '#0b6bcb';
}

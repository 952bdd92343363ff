import { fold } from '../../shared/domain/text/fold';
import type { Member } from '../../shared/domain/people';

/** What tells people of one name apart, in the order in which it is said. */
type FactsOf = (member: Member) => readonly string[];

/** What somebody is called where he can be chosen. */
export type NameOf = (member: Pick<Member, 'id' | 'name'>) => string;

/**
 * Names to choose from: of several people with one name each says what he is, and where that is the same too, which of them he is
 * in the list of members.
 */
export function namesApart(members: Iterable<Member>, factsOf: FactsOf): NameOf {
  const words = new Map<string, string>();
  for (const namesakes of grouped(members, ({ name }) => fold(name).plain))
    for (const alike of grouped(namesakes, (member) => factsOf(member).join()))
      alike.forEach((member, at) => {
        const facts = [...factsOf(member), ...(alike.length > 1 ? [String(at + 1)] : [])];
        words.set(member.id, namesakes.length > 1 ? `${member.name} (${facts.join(', ')})` : member.name);
      });
  return ({ id, name }) => words.get(id) ?? name;
}

function grouped(members: Iterable<Member>, keyOf: (member: Member) => string): Member[][] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return [...groups.values()];
}

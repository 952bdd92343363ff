import type { Member } from '../../../../shared/domain/people';

/** The people of a workspace as the page lists them. */
export interface Roster {
  /** Oneself first, the others by name. */
  readonly active: readonly Member[];
  readonly former: readonly Member[];
  /** The one owner whom nothing may happen to; `null` while there are several. */
  readonly lastOwnerId: string | null;
}

export function rosterOf(members: Iterable<Member>, meId: string, locale: string): Roster {
  const byName = [...members].sort(
    (a, b) => Number(b.id === meId) - Number(a.id === meId) || a.name.localeCompare(b.name, locale),
  );
  const active = byName.filter((member) => member.active);
  const owners = active.filter((member) => member.role === 'owner');
  return {
    active,
    former: byName.filter((member) => !member.active),
    lastOwnerId: owners.length === 1 ? (owners[0]?.id ?? null) : null,
  };
}

import { mayDelegate, needsConsent, type Delegation } from '../../../../shared/domain/turn/delegation';
import type { Rights } from '../../../../shared/domain/people';

/**
 * Whether somebody who was named stands in: waits for an owner's yes, or could not any more, as either of the two has other
 * rights now or is gone.
 */
export function standingInOf(
  members: ReadonlyMap<string, Rights>,
  delegation: Delegation,
): 'stands-in' | 'asks' | 'unfit' {
  const [absent, deputy] = [members.get(delegation.member), members.get(delegation.deputy)];
  if (!absent || !deputy || mayDelegate(absent, deputy) !== null) return 'unfit';
  return needsConsent(delegation, deputy) ? 'asks' : 'stands-in';
}

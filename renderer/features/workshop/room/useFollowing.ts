import { useEffect, useRef, useState } from 'react';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import type { SessionView } from '../../../../shared/domain/session/session';
import { showBesideWorkshop, useRoute } from '../../../state/route';
import { hasInHand } from '../../../ui';
import { afterLead, following, lookingAt, onOwnWay, type Following } from '../logic/follow';

/** There the plan would cover the room. */
const BESIDE = '(min-width: 901px)';

export interface FollowingWindow extends Following {
  readonly look: (item: string) => void;
  readonly catchUp: () => void;
}

/**
 * Goes along with the facilitator ([SESSUI-4], [SESSUI-5]): the item, and the plan that it is about in the panel. Whoever
 * opens another plan or looks at another item goes his own way, until he presses.
 */
export function useFollowing(view: SessionView, items: readonly AgendaItem[]): FollowingWindow {
  const lead = { item: view.item, gather: view.focus.gather };
  const [now, setNow] = useState(() => following(lead));
  const route = useRoute();
  const planId = route.page === 'board' ? route.planId : null;
  /** The plan that is in the panel because of an item. */
  const opened = useRef<string | null>(null);
  const board = view.board;

  if (now.current !== lead.item || now.gather !== lead.gather) setNow(afterLead(now, lead, hasInHand()));

  const about = items.find(({ id }) => id === now.shown);
  const wanted = about?.kind === 'plan' && about.ref !== '' ? about.ref : null;
  useEffect(() => {
    if (!now.isOn || hasInHand() || !window.matchMedia(BESIDE).matches) return;
    // A panel that somebody opened himself stays.
    if (wanted === null && opened.current === null) return;
    opened.current = wanted;
    showBesideWorkshop(board, wanted);
  }, [now.isOn, now.shown, wanted, board]);

  const planBefore = useRef(planId);
  useEffect(() => {
    if (planBefore.current === planId) return;
    planBefore.current = planId;
    if (planId !== null && planId !== opened.current) setNow(onOwnWay);
  }, [planId]);

  return {
    ...now,
    look: (item) => setNow((before) => lookingAt(before, item)),
    catchUp: () => setNow((before) => following({ item: before.current, gather: before.gather })),
  };
}

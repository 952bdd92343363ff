import { useCallback, useEffect, useState } from 'react';
import type { ReadMinutes } from '../../../../shared/api/sessions';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useWorkshopActions } from '../../../client';
import { useWording } from '../../../ui';

/** The minutes of a workshop as they were when they were asked for; null until then. */
export function useMinutes({ id, board, state, rev }: SessionView): {
  readonly minutes: ReadMinutes | null;
  readonly refresh: () => Promise<ReadMinutes | null>;
} {
  const workshops = useWorkshopActions();
  const wording = useWording();
  const [minutes, setMinutes] = useState<ReadMinutes | null>(null);
  const refresh = useCallback(async () => {
    const outcome = await workshops.minutes({ id, board });
    if (!outcome.ok) {
      wording.tell(outcome.failure);
      return null;
    }
    setMinutes(outcome.value);
    return outcome.value;
  }, [workshops, wording, id, board]);
  // What is closed changes only by being reopened; what is open is looked at once, and closed as it was then.
  const shown = state === 'closed' ? rev : 0;
  useEffect(() => {
    let isGone = false;
    void workshops.minutes({ id, board }).then((outcome) => {
      if (isGone) return;
      if (outcome.ok) setMinutes(outcome.value);
      else wording.tell(outcome.failure);
    });
    return () => {
      isGone = true;
    };
  }, [workshops, wording, id, board, shown]);
  return { minutes, refresh };
}

import { useEffect, useRef } from 'react';
import type { SessionView } from '../../../shared/domain/session/session';
import { useT } from '../../i18n';
import { showToast, useSpeech } from '../../ui';

/** Says that somebody else leads now, whatever of the board one is looking at. */
export function usePassedOn(view: Pick<SessionView, 'id' | 'facilitator'> | null, me: string): void {
  const t = useT('workshop');
  const { nameOf } = useSpeech();
  const [id, facilitator] = [view?.id, view?.facilitator];
  const before = useRef({ id, facilitator });
  useEffect(() => {
    const { current: seen } = before;
    before.current = { id, facilitator };
    if (facilitator === undefined || seen.id !== id || seen.facilitator === facilitator) return;
    showToast({
      tone: 'done',
      title: facilitator === me ? t('room.passedToYou') : t('room.passedOn', { name: nameOf(facilitator) }),
      // What was said of the one before is no longer so.
      topic: 'lead',
    });
  }, [id, facilitator, me, nameOf, t]);
}

import { useEffect, useState } from 'react';
import { useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { useDialogs } from '../../../state/dialogs';
import { dismissNotice, useSettings } from '../../../state/settings';
import { Banner, Button } from '../../../ui';
import { usePlan } from '../plan-context';

/**
 * With the first decision of an approver: that he can say when he is away, and who decides meanwhile ([AWAY-3]). Told
 * once on a device, on the plan that he decided about, and gone as soon as that plan is left.
 */
export function OfferAway() {
  const { row } = usePlan();
  const hasSaid = useWorkspace(({ me, absences }) => absences.some(({ member }) => member === me.id));
  const me = useWorkspace((workspace) => workspace.me);
  const isDecided = me.approver && row.status.decisions.some(({ by }) => by === me.id);
  return isDecided && !hasSaid ? <Offer /> : null;
}

function Offer() {
  const t = useT('turn');
  const openAway = useDialogs((state) => state.openAway);
  const [isOffered, setOffered] = useState(() => !useSettings.getState().dismissed.includes('away'));
  useEffect(() => dismissNotice('away'), []);
  if (!isOffered) return null;
  const answer = () => {
    setOffered(false);
    openAway();
  };
  return (
    <Banner
      isBoxed
      onDismiss={() => setOffered(false)}
      action={
        <Button size="small" onPress={answer}>
          {t('offer.open')}
        </Button>
      }
    >
      {t('offer.text')}
    </Banner>
  );
}

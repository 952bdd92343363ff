import { useEffect, useState } from 'react';
import { useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { useDialogs } from '../../../state/dialogs';
import { dismissNotice, useSettings } from '../../../state/settings';
import { Banner, Button } from '../../../ui';

/**
 * With the first decision of an approver: that he can say when he is away, and who decides meanwhile ([AWAY-3]). Told
 * once on a device, where he decided, and gone as soon as that place is left.
 */
export function OfferAway({ hasDecided }: { hasDecided: boolean }) {
  const isApprover = useWorkspace(({ me }) => me.approver);
  const hasSaid = useWorkspace(({ me, absences }) => absences.some(({ member }) => member === me.id));
  return hasDecided && isApprover && !hasSaid ? <Offer /> : null;
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

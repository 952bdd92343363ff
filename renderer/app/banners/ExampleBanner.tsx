import { useState } from 'react';
import { discardExample, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { Banner, Button, Dialog, DialogActions, useWording } from '../../ui';

/** Whether this is the example and can be removed from here. In the app the shell knows that, in a browser the host. */
export function useIsExample(): boolean {
  return useWorkspace(({ example, exampleHere }) => (window.desktop ? exampleHere : example));
}

/** Says that nothing here is real, and offers to remove the example. */
export function ExampleBanner() {
  const t = useT('frame');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Banner
        title={t('example.title')}
        folds="text"
        action={
          <Button size="small" onPress={() => setAsking(true)}>
            {t('example.discard')}
          </Button>
        }
      >
        {t('example.text')}
      </Banner>
      {isAsking ? <DiscardDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function DiscardDialog({ onClose }: { onClose: () => void }) {
  const t = useT('frame');
  const wording = useWording();
  const [isBusy, setBusy] = useState(false);
  const discard = async () => {
    setBusy(true);
    const outcome = await discardExample();
    if (outcome.ok) return;
    setBusy(false);
    wording.tell(outcome.failure);
  };
  return (
    <Dialog
      title={t('example.question')}
      role="alertdialog"
      size="small"
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t('example.discard')}
          variant="danger"
          onPress={() => void discard()}
          isBusy={isBusy}
        />
      }
    >
      <p>{t('example.consequence')}</p>
    </Dialog>
  );
}

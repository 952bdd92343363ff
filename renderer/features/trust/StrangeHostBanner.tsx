import { useState } from 'react';
import { useHostTrust } from '../../client';
import { useT } from '../../i18n';
import { Banner, Button, Dialog } from '../../ui';
import { Explanation, useNewLink } from './StrangeHost';

/** For a window that still shows what this device has. */
export function StrangeHostBanner() {
  const t = useT('trust');
  const common = useT('common');
  const { who } = useHostTrust();
  const [isOpen, setOpen] = useState(false);
  const anew = useNewLink();
  const title = t(who === 'plain' ? 'title.plain' : 'title.other');
  return (
    <>
      <Banner
        tone="danger"
        title={`${title}.`}
        action={
          <Button size="small" onPress={() => setOpen(true)}>
            {t('more')}
          </Button>
        }
      >
        {t('bannerText')}
      </Banner>
      <Dialog
        title={title}
        size="large"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isBusy={anew.isBusy}
        actions={
          <>
            <Button onPress={() => setOpen(false)} isDisabled={anew.isBusy}>
              {common('close')}
            </Button>
            <Button
              variant="primary"
              isPending={anew.isBusy}
              isDisabled={!anew.isReady}
              onPress={() => void anew.submit()}
            >
              {t('submit')}
            </Button>
          </>
        }
      >
        <Explanation />
        {anew.field}
      </Dialog>
    </>
  );
}

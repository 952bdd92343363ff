import { useWorkspace, useWorkspaceActions } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Button, Dialog, DialogActions } from '../../ui';
import { LinkResult } from './LinkResult';
import { useLinkMaking } from './useLinkMaking';

/** A link with which a further device acts for the same member. */
export function DeviceFlow({ onClose }: { onClose: () => void }) {
  const t = useT('invite');
  const common = useT('common');
  const format = useFormat();
  const { deviceLink } = useWorkspaceActions();
  const company = useWorkspace((workspace) => workspace.company);
  const making = useLinkMaking(deviceLink);

  if (making.question) return making.question(onClose);
  if (!making.made) {
    return (
      <Dialog
        title={t('device.title')}
        isOpen
        onClose={onClose}
        isBusy={making.isBusy}
        actions={
          <DialogActions
            onCancel={onClose}
            label={t('device.create')}
            onPress={() => void making.start()}
            isBusy={making.isBusy}
            isDisabled={!making.isReady}
          />
        }
      >
        <p>{t('device.text')}</p>
        <p>{t('device.secret')}</p>
      </Dialog>
    );
  }
  const date = format.instant(making.made.expiresAt);
  return (
    <Dialog
      title={t('link.title')}
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {common('done')}
        </Button>
      }
    >
      <LinkResult
        made={making.made}
        hasQr
        reached={making.reached}
        terms={t('device.until', { date })}
        warning={t('device.secret')}
        messageFor={(link) => t('text.device', { company, date, link })}
      />
    </Dialog>
  );
}

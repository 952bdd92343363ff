import { useState } from 'react';
import { memberName, useWorkspace, useWorkspaceActions, type Alert } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Banner, Button, useWording } from '../../ui';

/** Warns of what an attacker may have done: the oldest warning that was not acknowledged on this device. */
export function AlertBanners() {
  const [alert] = useWorkspace((state) => state.alerts);
  return alert ? <AlertBanner key={alert.id} alert={alert} /> : null;
}

function AlertBanner({ alert: { id, kind, at, about, member } }: { alert: Alert }) {
  const t = useT('frame');
  const format = useFormat();
  const wording = useWording();
  const name = useWorkspace((state) => memberName(state.members, member ?? ''));
  const { acknowledge, removeDevice } = useWorkspaceActions();
  const [isBusy, setBusy] = useState(false);
  const isDevice = kind === 'device' || kind === 'recovery';
  const remove = async () => {
    setBusy(true);
    const outcome = await removeDevice(about);
    setBusy(false);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  return (
    <Banner
      tone={isDevice ? 'warning' : 'danger'}
      title={t(`alert.${kind}Title`, { name })}
      action={
        <>
          {isDevice ? (
            <Button size="small" variant="danger" isPending={isBusy} onPress={() => void remove()}>
              {t('alert.remove')}
            </Button>
          ) : null}
          <Button size="small" onPress={() => void acknowledge(id)}>
            {isDevice ? t('alert.mine') : t('banner.understood')}
          </Button>
        </>
      }
    >
      {t(`alert.${kind}Text`, { date: format.instant(at) })}
    </Banner>
  );
}

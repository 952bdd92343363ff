import { connectNow, leaveWorkspace, useDeviceKeeps, useWorkspace } from '../client';
import { useT } from '../i18n';
import { Banner, Button } from '../ui';

/** What is true of the whole workspace and matters on a phone; the whole app says more. */
export function PhoneBanners() {
  const t = useT('phone');
  const frame = useT('frame');
  const ended = useWorkspace((state) => state.ended);
  const online = useWorkspace((state) => state.online);
  const isBlocked = useWorkspace((state) => state.isBlocked);
  const keeps = useDeviceKeeps();
  if (ended)
    return (
      <Banner
        tone={ended === 'workshop-over' ? 'info' : 'danger'}
        title={frame(`banner.${ended}Title`)}
        action={
          ended === 'version' ? (
            <Button onPress={() => location.reload()}>{frame('banner.reload')}</Button>
          ) : (
            <Button onPress={() => void leaveWorkspace()}>{frame('banner.leave')}</Button>
          )
        }
      >
        {frame(`banner.${ended}Text`)}
      </Banner>
    );
  return (
    <>
      {keeps ? null : (
        <Banner tone="danger" title={frame('banner.unkeptTitle')}>
          {frame('banner.unkeptText')}
        </Banner>
      )}
      {online === false ? (
        <Banner
          tone="warning"
          title={isBlocked ? frame('banner.blockedTitle') : t('unreachable.title')}
          action={<Button onPress={connectNow}>{frame('banner.connect')}</Button>}
        >
          {isBlocked ? frame('banner.blockedText') : t('unreachable.text', { address: location.host })}
        </Banner>
      ) : null}
    </>
  );
}

import { useEffect, useState, type ReactNode } from 'react';
import {
  connectNow,
  leaveWorkspace,
  useBackups,
  useDeviceKeeps,
  useHostTrust,
  useWorkspace,
} from '../../client';
import { useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { navigate, useRoute } from '../../state/route';
import { Banner, Button, Steady } from '../../ui';
import { StrangeHostBanner } from '../../features/trust/StrangeHostBanner';
import { AlertBanners } from './AlertBanners';
import { FaultBanner } from './FaultBanner';
import { NoticeBanner } from './NoticeBanner';
import { ExampleBanner, useIsExample } from './ExampleBanner';

/** What is to be said above the page. It keeps its height under a press, since banners come and go by themselves. */
export function Banners({ children }: { children?: ReactNode }) {
  return (
    <Steady>
      <AllBanners>{children}</AllBanners>
    </Steady>
  );
}

/**
 * First what is true of the whole workspace, then the `children` (about this page), then the notices that the person has
 * not yet dismissed. When the workspace has ended for this person: only that, and the children.
 */
function AllBanners({ children }: { children?: ReactNode }) {
  const t = useT('frame');
  const ended = useWorkspace((state) => state.ended);
  const fault = useWorkspace((state) => state.fault);
  const online = useWorkspace((state) => state.online);
  const hostStorage = useWorkspace((state) => state.hostStorage);
  const { failed: copyFailed } = useBackups();
  const openBackups = useDialogs((state) => state.openBackups);
  const keeps = useDeviceKeeps();
  const trust = useHostTrust();
  const isExample = useIsExample();

  if (ended) {
    return (
      <>
        <Banner
          tone={ended === 'workshop-over' ? 'info' : 'danger'}
          title={t(`banner.${ended}Title`)}
          action={
            ended === 'version' ? (
              <Button size="small" onPress={() => window.location.reload()}>
                {t('banner.reload')}
              </Button>
            ) : (
              <Button size="small" onPress={() => void leaveWorkspace()}>
                {t('banner.leave')}
              </Button>
            )
          }
        >
          {t(`banner.${ended}Text`)}
        </Banner>
        {children}
      </>
    );
  }
  return (
    <>
      {fault ? <FaultBanner fault={fault} /> : null}
      {isExample ? null : <AlertBanners />}
      {keeps ? null : (
        <Banner tone="danger" folds="text" title={t('banner.unkeptTitle')}>
          {t('banner.unkeptText')}
        </Banner>
      )}
      {online !== false ? null : trust.who === 'known' ? (
        <OfflineBanner keeps={keeps} />
      ) : (
        <StrangeHostBanner />
      )}
      {online && hostStorage !== 'ok' ? (
        <Banner tone="warning" folds="text" title={t(`banner.${hostStorage}Title`)}>
          {t(`banner.${hostStorage}Text`)}
        </Banner>
      ) : null}
      {copyFailed && online && hostStorage === 'ok' ? (
        <Banner
          tone="warning"
          folds="text"
          title={t('banner.copyFailedTitle')}
          action={
            <Button size="small" onPress={openBackups}>
              {t('banner.copyFailedLook')}
            </Button>
          }
        >
          {t(copyFailed.noRoom ? 'banner.copyFailedFull' : 'banner.copyFailedText')}
        </Banner>
      ) : null}
      <ParkedBanner />
      {children}
      <Notices />
    </>
  );
}

/** Copies of boards that are no longer what the host has. It alone depends on the page that is open. */
function ParkedBanner() {
  const t = useT('frame');
  const hasParked = useWorkspace((state) => state.parked.length > 0);
  const isThere = useRoute().page === 'kept';
  if (!hasParked || isThere) return null;
  return (
    <Banner
      tone="warning"
      folds="text"
      title={t('banner.parkedTitle')}
      action={
        <Button size="small" onPress={() => navigate({ page: 'kept' })}>
          {t('banner.parkedLook')}
        </Button>
      }
    >
      {t('banner.parkedText')}
    </Banner>
  );
}

/** How safe the connection is, and what a guest can do. */
function Notices() {
  const t = useT('frame');
  const insecure = useWorkspace((state) => state.insecure);
  const isGuest = useWorkspace((state) => state.me.role === 'guest');
  const isExample = useIsExample();
  return (
    <>
      {insecure ? (
        <NoticeBanner notice="insecure" tone="warning" title={t('banner.insecureTitle')}>
          {t('banner.insecureText')}
        </NoticeBanner>
      ) : null}
      {isGuest ? (
        <Banner title={t('banner.guestTitle')} folds="text">
          {t('banner.guestText')}
        </Banner>
      ) : isExample ? (
        <ExampleBanner />
      ) : null}
    </>
  );
}

/** Long enough to see that something is being tried. */
const TRYING_MS = 1000;

function OfflineBanner({ keeps }: { keeps: boolean }) {
  const t = useT('frame');
  const isBlocked = useWorkspace((state) => state.isBlocked);
  const [isTrying, setTrying] = useState(false);
  useEffect(() => {
    if (!isTrying) return;
    const timer = setTimeout(() => setTrying(false), TRYING_MS);
    return () => clearTimeout(timer);
  }, [isTrying]);
  const connect = () => {
    setTrying(true);
    connectNow();
  };
  return (
    <Banner
      tone="warning"
      {...(keeps && !isBlocked ? { folds: 'text' } : {})}
      title={t(isBlocked ? 'banner.blockedTitle' : 'banner.offlineTitle')}
      action={
        <Button size="small" isPending={isTrying} onPress={connect}>
          {t('banner.connect')}
        </Button>
      }
    >
      {isBlocked ? t('banner.blockedText') : null} {keeps ? t('banner.offlineText') : null}
    </Banner>
  );
}

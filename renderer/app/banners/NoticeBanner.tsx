import { useMemo } from 'react';
import { useBoard, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { dismissNotice, useSettings, type Notice } from '../../state/settings';
import { Banner, Button } from '../../ui';

interface NoticeProps {
  readonly notice: Notice;
  readonly tone?: 'info' | 'warning';
  readonly title: string;
  readonly children: string;
}

/** A banner that is shown until it is understood, once on this device. */
export function NoticeBanner({ notice, tone = 'info', title, children }: NoticeProps) {
  const t = useT('frame');
  const isDismissed = useSettings((settings) => settings.dismissed.includes(notice));
  if (isDismissed) return null;
  return (
    <Banner
      tone={tone}
      folds="all"
      title={title}
      action={
        <Button size="small" variant="quiet" onPress={() => dismissNotice(notice)}>
          {t('banner.understood')}
        </Button>
      }
    >
      {children}
    </Banner>
  );
}

/**
 * Where the key lies by which this person signs: told once there is something signed by it to lose, since nobody can do
 * anything with it before. The members' page says it from the beginning.
 */
export function KeyNotice() {
  const t = useT('frame');
  const keyStored = useWorkspace((state) => state.keyStored);
  const deviceId = useWorkspace((state) => state.me.deviceId);
  const entries = useBoard((state) => state.entries);
  const hasSigned = useMemo(() => entries.some(({ device }) => device === deviceId), [entries, deviceId]);
  if (!hasSigned || (keyStored !== 'file' && keyStored !== 'browser')) return null;
  return keyStored === 'file' ? (
    <NoticeBanner notice="key-file" title={t('banner.keyFileTitle')}>
      {t('banner.keyFileText')}
    </NoticeBanner>
  ) : (
    <NoticeBanner notice="key-browser" title={t('banner.keyBrowserTitle')}>
      {t('banner.keyBrowserText')}
    </NoticeBanner>
  );
}

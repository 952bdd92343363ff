import { useEffect, useState } from 'react';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useReach, useWorkshopActions } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { Banner, CopyButton, Dialog, Progress, QrCode, useWording } from '../../../ui';
import styles from '../workshop.module.css';

/** While it is shown, the link is asked for anew so often: it dies a quarter of an hour after it was last shown. */
const RENEW_MS = 5 * 60_000;

/** The walk-in link as a QR code, for people who are new ([SESSUI-11]). */
export function NewcomersDialog({ view, onClose }: { view: SessionView; onClose: () => void }) {
  const t = useT('workshop');
  const format = useFormat();
  const workshops = useWorkshopActions();
  const wording = useWording();
  const { reach } = useReach();
  const { id, board } = view;
  const [made, setMade] = useState<{ readonly link: string; readonly expiresAt: string } | null>(null);
  useEffect(() => {
    let isGone = false;
    const show = async () => {
      const outcome = await workshops.walkInLink({ id, board });
      if (isGone) return;
      if (outcome.ok) setMade(outcome.value);
      else wording.tell(outcome.failure);
    };
    void show();
    const renewing = setInterval(() => void show(), RENEW_MS);
    return () => {
      isGone = true;
      clearInterval(renewing);
    };
  }, [workshops, wording, id, board]);
  const base = reach.state === 'open' ? reach.addresses[0] : undefined;
  const link = made && (base === undefined ? made.link : made.link.replace(/^[^#]*\/#/, `${base}/#`));
  return (
    <Dialog title={t('newcomers.heading')} isOpen onClose={onClose}>
      <div className={styles['form']}>
        <p>{t('newcomers.lead')}</p>
        {link === null || made === null ? (
          <Progress>{t('newcomers.loading')}</Progress>
        ) : (
          <>
            {/\/\/(localhost|127\.|\[::1\])/.test(link) ? (
              <Banner tone="warning" isBoxed title={t('invite.local')} />
            ) : null}
            <div className={styles['newcomers']}>
              <QrCode text={link} label={t('newcomers.qr')} />
              <div className={styles['words']}>
                <code className={styles['address']}>{link}</code>
                <CopyButton text={link} label={t('newcomers.copy')} />
                <p className={styles['quiet']}>
                  {t('newcomers.until', { time: format.time(made.expiresAt) })}
                </p>
              </div>
            </div>
          </>
        )}
        <p className={styles['quiet']}>{t('newcomers.members')}</p>
      </div>
    </Dialog>
  );
}

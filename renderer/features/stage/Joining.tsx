import { Fragment, useEffect, useRef, useState } from 'react';
import type { SessionView } from '../../../shared/domain/session/session';
import { useReach, useWorkshopActions, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { QrCode } from '../../ui';
import { joining } from './logic/words';
import styles from './stage.module.css';

/** A link dies a quarter of an hour after it was last shown; as long as it is on the stage it is asked for again. */
const SHOWN_AGAIN_MS = 5 * 60_000;

/** How people come in: only whoever leads may ask for the link, and only his stage shows it. */
export function Joining({ view }: { view: SessionView }) {
  const t = useT('stage');
  const { reach } = useReach();
  const link = useWalkInLink(view);
  if (link === null || reach.state === 'loading') return null;
  const { addresses, cert } = reach.state === 'open' ? reach : { addresses: [], cert: null };
  const way = joining(link, addresses, cert);
  if (!way) return <p>{t('onlyHere')}</p>;
  return (
    <div className={styles['joining']}>
      <p>{t('join')}</p>
      <QrCode text={way.link} label={t('qr')} />
      <p className={styles['address']}>
        {/* A line that is too short ends before the port. */}
        {way.address.split(/(?=:\d+$)/).map((part) => (
          <Fragment key={part}>
            <wbr />
            {part}
          </Fragment>
        ))}
      </p>
    </div>
  );
}

function useWalkInLink(view: SessionView): string | null {
  const me = useWorkspace((workspace) => workspace.me.id);
  const workshops = useWorkshopActions();
  const [link, setLink] = useState<string | null>(null);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  const leads = view.facilitator === me;
  useEffect(() => {
    if (!leads) return;
    let isGone = false;
    const ask = () =>
      void workshops.walkInLink(latest.current).then((answer) => {
        // What is shown stays while the host is away: it may be back before anybody scans it.
        if (answer.ok && !isGone) setLink(answer.value.link);
      });
    ask();
    const timer = setInterval(ask, SHOWN_AGAIN_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [workshops, view.id, leads]);
  return leads ? link : null;
}

import { useCallback, useEffect, useState } from 'react';
import { hostAddress } from '../../shared/api/links';

/** Whether links made here lead anywhere but to this machine. */
export type Reach =
  | { readonly state: 'loading' }
  /** This app runs the host itself, for this machine only. */
  | { readonly state: 'closed' }
  /** `addresses`: where others reach the host, best first; empty when only the link itself knows. */
  | {
      readonly state: 'open';
      readonly addresses: readonly string[];
      /** Fingerprint of the host's own certificate; null when only the link itself knows. */
      readonly cert: string | null;
    };

/** What people type elsewhere to come here, with the fingerprint; null where it is not known, or there is none. */
export function addressOf(reach: Reach): string | null {
  if (reach.state !== 'open') return null;
  const [origin] = reach.addresses;
  return origin === undefined ? null : hostAddress({ origin, cert: reach.cert });
}

const UNKNOWN: Reach = { state: 'open', addresses: [], cert: null };

/** In a browser the host has told its own address in the link; the desktop app knows where its host is reached. */
export function useReach(): { readonly reach: Reach; open: () => Promise<boolean> } {
  const { desktop } = window;
  const [reach, setReach] = useState<Reach>(desktop ? { state: 'loading' } : UNKNOWN);
  useEffect(() => {
    if (!desktop) return;
    let current = true;
    const show = (next: Reach) => current && setReach(next);
    desktop.hostStatus().then(
      ({ kind, openToNetwork, addresses, cert }) => {
        const runsHere = kind === 'embedded' || kind === 'example';
        show(runsHere && !openToNetwork ? { state: 'closed' } : { state: 'open', addresses, cert });
      },
      () => show(UNKNOWN),
    );
    return () => void (current = false);
  }, [desktop]);

  /** Answers whether it could be opened. */
  const open = useCallback(async () => {
    const status = await desktop?.openToNetwork().catch(() => null);
    if (!status) return false;
    setReach({ state: 'open', addresses: status.addresses, cert: status.cert });
    return true;
  }, [desktop]);
  return { reach, open };
}

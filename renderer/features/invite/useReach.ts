import { useCallback, useEffect, useState } from 'react';

/** Whether links made here lead anywhere but to this machine. */
export type Reach =
  | { readonly state: 'loading' }
  /** This app runs the host itself, for this machine only. */
  | { readonly state: 'closed' }
  /** `addresses`: where others reach the host, best first; empty when only the link itself knows. */
  | { readonly state: 'open'; readonly addresses: readonly string[] };

/** In a browser the host has told its own address in the link; the desktop app knows where its host is reached. */
export function useReach(): { readonly reach: Reach; open: () => Promise<readonly string[] | null> } {
  const { desktop } = window;
  const [reach, setReach] = useState<Reach>(
    desktop ? { state: 'loading' } : { state: 'open', addresses: [] },
  );
  useEffect(() => {
    if (!desktop) return;
    let current = true;
    const show = (next: Reach) => current && setReach(next);
    desktop.hostStatus().then(
      ({ kind, openToNetwork, addresses }) => {
        const runsHere = kind === 'embedded' || kind === 'example';
        show(runsHere && !openToNetwork ? { state: 'closed' } : { state: 'open', addresses });
      },
      () => show({ state: 'open', addresses: [] }),
    );
    return () => void (current = false);
  }, [desktop]);

  /** Answers the addresses, or `null` when it could not be opened. */
  const open = useCallback(async () => {
    const status = await desktop?.openToNetwork().catch(() => null);
    if (!status) return null;
    setReach({ state: 'open', addresses: status.addresses });
    return status.addresses;
  }, [desktop]);
  return { reach, open };
}

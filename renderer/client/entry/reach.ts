import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { hostAddress } from '../../../shared/api/links';
import type { Output } from '../../../shared/ipc/contract';

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
      /** Whether this app runs the host, which then is there as long as this machine is. */
      readonly runsHere: boolean;
    };

/** What people type elsewhere to come here, with the fingerprint; null where it is not known, or there is none. */
export function addressOf(reach: Reach): string | null {
  if (reach.state !== 'open') return null;
  const [origin] = reach.addresses;
  return origin === undefined ? null : hostAddress({ origin, cert: reach.cert });
}

/** Where a link leads: where others reach the host if that is known, else where this window does. */
export function linkBase(reach: Reach, own: string): string {
  return (reach.state === 'open' ? reach.addresses[0] : undefined) ?? own;
}

const UNKNOWN: Reach = { state: 'open', addresses: [], cert: null, runsHere: false };

/** One for all who ask: what one of them opens is open for the others. */
const reachStore = createStore<Reach>(() => ({ state: 'loading' }));

function show({ kind, openToNetwork, addresses, cert }: Output<'hostStatus'>): void {
  const runsHere = kind === 'embedded' || kind === 'example';
  reachStore.setState(
    runsHere && !openToNetwork ? { state: 'closed' } : { state: 'open', addresses, cert, runsHere },
    true,
  );
}

/** In a browser the host has told its own address in the link; the desktop app knows where its host is reached. */
export function useReach(): { readonly reach: Reach; open: () => Promise<boolean> } {
  const { desktop } = window;
  const reach = useStore(reachStore);
  useEffect(() => {
    const unknown = () => reachStore.setState(UNKNOWN, true);
    if (desktop) desktop.hostStatus().then(show, unknown);
    else unknown();
  }, [desktop]);

  /** Answers whether it could be opened. */
  const open = useCallback(async () => {
    const status = await desktop?.openToNetwork().catch(() => null);
    if (status) show(status);
    return Boolean(status);
  }, [desktop]);
  return { reach, open };
}

/** What links for other people begin with: an address of the host that other machines reach, once there is one. */
export function useLinkBase(): string {
  const { reach } = useReach();
  return linkBase(reach, ownBase());
}

/** The host this window talks to: named in the desktop's address, the page's own origin in a browser. */
function ownBase(): string {
  const named = window.desktop ? new URLSearchParams(location.search).get('host') : null;
  return named ?? location.origin;
}

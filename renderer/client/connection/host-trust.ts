import { createStore } from 'zustand/vanilla';
import type { Output } from '../../../shared/ipc/contract';
import { desktop } from './desktop';

/** Who answers where this window's host should be, as far as it is known. */
export type HostTrust = Output<'checkHost'>;

/** In a browser, and as long as the host answers: the host. */
const KNOWN: HostTrust = { who: 'known', address: '' };

export const hostTrust = createStore<HostTrust>(() => KNOWN);

let isAsking = false;

/** The host answered, by a connection that was checked. */
export function hostAnswered(): void {
  if (hostTrust.getState().who !== 'known') hostTrust.setState(KNOWN, true);
}

/** Nothing came back. A page cannot tell a host that is away from one that was refused; the desktop can. */
export function hostDidNotAnswer(): void {
  const shell = desktop();
  if (!shell || isAsking) return;
  isAsking = true;
  shell
    .checkHost()
    .then(
      (found) => hostTrust.setState(found.who === 'other' || found.who === 'plain' ? found : KNOWN, true),
      () => undefined,
    )
    .finally(() => (isAsking = false));
}

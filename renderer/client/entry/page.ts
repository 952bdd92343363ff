import type { Department } from '../../../shared/domain/people';
import { isBelowRoot, LINK_KINDS, placeIn, placeOpened, planFragment } from '../../../shared/api/links';
import { readOpeningFailed } from '../../../shared/ipc/start-window';
import { DEPARTMENTS } from '../../../shared/domain/people';
import { failed } from '../connection/api';
import { desktop, desktopFailure } from '../connection/desktop';
import type { Failure, Outcome } from '../connection/outcome';

/** A link the window was opened with and that was not yet used. */
export interface PendingInvite {
  readonly kind: 'invite' | 'device';
  readonly secret: string;
  readonly name?: string;
  readonly department?: Department;
  readonly company?: string;
  readonly approver?: boolean;
}

/** What the page's address says of where it is and who opened it. */
export interface Page {
  /** The host's origin; null on the desktop's welcome window, which belongs to no workspace yet. */
  readonly host: string | null;
  /** The desktop's name for this window's person. */
  readonly profile: string | null;
}

export function readPage(): Page {
  if (!desktop()) return { host: location.origin, profile: null };
  const query = new URLSearchParams(location.search);
  return { host: query.get('host'), profile: query.get('profile') };
}

/** Whether a proxy serves the page below a path, where it cannot find its host. */
export function isMisplaced(): boolean {
  return !desktop() && isBelowRoot(location.pathname);
}

/** The link this window was opened with, until it is used. */
export function pendingInvite(): PendingInvite | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  for (const kind of LINK_KINDS) {
    const secret = fragment.get(kind);
    if (secret) return { kind, secret, ...typedBefore(fragment) };
  }
  return null;
}

/** Whether the window belongs to a host: the desktop's welcome window does not. */
export function hasHost(): boolean {
  return readPage().host !== null;
}

/** Whether the window was opened for somebody who comes back with a recovery code. */
export function isRecovering(): boolean {
  return new URLSearchParams(location.hash.slice(1)).has('recover');
}

/** Takes a used secret out of the address bar and the history, and goes to the plan that its link leads to. */
export function consumeInvite(place = placeIn(new URLSearchParams(location.hash.slice(1)))): void {
  if (!place && !pendingInvite() && !isRecovering()) return;
  const { pathname, search } = location;
  history.replaceState(history.state, '', pathname + search + (place ? planFragment(place) : ''));
}

/**
 * A link that is opened in a tab which is somewhere already changes its fragment alone: the page starts again with it. Who
 * was on a plan without being in yet, lands there when he is.
 *
 * @param isOutside whether no workspace is open in this window; the page may still be finding out who it is
 */
export function followLinks(isOutside: () => boolean): void {
  window.addEventListener('hashchange', ({ oldURL }) => {
    if (!isOutside() || !pendingInvite()) return;
    const fragment = new URLSearchParams(location.hash.slice(1));
    const wanted = placeOpened(new URL(oldURL).hash);
    if (wanted && !placeIn(fragment)) {
      fragment.set('board', wanted.board);
      fragment.set('plan', wanted.plan);
      history.replaceState(history.state, '', `#${fragment.toString()}`);
    }
    location.reload();
  });
}

/** Why the workspace that this computer used last did not open, said once. */
export function takeOpeningFailure(): Failure | null {
  const code = desktop() ? readOpeningFailed(location.hash) : null;
  if (code === null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return { code };
}

/** What the person told another window already. */
function typedBefore(fragment: URLSearchParams): Omit<PendingInvite, 'kind' | 'secret'> {
  const [name, company] = [fragment.get('name'), fragment.get('company')];
  const department = DEPARTMENTS.find((each) => each === fragment.get('department'));
  return {
    ...(name ? { name } : {}),
    ...(department ? { department } : {}),
    ...(company ? { company } : {}),
    ...(fragment.has('approver') ? { approver: true } : {}),
  };
}

/** Knows the host by the certificate that a new link names; the app then starts again. */
export async function trustLink(link: string): Promise<Outcome<void>> {
  const shell = desktop();
  if (!shell) return failed('failed');
  try {
    return { ok: true, value: await shell.trustLink({ link }) };
  } catch (error) {
    return desktopFailure(error);
  }
}

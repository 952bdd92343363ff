import { desktop, desktopFailure } from './desktop';
import { failed } from './api';
import type { Outcome } from './types';

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

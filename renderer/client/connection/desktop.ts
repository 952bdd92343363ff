import type { DesktopApi } from '../../../shared/ipc/contract';
import { desktopErrorCode } from '../../../shared/ipc/errors';
import type { Failure } from './outcome';

declare global {
  interface Window {
    /** What the desktop shell offers; absent in a browser. */
    readonly desktop?: DesktopApi;
  }
}

/** The desktop shell, or null in a browser. */
export function desktop(): DesktopApi | null {
  return globalThis.window?.desktop ?? null;
}

/** A call to the shell that was refused, with a code of shared/ipc/errors.ts. */
export function desktopFailure(error: unknown): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code: desktopErrorCode(error) } };
}

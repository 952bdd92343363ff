import type { DesktopApi } from '../shared/ipc/contract';

declare global {
  interface Window {
    /** What the desktop shell offers; absent in a browser. */
    readonly desktop?: DesktopApi;
  }
}

import { ipcMain, type WebContents } from 'electron';
import { channelOf, contract, type Method } from '../../shared/ipc/contract';
import { DesktopError, type Reply } from '../../shared/ipc/errors';
import type { WindowKind } from '../page/origin';
import { admit, CallLimit } from './call-gate';
import type { Handlers } from './handlers';

/** The one place that listens to pages: every method of the contract, checked, and nothing else. */
export function registerIpc(
  handlers: Handlers,
  kindOf: (contents: WebContents) => WindowKind | undefined,
  log: (message: string) => void,
): void {
  const limit = new CallLimit();
  for (const method of Object.keys(contract) as Method[]) {
    const handle = handlers[method] as (input: unknown, caller: WebContents) => unknown;
    ipcMain.handle(channelOf(method), async (event, raw: unknown): Promise<Reply> => {
      try {
        if (!limit.take(event.sender, performance.now())) return { ok: false, code: 'failed' };
        const input = admit(method, event, kindOf(event.sender), raw);
        return { ok: true, value: await handle(input, event.sender) };
      } catch (error) {
        if (error instanceof DesktopError) return { ok: false, code: error.code };
        log(`${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return { ok: false, code: 'failed' };
      }
    });
  }
}

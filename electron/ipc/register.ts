import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { z } from 'zod';
import { channelOf, contract, type Method } from '../../shared/ipc/contract';
import { DesktopError, type Reply } from '../../shared/ipc/errors';
import { isAppUrl } from '../origin';
import type { Handlers } from './handlers';

/** Only the main frame of one of our own pages is answered. */
function isOurs(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isAppUrl(frame.url);
}

async function reply(
  input: z.ZodType,
  handle: (input: never, caller: WebContents) => unknown,
  event: IpcMainInvokeEvent,
  raw: unknown,
): Promise<Reply> {
  if (!isOurs(event)) return { ok: false, code: 'not-yours' };
  const parsed = input.safeParse(raw);
  if (!parsed.success) return { ok: false, code: 'bad-input' };
  return { ok: true, value: await handle(parsed.data as never, event.sender) };
}

/** The one place that listens to pages: every method of the contract, checked, and nothing else. */
export function registerIpc(handlers: Handlers, log: (message: string) => void): void {
  for (const method of Object.keys(contract) as Method[]) {
    ipcMain.handle(channelOf(method), async (event, raw: unknown): Promise<Reply> => {
      try {
        return await reply(contract[method].input, handlers[method], event, raw);
      } catch (error) {
        if (error instanceof DesktopError) return { ok: false, code: error.code };
        log(`${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return { ok: false, code: 'failed' };
      }
    });
  }
}

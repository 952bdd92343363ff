import { failed } from './api';
import { desktop, desktopFailure } from './desktop';
import type { Outcome } from './types';

export interface ExportedFile {
  readonly name: string;
  readonly mime: string;
  readonly content: Blob;
}

/** Hands a file to the browser's downloads or to the desktop's save dialog; `cancelled` when nobody chose a place. */
export async function exportFile({ name, mime, content }: ExportedFile): Promise<Outcome<void>> {
  const shell = desktop();
  if (!shell) return download(name, content);
  try {
    const { saved } = await shell.saveFile({ suggestedName: name, mime, base64: await base64Of(content) });
    return saved ? { ok: true, value: undefined } : failed('cancelled');
  } catch (error) {
    return desktopFailure(error);
  }
}

function download(name: string, content: Blob): Outcome<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return { ok: true, value: undefined };
}

async function base64Of(content: Blob): Promise<string> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

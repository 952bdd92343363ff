import { FILE_SLICE, type FileKind } from '../../../shared/ipc/contract';
import { failed } from '../connection/api';
import { desktop, desktopFailure } from '../connection/desktop';
import type { Outcome } from '../connection/outcome';

export interface ExportedFile {
  /** What it is about, as people named that. */
  readonly title: string;
  readonly kind: FileKind;
  readonly content: Blob;
}

/** So many characters of a title are in a file's name, which every system takes. */
const LONGEST_TITLE = 100;

/** Hands a file to the browser's downloads or to the desktop's save dialog; `cancelled` when nobody chose a place. */
export async function exportFile({ title, kind, content }: ExportedFile): Promise<Outcome<void>> {
  const name = `${fileTitle(title)}.${kind}`;
  const shell = desktop();
  if (!shell) return download(name, content);
  try {
    const { file } = await shell.saveFile({ suggestedName: name });
    if (file === null) return failed('cancelled');
    try {
      for (let at = 0; at < content.size; at += FILE_SLICE) {
        const slice = await content.slice(at, at + FILE_SLICE).arrayBuffer();
        await shell.writeFile({ file, bytes: new Uint8Array(slice) });
      }
    } catch (error) {
      await shell.endFile({ file, keep: false });
      throw error;
    }
    await shell.endFile({ file, keep: true });
    return { ok: true, value: undefined };
  } catch (error) {
    return desktopFailure(error);
  }
}

/** What is printed now, as a PDF of the desktop's making; `not-here` in a browser, whose own dialog does that. */
export async function printToPdf(): Promise<Outcome<Blob>> {
  const shell = desktop();
  if (!shell) return failed('not-here');
  try {
    const { bytes } = await shell.printToPdf();
    return { ok: true, value: new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }) };
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

/** A title without what no file's name may have; the product's name where nothing of it is left to read. */
function fileTitle(title: string): string {
  const allowed = title.replaceAll(/[\p{C}\s\\/:*?"<>|]+/gu, ' ').replaceAll(/^[ .]+|[ .]+$/g, '');
  return /[\p{L}\p{N}]/u.test(allowed)
    ? Array.from(allowed).slice(0, LONGEST_TITLE).join('').trim()
    : 'Handschlag';
}

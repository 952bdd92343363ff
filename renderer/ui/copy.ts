/**
 * Puts text on the clipboard. Pages on plain http have no clipboard API, so there it is written into the event of a
 * copy command, which needs neither focus nor selection and so works inside dialogs too.
 * @returns whether it is there now
 */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const written = await clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  return written === true || copyByCommand(text);
}

function copyByCommand(text: string): boolean {
  let written = false;
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    written = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
  return written;
}

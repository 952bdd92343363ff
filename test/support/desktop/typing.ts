import type { Page } from 'playwright-core';

interface Clip {
  readonly html?: string;
  readonly text?: string;
  /** A picture lies on the clipboard too. */
  readonly picture?: boolean;
}

/** Pastes where the focus is, as if another program had filled the clipboard. */
export function paste(page: Page, clip: Clip): Promise<void> {
  return page.evaluate(({ html, text, picture }) => {
    const clipboardData = new DataTransfer();
    if (html !== undefined) clipboardData.setData('text/html', html);
    if (text !== undefined) clipboardData.setData('text/plain', text);
    if (picture) clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, clip);
}

/** What an input method has put together where the focus is, before it is taken. */
export async function compose(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
}

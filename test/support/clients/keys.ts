import type { Locator, Page } from 'playwright-core';

/** More stops than any page of ours has. */
const MOST_STOPS = 200;

/** A person without a mouse: gets everywhere by the Tab key, and has the focus somewhere at every moment. */
export class Keys {
  constructor(readonly page: Page) {}

  /** Goes on, or back to what stands before, stop by stop, until the focus is there. */
  async to(target: Locator): Promise<void> {
    await target.waitFor();
    const key = (await target.evaluate(standsBeforeFocus)) ? 'Shift+Tab' : 'Tab';
    // Looked up by its role at each stop it would cost more than the way.
    let element = await target.elementHandle();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      const place = await element?.evaluate((each) => [each.isConnected, each === document.activeElement]);
      const [isThere, hasFocus] = place ?? [];
      if (hasFocus) return this.#seen(target);
      // It was drawn anew meanwhile.
      if (!isThere) element = await target.elementHandle();
      else await this.page.keyboard.press(key);
    }
    throw new Error(`The Tab key does not get to ${String(target)}`);
  }

  async press(target: Locator, key = 'Enter'): Promise<void> {
    await this.to(target);
    await this.page.keyboard.press(key);
    await this.keepsFocus();
  }

  /** Writes in a field in place of what stands there. */
  async write(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  /** Whoever goes by keys sees where the focus is: it is scrolled to, and nothing covers it. */
  async #seen(target: Locator): Promise<void> {
    const isSeen = await target.evaluate((element) => {
      const shown = element.closest('label') ?? element;
      const { left, top, width, height } = shown.getBoundingClientRect();
      const hit = document.elementFromPoint(left + Math.min(width / 2, 8), top + height / 2);
      return hit !== null && (shown.contains(hit) || hit.contains(shown));
    });
    if (!isSeen) throw new Error(`Nobody sees that the focus is at ${String(target)}`);
  }

  /** What had the focus may be gone by now. */
  keepsFocus(): Promise<void> {
    return this.page.locator('body:focus-within').waitFor();
  }
}

function standsBeforeFocus(element: Element): boolean {
  const at = document.activeElement;
  if (at === null || at === document.body) return false;
  return (at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}

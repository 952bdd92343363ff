import { chromium, type Browser } from 'playwright-core';
import { findProgram } from '../../../scripts/setup/debian.mjs';

/** Whoever wants less motion gets the same pages. Each press fades otherwise for eight frames: a fifth of what a window costs. */
export const STILL = { reducedMotion: 'reduce' } as const;

let running: Promise<Browser> | undefined;

/**
 * Debian's Chromium as a browser guest, one for all files that a process plays, as its start takes longer than many a
 * test: its `close` ends what was opened in it.
 */
export async function launchChromium(): Promise<Browser> {
  const browser = await (running ??= launch());
  if (!browser.isConnected()) {
    running = undefined;
    return launchChromium();
  }
  browser.close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  };
  return browser;
}

/**
 * Quiet towards the network, and without an interface of its own: that of the whole program is two more pages for each
 * window, which nobody sees here.
 */
async function launch(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findProgram('chromium-headless-shell') ?? '/usr/bin/chromium-headless-shell',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const open = browser.newContext.bind(browser);
  browser.newContext = (options) => open({ ...STILL, ...options });
  return browser;
}

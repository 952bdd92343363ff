import { chromium, type Browser } from 'playwright-core';
import { findProgram } from '../../../scripts/setup/debian.mjs';

/**
 * Debian's Chromium as a browser guest, quiet towards the network. It is the one without an interface of its own: that
 * of the whole program is two more pages for each window, which nobody sees here.
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
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
}

import { chromium, type Browser } from 'playwright-core';
import { findProgram } from '../../../scripts/setup/debian.mjs';

/** Debian's Chromium as a browser guest, quiet towards the network. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findProgram('chromium') ?? '/usr/bin/chromium',
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

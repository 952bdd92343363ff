import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { startHost } from '../../../server/start';
import type { Department } from '../../../shared/domain/people';
import { joinAs, type TestMember } from '../clients/clients';
import { memoryFolder } from '../host/memory-folder';
import { secretOf } from '../host/host';
import { launchChromium } from './chromium';

/** A company with its host in this process, its first owner, and a browser for whoever comes. */
export interface House {
  /** What its host keeps. */
  readonly data: string;
  readonly host: Awaited<ReturnType<typeof startHost>>;
  readonly owner: TestMember;
  readonly browser: Browser;
  close(): Promise<void>;
}

interface FirstOwner {
  readonly name?: string;
  readonly department?: Department;
  readonly company?: string;
}

export async function openHouse(owner: FirstOwner = {}): Promise<House> {
  const data = memoryFolder('house');
  const browser = launchChromium();
  const host = await startHost({ data, port: 0, rendererDir: fromRoot('out', 'renderer') });
  return {
    data,
    host,
    owner: await joinAs(host.url, {
      secret: secretOf(host.ownerInvite ?? ''),
      name: 'Maren Vogt',
      department: 'marketing',
      company: 'Brenner',
      ...owner,
    }),
    browser: await browser,
    async close() {
      await (await browser).close();
      await host.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

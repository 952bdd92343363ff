import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../lib/paths.mjs';

const folder = fromRoot('out');
export const shippedFile = (part) => path.join(folder, `shipped-${part}.json`);

/** The folder of the package that a bundled module comes from. */
export function packageFolder(moduleId) {
  const inPackage = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId.replaceAll('\\', '/'));
  return inPackage?.[1];
}

/**
 * Notes which packages' code really went into a bundle, for the third-party notices: what a package list says is
 * installed is mostly tools.
 */
export function recordShippedPackages(part) {
  return {
    name: 'handschlag:shipped-packages',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
      const packages = new Set(modules.map(packageFolder).filter((one) => one !== undefined));
      mkdirSync(folder, { recursive: true });
      writeFileSync(shippedFile(part), JSON.stringify([...packages].sort(), null, 2));
    },
  };
}

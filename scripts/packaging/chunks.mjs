import { root } from '../lib/paths.mjs';

/**
 * Whether a module does something by merely being loaded. Our own modules do not, but for styles, a setting, and what starts
 * a page. A build that knows takes out of `client` and `ui` only what a page uses, though they list everything there is.
 * Undefined: as the build sees it.
 */
export function hasSideEffects(id) {
  // It makes an object for each way of comparing, of which the app uses two.
  if (/[\\/]node_modules[\\/]diff[\\/]/.test(id)) return false;
  const isOurs = id.startsWith(root) && /\.tsx?$/.test(id) && !id.includes('node_modules');
  return isOurs ? /[\\/](?:jitless\.ts|main\.tsx|worker\.ts)$/.test(id) : undefined;
}

/**
 * What knows of time zones lies by itself, 20 KB that few pages ask for. Else what every file needs is put into the same file,
 * and all fetch the one for the other.
 */
export const chunks = {
  groups: [{ name: 'temporal', test: /[\\/](?:temporal-(?:polyfill|utils)[\\/]|domain[\\/]zones)/ }],
};

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const texts = new Set(['.html', '.js', '.css', '.json', '.svg']);
/** What fits into one packet arrives no sooner for being smaller. */
const leastBytes = 1400;

/**
 * Puts `NAME.gz` beside each text file of a build: the host hands these to browsers, so that a phone on a slow line waits
 * for a third of the bytes and the host compresses nothing while people wait. It needs the files as they are in the end.
 */
export function precompressed() {
  return {
    name: 'handschlag:precompressed',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        const file = path.join(dir, name);
        if (!texts.has(path.extname(file))) continue;
        const bytes = readFileSync(file);
        const compressed = gzipSync(bytes, { level: 9 });
        if (bytes.length > leastBytes && compressed.length < bytes.length)
          writeFileSync(`${file}.gz`, compressed);
      }
    },
  };
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { init } from 'license-checker-rseidelsohn';
import { root } from '../lib/paths.mjs';
import { shippedFile } from './shipped-packages.mjs';

const gather = (options) =>
  new Promise((resolve, reject) =>
    init({ start: root, excludePrivatePackages: true, ...options }, (error, found) =>
      error ? reject(error) : resolve(found),
    ),
  );

function section(name, { licenses, repository, licenseFile }) {
  const text = licenseFile && existsSync(licenseFile) ? readFileSync(licenseFile, 'utf8').trim() : '';
  const head = [licenses, repository].filter(Boolean).join(' · ');
  return `## ${name}\n\n${head}\n\n${text.replace(/^(?=.)/gm, '    ')}\n`;
}

/** The package is a tool of the tests alone, but the table of holidays is made of its data. */
const HOLIDAYS = `## Public holidays

The rules in shared/domain/days/rules.ts are built from the data of date-holidays (https://github.com/commenthol/date-holidays),
© 2016- commenthol, ISC; its data are CC-BY-3.0 (https://creativecommons.org/licenses/by/3.0/), from Wikipedia's lists of holidays. They
were abridged and changed.
`;

/** The licences of what is in the app: the bundled packages (as the build noted them) and the installed native one. */
export async function writeNotices(file) {
  const bundled = new Set(
    ['main', 'preload', 'renderer'].flatMap((part) => JSON.parse(readFileSync(shippedFile(part), 'utf8'))),
  );
  const [all, installed] = [await gather({}), await gather({ production: true })];
  const shipped = Object.entries(all).filter(
    ([name, { path: folder }]) => name in installed || bundled.has(folder.replaceAll('\\', '/')),
  );
  const sections = [...shipped.map((entry) => section(...entry)), HOLIDAYS];
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `# Third-party notices\n\n${sections.join('\n')}`);
  return shipped.length;
}

// Every word on a screen comes from the catalogues, and both catalogues say the same things.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compareCatalogues, readCatalogue, unlocalisedText } from './checks/localised.mjs';
import { fromRoot } from './lib/paths.mjs';

const folder = fromRoot('renderer');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);
const problems = files.flatMap((name) =>
  unlocalisedText(name, readFileSync(path.join(folder, name), 'utf8')).map(
    ({ line, text }) => `renderer/${name}:${line}: "${text}" is not in the catalogue`,
  ),
);
const i18n = path.join(folder, 'i18n');
if (existsSync(i18n)) {
  const differences = compareCatalogues(readCatalogue(i18n, 'en'), readCatalogue(i18n, 'de'));
  problems.push(...differences.map((text) => `catalogues (en first, de second): ${text}`));
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
if (files.length === 0) process.stdout.write('No screens were found to check.\n');
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;

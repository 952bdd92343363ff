import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../lib/paths.mjs';

/** `ID` or `ID to N`, N being the number of the last one. */
const RULE = /\*\*([A-Z]+)-(\d+)\*\*(?: to \*\*\1-(\d+)\*\*)?/g;
const CITED = /\[([A-Z]+-\d+)\]/g;
const NAMED = /\b([A-Z]{2,})-(\d+)(?: to (\d+))?/g;
const TEST = /`((?:contract|e2e|integration|migrations|property|simulation|unit)\/[^`*]*)/g;

/**
 * What does not fit between the rules, the tests that cite them, and the list of threats, which names both.
 * @param sources texts: `specs` and `threats` in Markdown, `tests` in TypeScript; and the paths of these below `test/`
 * @returns a line for each number of two rules, each rule without a test, each citation without a rule, each test and rule named in vain, and each
 *   rule of a threat that none of the tests beside it cites
 */
export function looseRules({ specs, tests, threats, paths }) {
  const written = specs.flatMap((text) => [...text.matchAll(RULE)].flatMap(range));
  const rules = new Set(written);
  const cited = new Set(tests.flatMap((text) => [...text.matchAll(CITED)].map(([, id]) => id)));
  const areas = new Set([...rules].map((id) => id.split('-')[0]));
  const named = [...threats.matchAll(NAMED)].filter(([, area]) => areas.has(area)).flatMap(range);
  const shown = [...threats.matchAll(TEST)].map(([, test]) => test);
  /** Rules in one row of the list of threats that none of its tests cites. */
  const unshown = (row) => {
    const prefixes = [...row.matchAll(TEST)].map(([, test]) => test);
    const texts = tests.filter((_text, at) => prefixes.some((prefix) => paths[at]?.startsWith(prefix)));
    const ids = [...row.matchAll(NAMED)].filter(([, area]) => areas.has(area)).flatMap(range);
    return prefixes.length === 0 ? [] : ids.filter((id) => !texts.some((text) => text.includes(`[${id}]`)));
  };
  return [
    ...threats
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .flatMap((row) =>
        unshown(row).map((id) => `${id} in the list of threats is shown by no test of its row`),
      ),
    ...written.filter((id, at) => written.indexOf(id) < at).map((id) => `${id} names two rules`),
    ...[...rules].filter((id) => !cited.has(id)).map((id) => `${id} is cited by no test`),
    ...[...cited].filter((id) => !rules.has(id)).map((id) => `${id} is cited, and is no rule`),
    ...named.filter((id) => !rules.has(id)).map((id) => `${id} in the list of threats is no rule`),
    ...shown
      .filter((test) => !paths.some((file) => file.startsWith(test)))
      .map((test) => `${test} in the list of threats is no test`),
  ];
}

function range([, area, first, last = first]) {
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_each, at) => `${area}-${Number(first) + at}`);
}

export async function specRules() {
  const read = (...parts) => readFileSync(fromRoot(...parts), 'utf8');
  const specs = readdirSync(fromRoot('docs', 'spec')).map((name) => read('docs', 'spec', name));
  const paths = readdirSync(fromRoot('test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => name.split(path.sep).join('/'));
  const tests = paths.map((name) => read('test', name));
  const lines = looseRules({ specs, tests, threats: read('docs', 'THREATS.md'), paths });
  return { ok: lines.length === 0, output: lines.join('\n') };
}

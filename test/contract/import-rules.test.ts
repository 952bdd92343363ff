import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { cruiseFixtures } from '../../scripts/checks/import-rules.mjs';
import { fromRoot } from '../../scripts/lib/paths.mjs';

interface Config {
  forbidden: { name: string }[];
}
const config = createRequire(import.meta.url)(fromRoot('.dependency-cruiser.cjs')) as Config;
const fixtures = await cruiseFixtures();

describe('the import rules', () => {
  test.each(config.forbidden.map((rule) => rule.name))('%s: its fixture breaks it', (name) => {
    const broken = fixtures.violations.filter(({ from }) =>
      from.startsWith(`test/fixtures/import-rules/${name}/`),
    );
    expect(broken.map(({ rule }) => rule)).toContain(name);
  });
});

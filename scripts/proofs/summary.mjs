import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

/**
 * Counts of a run, the names of what was skipped, and what failed with why. Not only tests fail: a file that would not
 * load and a suite that could not begin count as one failure each.
 * @param modules what ran, as vitest hands it to its reporters
 */
export function summarise(modules) {
  const named = (module, name) => [path.relative(root, module.moduleId), name].filter(Boolean).join(': ');
  const tests = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => ({
      name: named(module, test.fullName.replaceAll(' > ', ' ')),
      ...test.result(),
    })),
  );
  const around = modules.flatMap((module) => [
    { name: named(module), errors: module.errors() },
    ...[...module.children.allSuites()].map((suite) => ({
      name: named(module, suite.fullName),
      errors: suite.errors(),
    })),
  ]);
  const of = (state) => tests.filter((test) => test.state === state);
  const failures = [...of('failed'), ...around.filter(({ errors }) => errors.length > 0)].map(
    ({ name, errors = [] }) => ({ name, why: errors.map(reason).join('\n') }),
  );
  const skipped = of('skipped').map(({ name }) => name);
  return {
    passed: of('passed').length,
    failed: failures.length,
    skipped: skipped.length,
    skippedNames: skipped,
    failures,
  };
}

/** The difference comes with it: a message alone shortens what it compares. */
function reason({ message, stack, diff }) {
  return [stack || message, diff].filter(Boolean).join('\n');
}

/** A reporter of vitest: writes the summary to the file that the environment names. */
export default class SummaryReporter {
  onTestRunEnd(modules, errors) {
    const summary = summarise(modules);
    const outside = errors.map((error) => ({ name: 'outside the tests', why: reason(error) }));
    summary.failures.push(...outside);
    summary.failed += outside.length;
    writeFileSync(process.env.HANDSCHLAG_SUMMARY, JSON.stringify(summary));
  }
}

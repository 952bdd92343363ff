import { relative, sep } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Kinds of tests whose files take long come early; the many small files come last and fill what is left. */
const KINDS = ['simulation', 'e2e', 'integration', 'property', 'contract', 'migrations', 'unit'];
/** Of each project the files that take longest, the longest first, so that none of them is left over at the end. */
const LONG = [
  'simulation/odd-seeds',
  'simulation/even-seeds',
  'e2e/widths',
  'e2e/app/taken-over',
  'e2e/screens',
  'e2e/main-job',
  'e2e/workshop/whole',
  'e2e/workshop/results',
  'e2e/workshop/stage',
  'e2e/typing',
  'e2e/plan-panel',
  'integration/http/authorisation.test',
  'integration/storage/power-loss',
  'integration/storage/crash',
  'integration/storage/disk-faults',
  'integration/sync/offline',
  'integration/backup/restore-crash',
  'property/approvals',
];

const kindOf = (path: string) => path.slice(0, path.indexOf('/'));

export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const path = relative('test', moduleId).split(sep).join('/');
      const long = LONG.findIndex((each) => path.startsWith(each));
      return KINDS.indexOf(kindOf(path)) * (LONG.length + 1) + (long >= 0 ? long : LONG.length);
    };
    return Promise.resolve([...files].sort((one, other) => place(one) - place(other)));
  }
}

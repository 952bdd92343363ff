import { relative, sep } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, the longest first, so that none of them is left over when everything else is done.
 * Those that mostly wait for a window stand beside those that mostly reckon: together they fill the machine.
 */
const LONG = [
  'e2e/screens',
  'simulation/odd-seeds',
  'simulation/even-seeds',
  'e2e/saved',
  'e2e/moved',
  'integration/storage/power-loss',
  'e2e/taken-over',
  'integration/storage/crash',
  'e2e/restore',
  'property/approvals',
  'e2e/plug',
  'integration/storage/disk-faults',
  'integration/sync/offline',
  'integration/backup/restore-crash',
  'simulation/planted',
];
/** Files of one project follow each other, as they share what is loaded; the small ones come last. */
const PROJECTS = ['simulation', 'e2e', 'integration', 'property', 'contract', 'migrations', 'unit'];

export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = (file: TestSpecification) => {
      const path = relative('test', file.moduleId).split(sep).join('/');
      const long = LONG.findIndex((each) => path.startsWith(each));
      return long >= 0 ? long : LONG.length + PROJECTS.indexOf(file.project.name);
    };
    return Promise.resolve([...files].sort((one, other) => place(one) - place(other)));
  }
}

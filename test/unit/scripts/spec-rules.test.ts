import { expect, it } from 'vitest';
import { looseRules } from '../../../scripts/checks/spec-rules.mjs';

const citing = (...ids: string[]) => ids.map((id) => `it('[${id}] holds', () => undefined)`).join('\n');
const FITTING = {
  specs: ['- **GATE-1** One.\n- **GATE-2** to **GATE-4** Three.'],
  tests: [citing('GATE-1'), citing('GATE-2', 'GATE-3', 'GATE-4'), citing('GATE-2')],
  threats: '| somebody with SHA-256 | GATE-1, GATE-2 to 4 | `unit/gate`, `property/hostile*` |',
  paths: ['unit/gate.test.ts', 'property/hostile-bytes.test.ts', 'unit/other.test.ts'],
};

it('finds nothing where rules, tests and threats fit', () => {
  expect(looseRules(FITTING)).toEqual([]);
});

it.each([
  [
    'a rule that no test cites',
    { tests: ['', ...FITTING.tests.slice(1)], threats: '' },
    'GATE-1 is cited by no test',
  ],
  [
    'a threat beside a test of something else',
    { threats: '| x | GATE-1, GATE-2 | `unit/other` |' },
    'GATE-1 in the list of threats is shown by no test of its row',
  ],
  [
    'two rules of one number',
    { specs: [...FITTING.specs, '- **GATE-3** Another.'] },
    'GATE-3 names two rules',
  ],
  [
    'a citation of nothing',
    { tests: [...FITTING.tests, `[${'GATE-9'}]`] },
    'GATE-9 is cited, and is no rule',
  ],
  ['a threat that names no rule', { threats: 'GATE-4 to 5' }, 'GATE-5 in the list of threats is no rule'],
  ['a threat that names no test', { threats: '`unit/door`' }, 'unit/door in the list of threats is no test'],
])('finds %s', (_name, change, line) => {
  expect(looseRules({ ...FITTING, ...change })).toEqual([line]);
});

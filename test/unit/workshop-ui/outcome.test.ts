import { expect, test } from 'vitest';
import { outcomeOf } from '../../../renderer/features/workshop/logic/outcome';

test.each([
  ['nobody else wrote', '', ' gut ', '', 'gut'],
  ['nobody wrote', 'gut', 'gut', 'gut', 'gut'],
  ['only somebody else wrote', '', '', 'schlecht', 'schlecht'],
  ['both wrote', '', 'gut', 'schlecht', 'schlecht\ngut'],
  ['both wrote the same', '', 'gut', 'gut', 'gut'],
  [
    'both wrote at different places',
    'Es war gut.',
    'Es war sehr gut.',
    'Es war gut. Danke.',
    'Es war sehr gut. Danke.',
  ],
  ['he emptied what somebody else went on with', 'gut', '', 'gut, danke', 'gut, danke'],
])('[UI-43] what came of a task where %s', (_case, opened, typed, now, outcome) =>
  expect(outcomeOf(opened, typed, now)).toBe(outcome),
);

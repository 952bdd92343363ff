import { expect, test } from 'vitest';
import { courseOf } from '../../../renderer/features/plan/history/steps';
import { campaign, Records } from '../../support/host/records';

test('[PLANUI-12] [DOC-17] who took a plan out of the bin stands behind what he had seen, before what came then', () => {
  const plan = campaign({ goal: 'A' });
  const { board } = Records.founded().submit(plan).decide('request-changes', plan).submit(plan);
  const [, first, , last] = board;
  const id = first?.plan ?? '';
  const course = (after: number) =>
    courseOf(board, { id, takenBack: { clientId: 5, after } }).map((step) =>
      'entry' in step ? step.entry.kind : 'back',
    );
  expect(course(first?.seq ?? 0)).toEqual(['plan-submitted', 'decision', 'back', 'plan-submitted']);
  expect(course(last?.seq ?? 0)).toEqual(['back', 'plan-submitted', 'decision', 'plan-submitted']);
  expect(courseOf(board, { id, takenBack: null })).toHaveLength(3);
});

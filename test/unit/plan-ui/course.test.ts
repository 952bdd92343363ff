import { expect, test } from 'vitest';
import { courseOf, stepsOf } from '../../../renderer/features/plan/history/steps';
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

test('[PLANUI-40] of declined versions those are new ones behind which an agreement stands', () => {
  const [first, second, third] = [campaign({ goal: 'A' }), campaign({ goal: 'B' }), campaign({ goal: 'C' })];
  const records = Records.founded()
    .submit(first)
    .decide('decline', first)
    .submit(second)
    .decide('approve', second)
    .decide('decline', first)
    .submit(third)
    .decide('decline', first)
    .decide('decline', third)
    .decide('approve', third, 'vera')
    .decide('approve', third, 'nina')
    .decide('decline', third, 'nina');
  const id = records.board[1]?.plan ?? '';
  const said = stepsOf(records.board, id).flatMap(({ entry, isOfNewVersion }) =>
    entry.kind === 'decision' ? [isOfNewVersion ? 'new' : entry.statement?.verdict] : [],
  );
  expect(said).toEqual(['decline', 'approve', 'decline', 'decline', 'new', 'approve', 'approve', 'decline']);
});

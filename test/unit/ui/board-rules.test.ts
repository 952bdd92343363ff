import { describe, expect, test } from 'vitest';
import { patchOf, rulesOf } from '../../../renderer/features/boards/rules';
import { DEFAULT_POLICY } from '../../../shared/domain/record';

const board = { policy: DEFAULT_POLICY, settings: { pulse: true, rhythmWeeks: 6 } };

describe('the rules of a board', () => {
  test('[ROUNDUI-9] of policy and settings that is written of which something was touched', () => {
    expect(patchOf(board, {})).toEqual({});
    const settingsBefore = board.settings;
    expect(patchOf(board, { pulse: false })).toEqual({
      settings: { pulse: false, rhythmWeeks: 6 },
      settingsBefore,
    });
    expect(patchOf(board, { rhythmWeeks: null })).toEqual({ settings: { pulse: true }, settingsBefore });
    const patch = patchOf(board, { leadTimeDays: 30 });
    expect(patch).toEqual({
      policy: { ...DEFAULT_POLICY, leadTimeDays: 30, encryptedOnly: false },
      policyBefore: DEFAULT_POLICY,
    });
  });

  test.each([{ rhythmWeeks: 0 }, { rhythmWeeks: 53 }, { rhythmWeeks: 'bald' }, { approvals: null }])(
    '[ROUNDUI-9] %j is no rule',
    (touched) => {
      expect(patchOf(board, touched)).toBeNull();
    },
  );

  test('[ROUNDUI-9] a board from before there were settings may ask for a pulse', () => {
    expect(rulesOf({ policy: DEFAULT_POLICY })).toMatchObject({ pulse: true, rhythmWeeks: null });
  });
});

import {
  boardSettings,
  DEFAULT_SETTINGS,
  type BoardPatch,
  type ListedBoard,
} from '../../../shared/api/contract';
import { policySchema } from '../../../shared/domain/record';

type Board = Pick<ListedBoard, 'policy' | 'settings'>;
/** A number, or what was typed and is none. */
export type Typed = number | string | null;

/** What the rules dialog of a board shows: its policy and its settings. */
export interface Rules {
  readonly approvals: Typed;
  readonly leadTimeDays: Typed;
  readonly promiseRequired: boolean;
  readonly encryptedOnly: boolean;
  readonly pulse: boolean;
  readonly rhythmWeeks: Typed;
  readonly decideWithin: Typed;
}

export function rulesOf({ policy, settings = DEFAULT_SETTINGS }: Board): Rules {
  const { encryptedOnly = false } = policy;
  const { pulse, rhythmWeeks = null, decideWithin = null } = settings;
  return { ...policy, encryptedOnly, pulse, rhythmWeeks, decideWithin };
}

/**
 * What is to be written: the policy, which every agreement quotes, only where one of its rules was touched, and likewise
 * the settings. Null while something is no rule.
 */
export function patchOf(board: Board, touched: Partial<Rules>): BoardPatch | null {
  const { pulse, rhythmWeeks, decideWithin, ...policy } = { ...rulesOf(board), ...touched };
  const checked = policySchema.safeParse(policy);
  const settings = boardSettings.safeParse({
    pulse,
    ...(rhythmWeeks === null ? {} : { rhythmWeeks }),
    ...(decideWithin === null ? {} : { decideWithin }),
  });
  if (!checked.success || !settings.success) return null;
  const names = Object.keys(touched);
  const isOfSettings = (name: string) => name in boardSettings.shape;
  return {
    ...(names.some((name) => !isOfSettings(name))
      ? { policy: checked.data, policyBefore: board.policy }
      : {}),
    ...(names.some(isOfSettings)
      ? { settings: settings.data, settingsBefore: board.settings ?? DEFAULT_SETTINGS }
      : {}),
  };
}

// Who asks, and in what state everything is: the columns of authorisation-table.ts.

/**
 * `walk-in` came by the link of the workshop that is open on the board, which `member` leads. `made-up` and `foreign` (of another workspace's owner) are tokens that are none of ours. `elsewhere` is a member who is
 * invited to another board only; `member` owns the plans; nobody but `approver` approves.
 */
export const CALLERS = [
  'nobody',
  'made-up',
  'foreign',
  'removed',
  'device-removed',
  'guest',
  'walk-in',
  'elsewhere',
  'member',
  'approver',
  'owner',
] as const;
export type Caller = (typeof CALLERS)[number];

/**
 * Of the board, of the disk, of the host. `unencrypted`: the board takes statements by encrypted connections only, and
 * everything is asked over another one.
 */
export const STATES = ['open', 'archived', 'unencrypted', 'read-only', 'stopping'] as const;
export type State = (typeof STATES)[number];

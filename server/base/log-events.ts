export type Level = 'info' | 'warn' | 'error';

/**
 * Every line the host can write, with how much it asks of whoever runs it: `info` nothing, `warn` a look, `error`
 * something. What each means to him stands in docs/host.md, and a test holds the two together.
 */
export const LOG_EVENTS = {
  ready: 'info',
  stopping: 'info',
  stopped: 'info',
  'stopped-early': 'warn',
  'certificate-renewed': 'info',
  'certificate-not-renewed': 'error',
  'edit-refused': 'info',
  'edit-unreadable': 'warn',
  'update-unreadable': 'error',
  'commit-failed': 'error',
  'claim-failed': 'error',
  'presence-failed': 'error',
  'compact-failed': 'warn',
  'storage-full': 'error',
  'storage-failing': 'error',
  'storage-ok': 'info',
  'room-failed': 'error',
  restored: 'info',
  'copy-failed': 'error',
  'request-failed': 'error',
  'tick-failed': 'error',
  'health-failed': 'error',
  'last-seen-failed': 'warn',
  'inbox-failed': 'error',
  'round-entry-unreadable': 'error',
  'round-key-kept': 'error',
  'sockets-blocked': 'warn',
  'example-not-discarded': 'warn',
} as const satisfies Record<string, Level>;

export type LogEvent = keyof typeof LOG_EVENTS;

/**
 * Every route of the host, and the least a caller must be: `anyone`, `operator` (whoever runs the host: by where he
 * asks from), `member` (any role, guests included), `editor` (owner or member) or `owner`. Finer questions (four eyes, the plan's owner) are the policy's.
 * Board routes also need the caller to be a reader of that board. Nothing that is not listed exists.
 */
export const ROUTES = {
  health: ['GET', '/healthz', 'anyone'],
  metrics: ['GET', '/metrics', 'operator'],
  join: ['POST', '/api/join', 'anyone'],
  inviteView: ['POST', '/api/invites/view', 'anyone'],
  me: ['GET', '/api/me', 'member'],
  rename: ['PATCH', '/api/me', 'editor'],
  members: ['GET', '/api/members', 'member'],
  patchMember: ['PATCH', '/api/members/:member', 'owner'],
  removeMember: ['DELETE', '/api/members/:member', 'owner'],
  invites: ['GET', '/api/invites', 'owner'],
  invite: ['POST', '/api/invites', 'owner'],
  revokeInvite: ['DELETE', '/api/invites/:invite', 'owner'],
  devices: ['GET', '/api/devices', 'member'],
  removeDevice: ['DELETE', '/api/devices/:device', 'member'],
  deviceLink: ['POST', '/api/devices/links', 'member'],
  makeRecovery: ['POST', '/api/recovery', 'member'],
  recoveryView: ['POST', '/api/recover/view', 'anyone'],
  recover: ['POST', '/api/recover', 'anyone'],
  hostProof: ['POST', '/api/host', 'anyone'],
  ticket: ['POST', '/api/tickets', 'member'],
  workspaceRecord: ['GET', '/api/record', 'member'],
  verifyWorkspace: ['GET', '/api/record/verify', 'member'],
  backup: ['GET', '/api/backup', 'owner'],
  copies: ['GET', '/api/backups', 'owner'],
  restore: ['POST', '/api/restore', 'owner'],
  waiting: ['GET', '/api/waiting', 'member'],
  boards: ['GET', '/api/boards', 'member'],
  createBoard: ['POST', '/api/boards', 'owner'],
  patchBoard: ['PATCH', '/api/boards/:board', 'owner'],
  plans: ['GET', '/api/boards/:board/plans', 'member'],
  plan: ['GET', '/api/boards/:board/plans/:plan', 'member'],
  submit: ['POST', '/api/boards/:board/plans/:plan/submit', 'editor'],
  recall: ['POST', '/api/boards/:board/plans/:plan/recall', 'editor'],
  decide: ['POST', '/api/boards/:board/plans/:plan/decisions', 'editor'],
  launch: ['POST', '/api/boards/:board/plans/:plan/launch', 'editor'],
  close: ['POST', '/api/boards/:board/plans/:plan/close', 'editor'],
  withdraw: ['POST', '/api/boards/:board/plans/:plan/withdraw', 'editor'],
  boardRecord: ['GET', '/api/boards/:board/record', 'member'],
  verifyBoard: ['GET', '/api/boards/:board/record/verify', 'member'],
  calendarIcs: ['GET', '/api/boards/:board/calendar.ics', 'member'],
  calendarCsv: ['GET', '/api/boards/:board/calendar.csv', 'member'],
  calendarJson: ['GET', '/api/boards/:board/calendar.json', 'member'],
} as const satisfies Record<string, readonly [Method, string, Caller]>;

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export type Caller = 'anyone' | 'operator' | 'member' | 'editor' | 'owner';
export type RouteName = keyof typeof ROUTES;

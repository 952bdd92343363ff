/** Why a transaction happened; an UndoManager tracks `local` only. */
export const ORIGIN = {
  /** An edit of this session's user, through commands. */
  local: Symbol('local'),
  /** Loaded from this device's own storage. */
  restored: Symbol('restored'),
} as const;

/** What keeps a disk from taking anything: no room, or a fault of it. */
export type DiskTrouble = 'full' | 'failing';

/** Out of room, or out of what this user may use of it. */
const NO_ROOM: ReadonlySet<string> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);
/** Reading and writing errors of any kind, and a disk that turned read-only because of them. */
const FAULTS = /^(SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|EIO$|EROFS$)/;

/** Whether an error is the disk's, told apart from every other fault by its code. */
export function diskTrouble(error: unknown): DiskTrouble | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NO_ROOM.has(code)) return 'full';
  return FAULTS.test(code) ? 'failing' : null;
}

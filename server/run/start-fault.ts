/** Why a host does not start, where it is something that a person can do something about. */
export type StartFault = 'newer-data' | 'in-use' | 'no-room' | 'damaged' | 'not-writable';

/** @returns null for whatever else it is */
export function startFaultOf(error: unknown): StartFault | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  switch (code) {
    case 'newer-data':
    case 'in-use':
      return code;
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return 'no-room';
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return 'damaged';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return 'not-writable';
    default:
      return null;
  }
}

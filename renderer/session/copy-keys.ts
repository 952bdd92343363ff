/** Where one copy of a board lies in the device's store. */
export interface CopyKeys {
  readonly log: string;
  /** Start of the keys of every run's account. */
  readonly accounts: string;
  /** Says that there is a copy. */
  readonly seen: string;
}

/** @param name of the copy: profile, board and epoch, with slashes between */
export function copyKeys(name: string): CopyKeys {
  return { log: `copy/${name}`, accounts: `unsaved/${name}/`, seen: `seen/${name}` };
}

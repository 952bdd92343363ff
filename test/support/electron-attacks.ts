import { ipc, node, permissions } from './electron-attacks/asking';
import type { Attack } from './electron-attacks/attack';
import { downloads, embedding, navigation, windows } from './electron-attacks/elsewhere';
import { files, leaks, scripts } from './electron-attacks/reaching';

export type { Attack, Targets } from './electron-attacks/attack';
export * from './electron-attacks/inputs';

/** Every attack from inside a page, by class. */
export const ATTACKS = {
  navigation,
  windows,
  embedding,
  downloads,
  permissions,
  scripts,
  leaks,
  node,
  ipc,
  files,
} as const satisfies Record<string, readonly Attack[]>;

import { ipc, node, permissions } from './attacks/asking';
import type { Attack } from './attacks/attack';
import { downloads, embedding, navigation, windows } from './attacks/elsewhere';
import { files, leaks, scripts } from './attacks/reaching';

export type { Attack, Targets } from './attacks/attack';
export * from './attacks/inputs';

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

import type * as Y from 'yjs';
import { root } from '../board-doc';
import { SCHEMA_VERSION } from '../schema';
import { SOFT_DELETION } from './0002-soft-deletion';

/**
 * One step of the drawing in `schema.ts`, in a file `NNNN-name.ts` of this folder, with a stored document
 * from before it in test/fixtures/docs. It runs each time a document is opened, writes only what is missing, and alters
 * no plan's digest.
 */
export interface Migration {
  /** The version that a document has afterwards. */
  readonly version: number;
  readonly run: (doc: Y.Doc) => void;
}

/** In order. Version 1 is the first drawing: nothing leads to it. */
const MIGRATIONS: readonly Migration[] = [SOFT_DELETION];

/**
 * Brings a board's document up to this version, in one transaction. The host does so before anyone syncs.
 * @returns `newer` when a later Handschlag wrote it: then it is left alone and must not be opened
 */
export function migrateBoardDoc(
  doc: Y.Doc,
  migrations: readonly Migration[] = MIGRATIONS,
): 'current' | 'migrated' | 'newer' {
  const known = migrations[migrations.length - 1]?.version ?? SCHEMA_VERSION;
  const version = versionOf(doc);
  if (version > known) return 'newer';
  // Nobody has written anything yet: there is nothing to bring up to date, and opening writes nothing.
  if (doc.store.clients.size === 0) return 'current';
  let wrote = false;
  const note = () => (wrote = true);
  doc.on('update', note);
  // All of them, also those of the version it says: somebody who was away for weeks may have brought plans since, made
  // by a client of an older version.
  doc.transact(() => {
    for (const step of migrations) step.run(doc);
    if (version !== known) root(doc, 'meta').set('version', known);
  });
  doc.off('update', note);
  return wrote ? 'migrated' : 'current';
}

/** A document says its version from the first migration on; one that says none, or nonsense, has version 1. */
function versionOf(doc: Y.Doc): number {
  const version = root(doc, 'meta').get('version');
  return typeof version === 'number' && Number.isInteger(version) && version > 1 ? version : 1;
}

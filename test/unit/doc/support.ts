import * as Y from 'yjs';
import { openBoardDoc, readPlan } from '../../../shared/doc/board-doc';
import { createPlan, type NewPlan, ORIGIN } from '../../../shared/doc/commands';
import { ROOTS } from '../../../shared/doc/schema';
import { digestOf, materialOf } from '../../../shared/domain/plan';

export const PLAN = 'plan-1';

export function newDoc(clientID?: number): Y.Doc {
  const doc = openBoardDoc(new Y.Doc());
  if (clientID !== undefined) doc.clientID = clientID;
  return doc;
}

/** A document with one plan. */
export function docWithPlan(plan: Partial<NewPlan> = {}): Y.Doc {
  const doc = newDoc();
  createPlan(doc, { id: PLAN, kind: 'campaign', ownerId: 'max', ...plan });
  return doc;
}

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = newDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Brings documents to the same state, each over the wire. */
export function exchange(...docs: readonly Y.Doc[]): void {
  for (const from of docs)
    for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
}

export function digestIn(doc: Y.Doc, planId = PLAN): string | null {
  const plan = readPlan(doc, planId);
  return plan && digestOf(materialOf(plan));
}

/** How many updates something causes. */
export function updatesOf(doc: Y.Doc, action: () => void): number {
  let updates = 0;
  const count = () => updates++;
  doc.on('update', count);
  action();
  doc.off('update', count);
  return updates;
}

/** Undo as a session has it. */
export function undoOf(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager(
    ROOTS.map((name) => doc.getMap(name)),
    { trackedOrigins: new Set([ORIGIN.local]), ignoreRemoteMapChanges: false, captureTimeout: 0 },
  );
}

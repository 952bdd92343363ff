import * as Y from 'yjs';
import { ROOTS } from '../../shared/doc/schema';
import { IMMATERIAL_FIELDS } from '../../shared/domain/plan';
import type { StoredTouch } from '../storage/storage';
import type { Draft, PlanSet } from './document';

/** A place in the document that an edit touched. */
export interface TouchedPlace {
  /** The name of the root, the ID of the entity, and the keys below it as far as they are maps: at least two. */
  readonly path: readonly string[];
  /** Something was written there, rather than only deleted. */
  readonly written: boolean;
  /** Whose edit it was. */
  readonly by: string;
}

/** A plan or a thread that edits touched. */
export interface Touched {
  readonly kind: 'plan' | 'thread';
  readonly id: string;
}

const KINDS: Readonly<Record<string, Touched['kind']>> = { plans: 'plan', threads: 'thread' };

/** What a draft touches, made, changed or deleted: told before it is committed, so that it can be kept with it. */
export function touchedBy(draft: Draft): TouchedPlace[] {
  const touched = new Map<string, TouchedPlace>();
  const look = (client: number, clock: number, by: string, written: boolean) => {
    const path = pathOf(draft, client, clock);
    const key = JSON.stringify([path, by]);
    if (path && (written || !touched.has(key))) touched.set(key, { path, by, written });
  };
  draft.updates.forEach((update, index) => {
    const by = draft.authors[index] ?? '';
    const { structs, ds } = Y.decodeUpdate(update);
    for (const struct of structs)
      if (struct instanceof Y.Item) look(struct.id.client, struct.id.clock, by, true);
    for (const [client, deletes] of ds.clients)
      for (const { clock, len } of deletes)
        for (const start of draft.startsWithin(client, clock, len)) look(client, start, by, false);
  });
  return [...touched.values()];
}

/** The plans and threads among them. */
export function entitiesOf(places: readonly TouchedPlace[]): Touched[] {
  const touched = new Map<string, Touched>();
  for (const { path } of places) {
    const [name = '', id = ''] = path;
    const kind = KINDS[name];
    if (kind) touched.set(`${kind} ${id}`, { kind, id });
  }
  return [...touched.values()];
}

/** Something that members may have to be told of, and by whom it was touched. */
export type Touch = Pick<StoredTouch, 'kind' | 'id' | 'made' | 'by'>;

/**
 * What among them members may have to be told of.
 * @param stated the plans that the record is about: nobody has said anything about another
 */
export function worthTelling(places: readonly TouchedPlace[], stated: PlanSet): Touch[] {
  const touches = new Map<string, Touch>();
  for (const place of places) {
    const touch = touchOf(place, stated);
    if (!touch) continue;
    const { by } = place;
    const key = [touch.kind, touch.id, by].join();
    touches.set(key, { ...touch, made: touch.made || touches.get(key)?.made === true, by });
  }
  return [...touches.values()];
}

function touchOf({ path, written }: TouchedPlace, stated: PlanSet): Omit<Touch, 'by'> | null {
  const [name, id = '', first, second] = path;
  switch (name) {
    case 'threads':
      if (first === 'comments' && second !== undefined)
        return { kind: 'comment', id: `${id}/${second}`, made: written && path.length === 4 };
      return { kind: 'thread', id, made: false };
    case 'tasks':
      return { kind: 'task', id, made: written && path.length === 2 };
    case 'plans': {
      const isMaterial = first === undefined || first === 'gone' || !IMMATERIAL_FIELDS.has(first);
      const matters = isMaterial && (first === 'gone' || stated.has(id));
      return matters ? { kind: 'plan', id, made: false } : null;
    }
    default:
      return null;
  }
}

/** Walks up from a struct to its root; below a list, which has no keys, nothing is told apart. */
function pathOf(draft: Draft, client: number, clock: number): string[] | null {
  let path: string[] = [];
  let { place } = draft.position(client, clock);
  while (place) {
    path = place.key === null ? [] : [place.key, ...path];
    if (typeof place.parent === 'string') {
      const isKnown = (ROOTS as readonly string[]).includes(place.parent);
      return isKnown && path.length > 0 ? [place.parent, ...path] : null;
    }
    ({ place } = draft.position(place.parent.client, place.parent.clock));
  }
  return null;
}

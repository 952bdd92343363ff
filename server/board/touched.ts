import * as Y from 'yjs';
import type { Root } from '../../shared/doc/schema';
import type { Draft } from './document';

/** A plan or a thread that edits touched. */
export interface Touched {
  readonly kind: 'plan' | 'thread';
  readonly id: string;
}

const KINDS: Partial<Record<Root, Touched['kind']>> = { plans: 'plan', threads: 'thread' };

/** What a draft touches, made, changed or deleted: told before it is committed, so that it can be kept with it. */
export function touchedBy(draft: Draft): Touched[] {
  const touched = new Map<string, Touched>();
  const look = (client: number, clock: number) => {
    const found = entityAt(draft, client, clock);
    if (found) touched.set(`${found.kind} ${found.id}`, found);
  };
  for (const update of draft.updates) {
    const { structs, ds } = Y.decodeUpdate(update);
    for (const struct of structs) if (struct instanceof Y.Item) look(struct.id.client, struct.id.clock);
    for (const [client, deletes] of ds.clients)
      for (const { clock, len } of deletes)
        for (const start of draft.startsWithin(client, clock, len)) look(client, start);
  }
  return [...touched.values()];
}

/** Walks up from a struct to the entity of a root in which it lies. */
function entityAt(draft: Draft, client: number, clock: number): Touched | null {
  let { place } = draft.position(client, clock);
  while (place && typeof place.parent !== 'string')
    place = draft.position(place.parent.client, place.parent.clock).place;
  const kind = place && KINDS[place.parent as Root];
  return kind && place?.key ? { kind, id: place.key } : null;
}

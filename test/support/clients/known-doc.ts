import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { holdsHostItems, positionIn } from '../../../server/gate/position';
import { checkUpdate, type Known } from '../../../server/gate/update-check';
import { openBoardDoc } from '../../../shared/doc/board-doc';
import { createPlan } from '../../../shared/doc/commands';

/** A host's document with the client IDs it knows. */
export class KnownDoc implements Known {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly owners = new Map<number, string>();
  clock(client: number) {
    return Y.getState(this.doc.store, client);
  }
  owner(client: number) {
    return this.owners.get(client);
  }
  owned(member: string) {
    return [...this.owners.values()].filter((each) => each === member).length;
  }
  deleted(client: number, clock: number, length: number) {
    const state = Y.createDeleteSetFromStructStore(this.doc.store).clients.get(client) ?? [];
    return state.some((range) => range.clock <= clock && range.clock + range.len >= clock + length);
  }
  position(client: number, clock: number) {
    return positionIn(this.doc, client, clock);
  }
  holdsHostItems(client: number, clock: number, length: number) {
    return holdsHostItems(this.doc, client, clock, length);
  }
  take(update: Uint8Array, member: string) {
    const checked = checkUpdate(update, member, this);
    if (checked === 'nothing' || 'refused' in checked) return checked;
    for (const client of checked.claimed) this.owners.set(client, member);
    Y.applyUpdate(this.doc, checked.update);
    return checked;
  }
}

/** A host that has a plan of mine, and two who share it. */
export function setUp() {
  const host = new KnownDoc();
  const [mine, theirs] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  createPlan(mine, { id: 'a', kind: 'campaign', ownerId: 'm', fields: { title: 'A' } });
  host.take(Y.encodeStateAsUpdate(mine), 'mine');
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  return { host, mine, theirs };
}

/** What a doc's next change is on the wire. */
export function changeOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change();
  return Y.encodeStateAsUpdate(doc, before);
}

/** An update of one struct, written byte by byte. */
export function oneStruct(
  client: number,
  clock: number,
  write: (encoder: encoding.Encoder) => void,
): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    write(encoder);
    encoding.writeVarUint(encoder, 0);
  });
}

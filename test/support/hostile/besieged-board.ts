import * as Y from 'yjs';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { createPlan, setField } from '../../../shared/doc/commands';
import { readThreads } from '../../../shared/doc/threads';
import { SYNC } from '../../../shared/sync/protocol';
import type { BoardRoom } from '../../../server/board/board-room';
import type { StoredMember } from '../../../server/storage/storage';
import { calendarOf } from '../../../shared/domain/calendar/calendar';
import { readingOf } from '../clients/doc-reading';
import { Fingerprint } from '../authorisation/fingerprint';
import type { CLIENTS } from './forged-updates';
import { bareHost, MEMBER, type BareHost, type TestSocket } from '../host/host-room';

const member = (id: string, over: Partial<StoredMember> = {}): StoredMember => ({
  ...MEMBER,
  id,
  role: 'member',
  ...over,
});

/** What the log may say of hostile input; anything else is a fault of the host. */
const EXPECTED_EVENTS = ['edit-refused'];

/** A host in this process, an honest colleague on one of its boards, and somebody who sends him and it anything at all. */
export class BesiegedBoard {
  /** The client ID under which the attacker writes what is in order. */
  readonly mine = 7_000_001;
  readonly doc = openBoardDoc(new Y.Doc());
  readonly #print: Fingerprint;
  #fresh = 8_000_000;
  #heard = 0;

  private constructor(
    readonly bare: BareHost,
    readonly board: string,
    readonly room: BoardRoom,
    readonly colleague: TestSocket,
  ) {
    this.#print = new Fingerprint(bare.directory);
  }

  static async open(): Promise<BesiegedBoard> {
    const bare = await bareHost([
      MEMBER,
      member('colleague'),
      member('attacker'),
      member('guest', { role: 'guest' }),
    ]);
    const { id } = await bare.host.createBoard('Belagert');
    const besieged = new BesiegedBoard(
      bare,
      id,
      await bare.host.room(id),
      await bare.connect('colleague', `board:${id}`),
    );
    await besieged.goOn();
    await besieged.#beginInOrder();
    return besieged;
  }

  /** The attacker's first words are an honest client's. */
  async #beginInOrder(): Promise<void> {
    const doc = openBoardDoc(new Y.Doc());
    doc.clientID = this.mine;
    for (const key of ['a', 'b', 'c', 'd']) root(doc, 'notes').set(key, new Y.Array());
    (await this.enter('attacker')).sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
    await this.room.settled();
  }

  /** A new wire of somebody's. */
  async enter(who: 'attacker' | 'guest'): Promise<TestSocket> {
    // One that is in a hurry is slowed down by a clock that stands still.
    this.bare.clock.time += 60_000;
    return this.bare.connect(who, `board:${this.board}`);
  }

  /** What must stay the same when something is refused. */
  fingerprint(): string {
    return this.#print.take();
  }

  client(name: (typeof CLIENTS)[number]): number {
    const hosts = [...this.room.document.owners].find(([, owner]) => owner === 'host')?.[0] ?? 1;
    switch (name) {
      case 'mine':
        return this.mine;
      case 'fresh':
        return (this.#fresh += 1);
      case 'colleague':
        return this.doc.clientID;
      case 'host':
        return hosts;
      case 'nobody':
        return 9_000_001;
      case 'zero':
        return 0;
      case 'giant':
        return 2 ** 32 - 1;
      case 'beyond':
        return Number.MAX_SAFE_INTEGER;
    }
  }

  clock(client: number): number {
    return Y.getState(this.room.document.doc.store, client);
  }

  type(nth: number): Pick<Y.ID, 'client' | 'clock'> {
    const types: Y.ID[] = [];
    for (const structs of this.room.document.doc.store.clients.values())
      for (const struct of structs)
        if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentType)
          types.push(struct.id);
    return types[nth % types.length] ?? { client: this.mine, clock: 0 };
  }

  /** Faults that nobody may cause: Yjs waiting for something, a log that speaks of trouble. */
  faults(): string[] {
    const { pendingStructs, pendingDs } = this.room.document.doc.store;
    return [
      ...(pendingStructs || pendingDs ? ['the document waits for something'] : []),
      ...this.bare.events.filter((event) => !EXPECTED_EVENTS.includes(event)),
    ];
  }

  /** The colleague reads what came, writes, and is told that it is saved. @returns what is wrong with that */
  async goOn(): Promise<string[]> {
    const { colleague, doc } = this;
    this.bare.clock.time += 60_000;
    colleague.sendSync(SYNC.step1, Y.encodeStateVector(doc));
    this.hear();
    const before = Y.encodeStateVector(doc);
    if (root(doc, 'plans').has('p') && root(doc, 'plans').get('p') instanceof Y.Map)
      setField(doc, 'p', 'goal', `Ziel ${colleague.heard.length}`);
    else createPlan(doc, { id: 'p', kind: 'campaign', ownerId: 'colleague', fields: { title: 'Frühjahr' } });
    colleague.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc, before));
    await this.room.settled();
    const refused = colleague.settled?.refused ?? [];
    return [
      ...refused.map(({ reason }) => `the colleague is refused: ${reason}`),
      ...(colleague.closed === null ? [] : [`the colleague is cut: ${colleague.closed}`]),
    ];
  }

  /** The colleague applies everything that came. */
  hear(): void {
    const { colleague, doc } = this;
    for (const update of colleague.syncsSince(this.#heard)) Y.applyUpdate(doc, update);
    this.#heard = colleague.heard.length;
  }

  /** Everything that is read of a board is read, in memory and at rest. @returns where two of them differ */
  async differences(): Promise<string[]> {
    this.hear();
    const { document, record } = this.room;
    document.plans();
    readThreads(document.doc);
    calendarOf(document.plans(), record.entries, 'all', '2027-01-04');
    // As it lies there: a room that loads it would bring it up to date.
    const atRest = openBoardDoc(new Y.Doc());
    const { updates } = await this.bare.storage.document(this.board);
    for (const update of updates) Y.applyUpdate(atRest, update);
    const compacted = new Y.Doc();
    Y.applyUpdateV2(compacted, Y.encodeStateAsUpdateV2(document.doc));
    return [
      ...differs("the colleague's", document.doc, this.doc),
      ...differs('the one at rest', document.doc, atRest),
      ...differs('the compacted one', document.doc, openBoardDoc(compacted)),
    ];
  }

  async close(): Promise<void> {
    this.#print.close();
    await this.bare.close();
  }
}

function differs(name: string, host: Y.Doc, other: Y.Doc): string[] {
  const { pendingStructs, pendingDs } = other.store;
  if (pendingStructs || pendingDs) return [`${name} waits for something`];
  if (!Y.equalSnapshots(Y.snapshot(host), Y.snapshot(other)))
    return [`${name} has other structs: ${where(host, other)}`];
  return readingOf(host) === readingOf(other) ? [] : [`${name} reads otherwise`];
}

/** Client IDs and clocks at which two documents have deleted, or have, different things. */
function where(host: Y.Doc, other: Y.Doc): string {
  const [ours, theirs] = [host, other].map((doc) => Y.snapshot(doc));
  const ids = [...(ours?.sv.keys() ?? [])].filter(
    (id) =>
      ours?.sv.get(id) !== theirs?.sv.get(id) ||
      JSON.stringify(ours?.ds.clients.get(id)) !== JSON.stringify(theirs?.ds.clients.get(id)),
  );
  return ids
    .map(
      (id) =>
        `${id} ${JSON.stringify([ours, theirs].map((each) => [each?.sv.get(id), each?.ds.clients.get(id)]))}`,
    )
    .join('; ');
}

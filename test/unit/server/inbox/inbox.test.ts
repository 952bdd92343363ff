import * as Y from 'yjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inboxAnswer } from '../../../../shared/api/inbox';
import { openBoardDoc, root } from '../../../../shared/doc/board-doc';
import {
  addComment,
  addThread,
  createPlan,
  deletePlan,
  editComment,
  takeBackPlan,
} from '../../../../shared/doc/commands';
import { SYNC } from '../../../../shared/sync/protocol';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

const OTHER = { ...MEMBER, id: 'other', name: 'Jo' };
/** Comments of a board from before there was an inbox. */
const OLD = 10_000;

let world: BareHost;
beforeEach(async () => {
  world = await bareHost([MEMBER, OTHER]);
});
afterEach(() => world.close());

function comment(id: string) {
  const mentions = [{ memberId: MEMBER.id, place: { from: 0, length: 6 } }];
  return { id, text: '@Maren', at: '2027-01-01T00:00:00Z', mentions };
}

it(`[INBOX-7] an upgrade with ${OLD} comments leaves nothing unread, and the next one is told`, async () => {
  const board = (await world.host.createBoard('Wärmepumpe 2027')).id;
  const doc = openBoardDoc(new Y.Doc());
  doc.transact(() => {
    createPlan(doc, { id: 'p', kind: 'campaign', ownerId: OTHER.id, fields: { title: 'Alt' } });
    const whole = 100;
    // As the commands write them, but for the looks at all that is there.
    for (let thread = 0; thread < OLD / whole; thread++) {
      const comments = Array.from({ length: whole }, (_, each) => {
        const { id, mentions: _mentions, ...rest } = comment(`c${thread}-${each}`);
        const mentions = Y.Array.from([`0 6 ${MEMBER.id}`]);
        return [id, new Y.Map<unknown>([...Object.entries(rest), ['mentions', mentions]])] as const;
      });
      root(doc, 'threads').set(
        `t${thread}`,
        new Y.Map<unknown>([
          ['plan', 'p'],
          ['comments', new Y.Map(comments)],
        ]),
      );
    }
  });
  // As a host of before wrote it, which noted nothing.
  await world.storage.write({
    updates: [{ board, update: Y.encodeStateAsUpdate(doc) }],
    owners: [{ board, client: doc.clientID, member: OTHER.id }],
  });
  expect((await world.host.inbox.of(MEMBER, 0)).items).toEqual([]);

  const socket = await world.connect(OTHER.id, `board:${board}`);
  const before = Y.encodeStateVector(doc);
  addComment(doc, 't0', comment('new'));
  socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc, before));
  await world.settled(`board:${board}`);
  const { items } = await world.host.inbox.of(MEMBER, 0);
  expect(items.map(({ comment: id, state }) => [id, state])).toEqual([['new', 'new']]);
});

it('[INBOX-7] what the disk did not take is told once it takes anything again', async () => {
  const full = new Set<string>();
  await world.close();
  world = await bareHost([MEMBER, OTHER], (storage) => ({
    ...storage,
    write: async (batch) => {
      if (full.has('inbox') && batch.inboxTold)
        throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      return storage.write(batch);
    },
  }));
  const board = (await world.host.createBoard('Wärmepumpe 2027')).id;
  const doc = openBoardDoc(new Y.Doc());
  createPlan(doc, { id: 'p', kind: 'campaign', ownerId: OTHER.id, fields: { title: 'Neu' } });
  addThread(doc, { id: 't', plan: 'p' }, comment('c'));
  full.add('inbox');
  const socket = await world.connect(OTHER.id, `board:${board}`);
  socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
  await world.settled(`board:${board}`);
  expect((await world.host.inbox.of(MEMBER, 0)).items).toEqual([]);
  full.clear();
  await world.host.tick();
  expect((await world.host.inbox.of(MEMBER, 0)).items.map(({ comment: id }) => id)).toEqual(['c']);
});

it('[DOC-9] [INBOX-1] what is said under names that are no IDs spoils nobody the rest of his inbox', async () => {
  const board = (await world.host.createBoard('Wärmepumpe 2027')).id;
  const doc = openBoardDoc(new Y.Doc());
  for (const plan of ['p', 'no plan'])
    createPlan(doc, { id: plan, kind: 'campaign', ownerId: OTHER.id, fields: { title: 'Neu' } });
  addThread(doc, { id: 't', plan: 'p' }, comment('c'));
  addThread(doc, { id: 'no/thread', plan: 'p' }, comment('c'));
  addThread(doc, { id: 't2', plan: 'no plan' }, comment('c2'));
  addComment(doc, 't', comment('nö'));
  const socket = await world.connect(OTHER.id, `board:${board}`);
  socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
  await world.settled(`board:${board}`);
  const { items } = inboxAnswer.parse(await world.host.inbox.of(MEMBER, 0));
  expect(items.map(({ thread, comment: id }) => `${thread} ${id}`)).toEqual(['t c']);
});

/** A host that takes what people write, and comes to tell nobody for as long as `storm` says so. */
async function storming(storm: { is: boolean }) {
  await world.close();
  world = await bareHost([MEMBER, OTHER], (storage) => ({
    ...storage,
    write: async (batch) => {
      if (storm.is && batch.inboxTold) throw new Error('not now');
      return storage.write(batch);
    },
  }));
  const board = (await world.host.createBoard('Wärmepumpe 2027')).id;
  const docs = new Map<string, Y.Doc>();
  const write = async (by: string, edit: (doc: Y.Doc) => void) => {
    const { document } = await world.host.room(board);
    const doc = docs.get(by) ?? openBoardDoc(new Y.Doc());
    docs.set(by, doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(document.doc, Y.encodeStateVector(doc)));
    const before = Y.encodeStateVector(doc);
    edit(doc);
    const socket = await world.connect(by, `board:${board}`);
    socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc, before));
    await world.settled(`board:${board}`);
    socket.seat?.leave();
  };
  const told = async () => {
    const { items } = await world.host.inbox.of(MEMBER, 0);
    return items.map(({ why, comment: id }) => `${why} ${id}`).sort();
  };
  const tick = async (seconds: number) => {
    world.clock.time += seconds * 1000;
    await world.host.tick();
  };
  return { write, told, tick };
}

it('[INBOX-7] what could not be told is tried again by itself, ever less often, and told once', async () => {
  const storm = { is: true };
  const { write, told, tick } = await storming(storm);
  const failures = () => world.events.filter((event) => event === 'inbox-failed').length;
  await write('other', (doc) => {
    createPlan(doc, { id: 'p', kind: 'campaign', ownerId: OTHER.id, fields: { title: 'Neu' } });
    addThread(doc, { id: 't', plan: 'p' }, comment('c'));
  });
  await tick(0);
  expect(failures()).toBe(1);
  await tick(10);
  expect(failures()).toBe(2);
  await tick(19);
  expect(failures()).toBe(2);
  storm.is = false;
  await tick(1);
  expect(await told()).toEqual(['mention c']);
  await tick(3600);
  expect(await told()).toEqual(['mention c']);
  expect(failures()).toBe(2);
});

const plain = (id: string) => ({ ...comment(id), text: 'ohne Namen', mentions: [] });

it('[INBOX-1] what is said of a deleted plan is told once the plan is back, and leaves with it again', async () => {
  const { write, told } = await storming({ is: false });
  await write('other', (doc) => {
    createPlan(doc, { id: 'p', kind: 'campaign', ownerId: OTHER.id, fields: { title: 'Neu' } });
    addThread(doc, { id: 't', plan: 'p' }, plain('c1'));
    deletePlan(doc, 'p');
  });
  await write('other', (doc) => addComment(doc, 't', comment('c2')));
  expect(await told()).toEqual([]);
  await write('other', (doc) => takeBackPlan(doc, 'p'));
  expect(await told()).toEqual(['mention c2']);
  await write('other', (doc) => deletePlan(doc, 'p'));
  expect(await told()).toEqual([]);
});

it('[INBOX-1] of what came all at once before anybody was told, an answer deals with what came before it alone', async () => {
  const storm = { is: false };
  const { write, told } = await storming(storm);
  await write('other', (doc) => {
    createPlan(doc, { id: 'p', kind: 'campaign', ownerId: OTHER.id, fields: { title: 'Neu' } });
    addThread(doc, { id: 't', plan: 'p' }, plain('c1'));
  });
  storm.is = true;
  await write('other', (doc) => addComment(doc, 't', comment('c2')));
  await write('member', (doc) => addComment(doc, 't', plain('c3')));
  // He is named in what he had before him when he answered, and does not know of it.
  await write('other', (doc) => editComment(doc, 't', 'c1', comment('c1')));
  expect(await told()).toEqual([]);
  storm.is = false;
  await write('other', (doc) => addComment(doc, 't', plain('c4')));
  expect(await told()).toEqual(['answer c4', 'mention c1']);
});

it('[INBOX-1] an answer that somebody has read is news once it names him', async () => {
  const { write, told } = await storming({ is: false });
  await write('other', (doc) =>
    createPlan(doc, { id: 'p', kind: 'campaign', ownerId: OTHER.id, fields: { title: 'Neu' } }),
  );
  await write('member', (doc) => addThread(doc, { id: 't', plan: 'p' }, plain('c1')));
  await write('other', (doc) => addComment(doc, 't', plain('c2')));
  const [answer] = (await world.host.inbox.of(MEMBER, 0)).items;
  await world.host.inbox.set(MEMBER, answer?.id ?? '', 'done');
  expect(await told()).toEqual([]);
  await write('other', (doc) => editComment(doc, 't', 'c2', comment('c2')));
  expect(await told()).toEqual(['mention c2']);
});

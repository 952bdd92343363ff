import * as Y from 'yjs';
import { filtered, rowsOf } from '../../renderer/features/inbox/logic/rows';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { addComment, addThread, createPlan } from '../../shared/doc/commands';
import { SYNC } from '../../shared/sync/protocol';
import type { StoredItem, StoredMember } from '../../server/storage/storage';
import { bareHost, MEMBER, type BareHost } from '../support/host/host-room';
import { timed, type AtEnd, type Comparison } from './harness';

const count = (n: number) => n.toLocaleString('en');

/** What the host answers to whoever asks for all of a long inbox, beside the same rows as they lie there. */
export function inboxAnswered(items: number): Comparison {
  return {
    name: `inbox of ${count(items)}: the host's answer`,
    reference: 'the same rows, read and written out',
    unit: 'ms',
    rounds: 15,
    prepare: async (atEnd) => {
      const world = await inboxOf(atEnd, items, 1);
      const { host, storage } = world;
      return {
        reference: () => timed(async () => JSON.stringify(await storage.inboxOf(MEMBER.id))),
        ours: () => timed(async () => JSON.stringify(await host.inbox.of(MEMBER, 0))),
      };
    },
  };
}

/** From what the host answered to the lines of the page, of which those in sight are drawn. */
export function inboxListed(items: number): Comparison {
  return {
    name: `inbox of ${count(items)}: its lines`,
    reference: 'sorting the same items by their time',
    unit: 'ms',
    rounds: 15,
    prepare: async (atEnd) => {
      const world = await inboxOf(atEnd, items, 1);
      const { items: all } = await world.host.inbox.of(MEMBER, 0);
      return {
        reference: () => timed(() => [...all].sort((a, b) => (a.at < b.at ? 1 : -1))),
        ours: () => timed(() => rowsOf(filtered(all, 'open'))),
      };
    },
  };
}

/** The same number of items on many boards, beside ten. */
export function inboxOnBoards(boards: number): Comparison {
  const [items, few] = [1_000, 10];
  return {
    name: `inbox of ${count(items)} on ${count(boards)} boards: the host's answer`,
    reference: `the same on ${few} boards`,
    unit: 'ms',
    rounds: 15,
    prepare: async (atEnd) => {
      const [usual, many] = [await inboxOf(atEnd, items, few), await inboxOf(atEnd, items, boards)];
      const asked = ({ host }: BareHost) => timed(() => host.inbox.of(MEMBER, 0));
      return {
        reference: () => asked(usual),
        ours: () => asked(many),
      };
    },
  };
}

/** From a comment that names somebody until he is told of it, among many members. */
export function inboxTold(members: number): Comparison {
  const few = 10;
  return {
    name: `a comment told in the inbox among ${count(members)} members`,
    reference: `the same among ${few} members`,
    unit: 'ms',
    rounds: 25,
    prepare: async (atEnd) => {
      const [usual, many] = [await talking(atEnd, few), await talking(atEnd, members)];
      return {
        reference: usual,
        ours: many,
      };
    },
  };
}

/** A member with so many items, on so many boards. */
async function inboxOf(atEnd: AtEnd, items: number, boards: number): Promise<BareHost> {
  const world = await bareHost();
  atEnd(() => world.close());
  const ids: string[] = [];
  for (let n = 0; n < boards; n++) ids.push((await world.host.createBoard(`Board ${n}`)).id);
  const inbox = Array.from({ length: items }, (_, n) => itemOf(n, ids[n % boards] ?? ''));
  await world.storage.write({ inbox });
  return world;
}

function itemOf(n: number, board: string): StoredItem {
  const id = `item-${n}`;
  return {
    member: MEMBER.id,
    id,
    why: n % 3 === 0 ? 'mention' : 'answer',
    board,
    plan: `plan-${n % 200}`,
    thread: `thread-${n % 500}`,
    of: `comment-${n}`,
    at: new Date(Date.UTC(2027, 0, 1) + n * 60_000).toISOString(),
    due: null,
    from: null,
    line: id,
    state: n % 2 === 0 ? 'new' : 'seen',
    live: true,
    facts: {
      by: 'jo',
      title: `Frühjahrsaktion ${n % 200}`,
      text: 'Wie viele Anfragen schaffen wir in der Woche?',
    },
  };
}

/** A board on which somebody names somebody else again and again. */
async function talking(atEnd: AtEnd, members: number) {
  const others = Array.from({ length: members - 1 }, (_, n): StoredMember => ({
    ...MEMBER,
    id: `other-${n}`,
    name: `Jo ${n}`,
    role: 'member',
  }));
  const world = await bareHost([MEMBER, ...others]);
  atEnd(() => world.close());
  const board = (await world.host.createBoard('Bench')).id;
  const socket = await world.connect(MEMBER.id, `board:${board}`);
  const doc = openBoardDoc(new Y.Doc());
  const said = (n: number) => ({
    id: `c${n}`,
    text: '@Jo 0 wie viele?',
    at: '2027-01-01T00:00:00Z',
    mentions: [{ memberId: 'other-0', place: { from: 0, length: 5 } }],
  });
  createPlan(doc, { id: 'p', kind: 'campaign', ownerId: MEMBER.id, fields: { title: 'Frühjahrsaktion' } });
  addThread(doc, { id: 't', plan: 'p' }, said(0));
  socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
  await world.settled(`board:${board}`);
  let n = 0;
  return () => {
    const before = Y.encodeStateVector(doc);
    addComment(doc, 't', said(++n));
    const update = Y.encodeStateAsUpdate(doc, before);
    return timed(async () => {
      socket.sendSync(SYNC.update, update);
      await world.settled(`board:${board}`);
      await world.host.inbox.settle();
    });
  };
}

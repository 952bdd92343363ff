import * as Y from 'yjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { addTask, finishTask, removeTask, setTaskField } from '../../../../shared/doc/tasks';
import { MESSAGE, SYNC } from '../../../../shared/sync/protocol';
import { Host } from '../../../../server/host';
import type { StoredMember } from '../../../../server/storage/storage';
import { bareHost, MEMBER, type BareHost, type TestSocket } from '../../../support/host/host-room';

const DAY = 24 * 60 * 60_000;
const person = (id: string, more: Partial<StoredMember> = {}): StoredMember => ({
  ...MEMBER,
  id,
  name: id,
  role: 'member',
  ...more,
});
const AY = person('ay');

let bare: BareHost;
let board: string;
let desk: TestSocket;
let doc: Y.Doc;

beforeEach(async () => {
  bare = await bareHost([MEMBER, AY, person('elsewhere', { boards: [] })]);
  board = (await bare.host.createBoard('Wärmepumpe', MEMBER.id)).id;
  desk = await bare.connect(MEMBER.id, `board:${board}`);
  doc = openBoardDoc(new Y.Doc());
});
afterEach(() => bare.close());

async function edit(change: (doc: Y.Doc) => void): Promise<void> {
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array) => void updates.push(update);
  doc.on('update', keep);
  change(doc);
  doc.off('update', keep);
  for (const update of updates) desk.sendSync(SYNC.update, update);
  await bare.settled(`board:${board}`);
}
const give = (id: string, ownerId: string, dueOn: string) =>
  edit((to) => addTask(to, { id, text: `Aufgabe ${id}`, ownerId, dueOn, from: 'item' }));
const dueFor = async (member: StoredMember) =>
  (await bare.host.dueTasks.of(member)).map(({ board: of, task, dueOn }) => [of === board, task, dueOn]);
const toldTo = (socket: TestSocket) =>
  socket.heard.filter(
    (message) => message[0] === MESSAGE.changed && String.fromCharCode(...message).includes('waiting'),
  ).length;

it('[WAIT-20] [DOC-9] a task waits for whom it is, from its day on until it is done', async () => {
  // A name that is no ID, which whoever asks would not take.
  await give('no/task', 'ay', '2027-01-04');
  await give('later', 'ay', '2027-01-06');
  await give('now', 'ay', '2027-01-04');
  await give('before', 'ay', '2026-12-24');
  await give('undated', 'ay', '');
  await give('notMine', MEMBER.id, '2027-01-04');
  expect(await dueFor(AY)).toEqual([
    [true, 'before', '2026-12-24'],
    [true, 'now', '2027-01-04'],
  ]);
  bare.clock.time += 2 * DAY;
  expect((await dueFor(AY)).map(([, task]) => task)).toEqual(['before', 'now', 'later']);
  await edit((to) => finishTask(to, 'before', '2027-01-06', 'Getan'));
  await edit((to) => setTaskField(to, 'now', 'ownerId', MEMBER.id));
  await edit((to) => removeTask(to, 'later'));
  expect(await dueFor(AY)).toEqual([]);
});

it('[WAIT-20] tells whom it concerns, and nobody else', async () => {
  const [theirs, other] = [await bare.connect('ay', 'workspace'), await bare.connect(MEMBER.id, 'workspace')];
  await give('later', 'ay', '2027-02-01');
  expect([toldTo(theirs), toldTo(other)]).toEqual([0, 0]);
  await give('now', 'ay', '2027-01-04');
  await expect.poll(() => [toldTo(theirs), toldTo(other)]).toEqual([1, 0]);
});

it('[WAIT-20] is not told of a board that is in the archive, or that somebody may not read', async () => {
  await give('now', 'ay', '2027-01-04');
  await give('far', 'elsewhere', '2027-01-04');
  expect(await dueFor(person('elsewhere', { boards: [] }))).toEqual([]);
  const theirs = await bare.connect('ay', 'workspace');
  await bare.host.patchBoard(board, { archived: true }, MEMBER.id, true);
  expect(await dueFor(AY)).toEqual([]);
  await expect.poll(() => toldTo(theirs)).toBe(1);
});

it('[WAIT-20] is known after a restart, though nobody has opened the board', async () => {
  await give('now', 'ay', '2027-01-04');
  const { host } = bare;
  await expect.poll(async () => (await bare.storage.openTasks()).get(board)).toHaveLength(1);
  await host.drain();
  bare = { ...bare, host: await Host.open(bare.storage, host.workspace.ports) };
  expect(await dueFor(AY)).toEqual([[true, 'now', '2027-01-04']]);
});

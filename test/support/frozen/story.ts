import { BoardDocument } from '../../../server/board/document';
import { vouchedBy, type PlayedDevice } from '../../../server/example/client';
import { tellStory } from '../../../server/example/story';
import { newDeviceLink } from '../../../server/people/invites';
import { serve, type ServedHost } from '../../../server/run/serve';
import { addComment, addThread, createPlan, setField, setSet } from '../../../shared/doc/commands';
import { readThreads } from '../../../shared/doc/threads';
import { joinAs, type TestMember } from '../clients/clients';
import { secretOf } from '../host/host';
import { makeRecovery } from '../host/recovery';
import { openSqlite } from './product';

export const BOARD = 'Wärmepumpe 2027';
export const SECOND_BOARD = 'Messen 2027';
const OLD_BOARD = 'Kampagnen 2026';
const WEEKS_13 = 90 * 24 * 60;

/**
 * A workspace in which everything has happened that leaves something on the disk: the story of the example, and
 * members, devices, links and boards of every kind.
 * @returns an owner on a second device of his
 */
export async function makeWorkspace(data: string): Promise<TestMember> {
  const served = await serve({ data, port: 0 });
  const cast = await tellStory(served.url, secretOf(served.ownerInvite ?? ''));
  const maren = await onSecondDevice(served, cast.marketing);
  const jonas = await onSecondDevice(served, cast.sales);
  const { boards } = (await maren.ask<{ boards: { id: string }[] }>('GET', '/api/boards')).body;
  const board = boards[0]?.id ?? '';
  await makePeople(maren, jonas, board);
  await endPlans(maren, board);
  await makeSecondBoard(maren);
  const old = await maren.createBoard(OLD_BOARD);
  await must(maren, 'PATCH', `/api/boards/${old}`, { archived: true });
  await served.close();
  await compact(data, board);
  return maren;
}

/** A request that has to succeed. */
export async function must<T = Record<string, unknown>>(
  by: TestMember,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await by.ask<T>(method, path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The ID of a plan by the beginning of its title. */
export async function planOf(by: TestMember, board: string, title: string): Promise<string> {
  const { plans } = await must<{ plans: { id: string; material: { title?: string } }[] }>(
    by,
    'GET',
    `/api/boards/${board}/plans`,
  );
  return plans.find(({ material }) => material.title?.startsWith(title))?.id ?? '';
}

async function onSecondDevice({ host, url }: ServedHost, played: PlayedDevice): Promise<TestMember> {
  const { workspace } = host;
  const member = await workspace.storage.member(played.member);
  if (!member) throw new Error('nobody of that name');
  const vouched = vouchedBy(played, workspace.record.head.hash);
  const { secret } = await newDeviceLink(workspace, { member }, vouched);
  return joinAs(url, { secret, name: '-', department: 'other' });
}

/** A guest of one board, somebody who left, links in every state, a third device that was taken away, a recovery code. */
async function makePeople(maren: TestMember, jonas: TestMember, board: string): Promise<void> {
  await maren.invite({ name: 'Gwen Gast', department: 'other', role: 'guest', boards: [board] });
  const rita = await maren.invite({ name: 'Rita Raus', department: 'sales', approver: true });
  await must(maren, 'DELETE', `/api/members/${rita.id}`);
  const { members } = await must<{ members: { id: string; name: string }[] }>(maren, 'GET', '/api/members');
  const aylin = members.find(({ name }) => name.startsWith('Aylin'));
  await must(maren, 'PATCH', `/api/members/${aylin?.id}`, { approver: true });
  const open = { role: 'member', department: 'sales', uses: 3, expiresInMinutes: WEEKS_13 };
  await must(maren, 'POST', '/api/invites', open);
  const { id } = await must<{ id: string }>(maren, 'POST', '/api/invites', { role: 'guest' });
  await must(maren, 'DELETE', `/api/invites/${id}`);
  await maren.deviceLink();
  const lost = await joinAs(jonas.url, { secret: await jonas.deviceLink(), name: '-', department: 'other' });
  await must(jonas, 'DELETE', `/api/devices/${lost.deviceId}`);
  await makeRecovery(maren);
}

async function endPlans(maren: TestMember, board: string): Promise<void> {
  const state = async (title: string, kind: 'withdrawn' | 'launched' | 'closed') => {
    const { status, body } = await maren.state(board, await planOf(maren, board, title), { kind });
    if (status !== 201) throw new Error(`${title}: ${kind} answers ${status} ${JSON.stringify(body)}`);
  };
  await state('Herbstaktion', 'withdrawn');
  await state('Messe ISH', 'launched');
  await state('Messe ISH', 'closed');
}

/** A board with rules of its own, whose updates lie at rest one by one. */
async function makeSecondBoard(maren: TestMember): Promise<void> {
  const board = await maren.createBoard(SECOND_BOARD);
  const policy = { approvals: 2, leadTimeDays: 7, promiseRequired: false, encryptedOnly: true };
  await must(maren, 'PATCH', `/api/boards/${board}`, { policy });
  const { doc, close } = await maren.openBoard(board);
  const fields = { title: 'Energietage', goal: '80 Gespräche', start: '2027-10-01', end: '2027-10-03' };
  createPlan(doc, { id: 'energietage', kind: 'campaign', ownerId: maren.id, fields });
  setSet(doc, 'energietage', 'channels', ['Messe', 'E-Mail']);
  setSet(doc, 'energietage', 'tags', ['Herbst']);
  setField(doc, 'energietage', 'color', 'green');
  createPlan(doc, {
    id: 'anruf',
    kind: 'sales-activity',
    ownerId: maren.id,
    fields: { title: 'Anrufwoche' },
  });
  const at = '2026-11-27T10:00:00.000Z';
  const first = { id: 'frage', text: 'Welche Halle?', at, mentions: [{ memberId: maren.id, place: null }] };
  addThread(doc, { id: 'halle', plan: 'energietage', field: 'start' }, first);
  addComment(doc, 'halle', { id: 'antwort', text: 'Halle 4.', at, mentions: [] });
  setField(doc, 'energietage', 'budgetMinor', 1_250_000);
  // A second connection sees what the first one wrote only once the host has it on its disk.
  for (let arrived = false; !arrived;) {
    const second = await maren.openBoard(board);
    arrived = readThreads(second.doc)[0]?.comments.length === 2 && second.doc.getMap('plans').size === 2;
    second.close();
  }
  close();
}

/** What a host does to a board that nobody has had open for some minutes. */
async function compact(data: string, board: string): Promise<void> {
  const storage = openSqlite(data);
  const document = await BoardDocument.load(board, storage, () => undefined);
  await document.compact(() => undefined, 1);
  await storage.close();
}

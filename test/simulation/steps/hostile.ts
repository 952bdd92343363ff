import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { root } from '../../../shared/doc/board-doc';
import { sign } from '../../../shared/crypto/ed25519';
import { toBase64Url } from '../../../shared/domain/ids';
import { GENESIS, signingText, type Statement } from '../../../shared/domain/record';
import { MESSAGE, SYNC } from '../../../shared/sync/protocol';
import type { Client } from '../client';
import { pick } from '../../support/dice';
import type { World } from '../world';

/** Stands in everything that must never be let in. */
export const FORGED = 'FORGED';

/** Somebody who has a member's token and no app: writes under a colleague's client ID, ahead of time, or as a guest. */
export async function forgedEdit(world: World, { person }: Client, a: number): Promise<void> {
  const { host } = world.host;
  if (!host) return;
  const { board } = world.company;
  const { memberId } = person.profile;
  const member = await host.workspace.storage.member(memberId);
  const device = await host.workspace.storage.device(person.profile.deviceId);
  if (!member?.active || !device) return;
  const { document } = await world.room();
  const others = [...document.owners].filter(([, owner]) => owner !== memberId);
  const victim = pick(others, a)?.[0];
  if (victim === undefined && member.role !== 'guest') return;
  const update = forgery(document.doc, victim ?? 77, a % 5 === 0 && member.role !== 'guest');
  const { ticket } = host.tickets.issue({ member, device }, `board:${board}`, host.workspace.facts.epoch);
  void host
    .connect(ticket, `board:${board}`, { unread: 0, send: () => undefined, close: () => undefined })
    .then((seat) => {
      seat?.receive(update);
      seat?.leave();
    });
}

function forgery(host: Y.Doc, client: number, ahead: boolean): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(host));
  doc.clientID = client;
  if (ahead) doc.transact(() => root(doc, 'notes').set('ahead', FORGED));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    const [plan] = root(doc, 'plans').values();
    if (plan instanceof Y.Map) plan.set('goal', FORGED);
    root(doc, 'notes').set(`by-${client}`, FORGED);
  });
  const update = Y.encodeStateAsUpdate(doc, before);
  doc.destroy();
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, SYNC.update);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** A statement that must be refused: by who may not, in another's name, about another version, or not signed at all. */
export async function badStatement(world: World, { person }: Client, a: number, b: number): Promise<void> {
  if (!world.host.host) return;
  const { board, people } = world.company;
  const room = await world.room();
  const plan = pick([...room.document.plans()], a);
  if (!plan) return;
  const [id, { digest }] = plan;
  const owner = people[0];
  const how = b % 4;
  const kind = how === 0 ? 'plan-submitted' : 'decision';
  const statement: Statement = {
    v: 1,
    kind,
    ...(kind === 'decision' ? { verdict: 'approve' as const } : {}),
    board,
    plan: id,
    // Nobody has seen that version; Anna is of the department that may not approve what hers is to have approved.
    digest: how < 2 ? '0'.repeat(64) : digest,
    head: room.record.head.hash || GENESIS,
    nonce: toBase64Url(world.machine.dice.bytes(16)),
    note: FORGED,
  };
  const by = how === 3 ? owner : person;
  const sig = sign(how === 2 ? (people[4]?.secret ?? '') : (by?.secret ?? ''), signingText(statement));
  const device = (how === 3 ? pick(people.slice(1), a) : person)?.profile.deviceId ?? '';
  const url = `${person.profile.host}/api/boards/${board}/plans/${id}/${how === 0 ? 'submit' : 'decisions'}`;
  const headers = { authorization: `Bearer ${by?.profile.token ?? ''}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ statement, device, sig });
  void world.host.ask(new Request(url, { method: 'POST', headers, body }));
}

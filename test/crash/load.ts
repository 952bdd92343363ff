import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { joinProofText } from '../../shared/api/contract';
import { createPlan } from '../../shared/doc/commands';
import { DEFAULT_POLICY, type RecordEntry, type Statement } from '../../shared/domain/record';
import {
  ask,
  STATEMENT_PATHS,
  TestMember,
  type Answer,
  type StatementDraft,
} from '../support/clients/clients';
import { secretOf } from '../support/host/host';
import type { Random } from '../support/random';
import type { Ledger } from './ledger';
import { freshId, type Town } from './town';
import { Writer } from './writer';

/** Thrown by a request that the host did not live to answer. */
class Gone extends Error {}

export interface Load {
  readonly writers: readonly Writer[];
  /** Resolves when everybody has noticed that the host is gone, or has stopped. */
  readonly ended: Promise<void>;
  /** Lets everybody finish what he has begun, and go. */
  stop(): Promise<void>;
}

/** Everything that people do at once, until the host is gone; what it answers is noted. */
export async function startLoad(town: Town, ledger: Ledger, random: Random): Promise<Load> {
  const people = [town.owner, town.approver, town.owner];
  const writers = await Promise.all(people.map((member) => Writer.open(member, town.board, ledger)));
  let stopped = false;
  const untilGone = (work: () => Promise<void>) => again(work, () => stopped);
  const tasks = [
    ...writers.slice(0, 2).map((writer) => writer.write(freshId(), random.pick([1, 4, 32]))),
    ...writers.slice(2).map((writer) => untilGone(() => agreePlan(town, writer, ledger))),
    untilGone(() => invite(town, ledger, random)),
    untilGone(() => changeBoards(town, ledger, random)),
  ];
  const ended = Promise.all(tasks).then(() => undefined);
  const stop = () => {
    stopped = true;
    for (const writer of writers) writer.close();
    return ended;
  };
  return { writers, ended, stop };
}

/** Does something again and again. */
async function again(work: () => Promise<void>, stopped: () => boolean): Promise<void> {
  try {
    while (!stopped()) await work();
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
}

/** A plan from its first field to its agreement, sometimes on to its launch. */
async function agreePlan({ owner, approver, board }: Town, writer: Writer, ledger: Ledger): Promise<void> {
  const plan = freshId();
  const fields = { title: 'Frühjahrsaktion', start: '2027-03-01', end: '2027-04-30' };
  writer.change([plan], () =>
    createPlan(writer.doc, { id: plan, kind: 'campaign', ownerId: owner.id, fields }),
  );
  await writer.settle();
  if (writer.gone || !ledger.edits.has(`${board}/${plan}`)) throw new Gone();
  const promise = { ownerId: approver.id, days: 2, callShare: 0.5, capacityPerWeek: 40 };
  await state(owner, board, plan, { kind: 'plan-submitted' }, ledger);
  await state(approver, board, plan, { kind: 'decision', verdict: 'approve', promise }, ledger);
  await state(owner, board, plan, { kind: 'launched' }, ledger);
}

async function state(
  by: TestMember,
  board: string,
  plan: string,
  draft: StatementDraft,
  ledger: Ledger,
): Promise<void> {
  const path = `/api/boards/${board}/plans/${plan}`;
  const { digest } = (await request<{ digest: string }>(by, 'GET', path, undefined, ledger)).body;
  const record = `/api/boards/${board}/record`;
  const { head } = (await request<{ head: string }>(by, 'GET', record, undefined, ledger)).body;
  const nonce = randomBytes(16).toString('base64url');
  const statement: Statement = { v: 1, board, plan, ...draft, digest, head, nonce };
  const answeredIt = ledger.asking({ what: 'statement', by, statement });
  const body = { statement, device: by.deviceId, sig: by.sign(statement) };
  const answer = await request<{ entry: RecordEntry }>(
    by,
    'POST',
    `${path}/${STATEMENT_PATHS[statement.kind]}`,
    body,
    ledger,
  );
  answeredIt();
  ledger.entry(answer.body.entry);
}

/** Invites somebody, who joins at once or later. */
async function invite({ owner }: Town, ledger: Ledger, random: Random): Promise<void> {
  const body = { role: 'member' };
  const made = await request<{ link: string; id: string }>(owner, 'POST', '/api/invites', body, ledger);
  const { link, id } = made.body;
  const invite = ledger.invited(secretOf(link));
  if (random.chance(0.3)) return;
  if (random.chance(0.2)) {
    const acknowledged = ledger.revoking(invite);
    await request(owner, 'DELETE', `/api/invites/${id}`, undefined, ledger);
    return acknowledged();
  }
  invite.used = true;
  const member = await join(owner.url, invite.secret, `J-${freshId()}`, ledger);
  if (member && random.chance(0.5)) await changePerson(owner, member, ledger, random);
}

/** Gives somebody other rights, or puts him out. */
async function changePerson(
  owner: TestMember,
  { id }: TestMember,
  ledger: Ledger,
  random: Random,
): Promise<void> {
  const path = `/api/members/${id}`;
  const rights = {
    role: random.pick(['guest', 'member', 'owner']),
    department: random.pick(['sales', 'other']),
  };
  ledger.asked++;
  await request(owner, 'PATCH', path, rights, ledger);
  if (random.chance(0.5)) return;
  const acknowledged = ledger.removing(id);
  await request(owner, 'DELETE', path, undefined, ledger);
  acknowledged();
}

async function join(url: string, invite: string, name: string, ledger: Ledger): Promise<TestMember | null> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const deviceKey = publicKey.export({ format: 'jwk' }).x ?? '';
  const proof = sign(null, Buffer.from(joinProofText({ invite, deviceKey })), privateKey).toString(
    'base64url',
  );
  const body = { invite, name, department: 'other', deviceKey, proof };
  const answeredIt = ledger.asking({ what: 'join', body });
  const answer = await answered(
    ask<{ token: string; memberId: string; deviceId: string }>(url, 'POST', '/api/join', body),
  );
  if (answer.status === 429) throw new Gone();
  answeredIt();
  if (answer.status !== 201) {
    ledger.surprises.push(`joining: ${answer.status} ${JSON.stringify(answer.body)}`);
    return null;
  }
  const member = new TestMember(url, answer.body, privateKey);
  ledger.joined(member, name);
  return member;
}

async function changeBoards({ owner, board }: Town, ledger: Ledger, random: Random): Promise<void> {
  if (random.chance(0.1)) {
    const made = await request<{ id: string }>(owner, 'POST', '/api/boards', { title: freshId() }, ledger);
    ledger.board(made.body.id);
  }
  const leadTimeDays = random.below(366);
  const patch = random.chance(0.5)
    ? { title: freshId() }
    : { title: freshId(), policy: { ...DEFAULT_POLICY, leadTimeDays } };
  const acknowledged = ledger.patch({ board, ...patch });
  await request(owner, 'PATCH', `/api/boards/${board}`, patch, ledger);
  acknowledged();
}

/** @throws Gone when the host did not answer, or had better things to do */
async function request<T>(
  by: TestMember,
  method: string,
  path: string,
  body: unknown,
  ledger: Ledger,
): Promise<Answer<T>> {
  const answer = await answered(ask<T>(by.url, method, path, body, by.token));
  if (answer.status === 429) throw new Gone();
  if (answer.status < 300) return answer;
  ledger.surprises.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  throw new Gone();
}

function answered<T>(asking: Promise<T>): Promise<T> {
  return asking.catch((error: unknown) => {
    throw new Gone(String(error));
  });
}

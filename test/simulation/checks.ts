import * as Y from 'yjs';
import { readAllPlans, readPlans } from '../../shared/doc/board-doc';
import { readThreads } from '../../shared/doc/threads';
import { WORKSPACE } from '../../shared/domain/record';
import { RecordBook } from '../../shared/domain/verify/book';
import { canonicalJson, type Json } from '../../shared/domain/json';
import { verifyEd25519 } from '../../server/base/crypto';
import type { BoardRoom } from '../../server/board/board-room';
import type { Client } from './client';
import { roundFaults } from './steps/rounds';
import { closingFaults } from './steps/workshops';
import { FORGED } from './steps/hostile';
import { met } from './met';
import { againstAgreement, unrightful } from './model';
import type { World } from './world';

/** Everything that must hold once all is quiet. @returns what does not */
export async function faultsOf(world: World): Promise<string[]> {
  const room = await world.room();
  await world.lookAtDisk();
  world.look();
  return [
    ...world.faults,
    ...world.told.faults,
    ...(await recordFaults(world, room)),
    ...(await roundFaults(
      world,
      new Set(world.clients.flatMap((client) => (isRemoved(client) ? client.person.profile.memberId : []))),
    )),
    ...(await closingFaults(world)),
    ...documentFaults(room),
    ...world.clients.filter((client) => !isRemoved(client)).flatMap((client) => clientFaults(client, room)),
  ];
}

/** Whoever was removed sees nothing new any more, and rightly so. */
export function isRemoved({ workspace }: Client): boolean {
  return workspace?.store.getState().ended === 'removed';
}

async function recordFaults(world: World, { record }: BoardRoom): Promise<string[]> {
  const workspace = world.host.host?.workspace.record.entries ?? [];
  const book = new RecordBook(verifyEd25519);
  const faults: string[] = [];
  for (const [name, entries] of [
    [WORKSPACE, workspace],
    [world.company.board, record.entries],
  ] as const) {
    const fault = await book.restart(name, entries);
    if (fault) faults.push(`the record ${name} does not verify: ${fault.fault} at ${fault.seq}`);
  }
  if (JSON.stringify(record.entries).includes(FORGED))
    faults.push('a statement that must be refused is in the record');
  for (const { seq, hash } of world.statements.taken)
    if (record.entries[seq - 1]?.hash !== hash) faults.push(`statement ${seq} was answered and is gone`);
  for (const { person, seen } of world.clients)
    for (const [seq, hash] of seen)
      if (record.entries[seq - 1]?.hash !== hash)
        faults.push(`${person.name} saw entry ${seq}, which is gone`);
  return [...faults, ...unrightful(record.entries, workspace)];
}

function documentFaults({ document }: BoardRoom): string[] {
  const { doc, owners } = document;
  const faults: string[] = [];
  for (const client of doc.store.clients.keys())
    if (owners.get(client) === undefined) faults.push(`client ID ${client} is nobody's`);
  const { pendingStructs, pendingDs } = doc.store;
  if (pendingStructs || pendingDs) faults.push('the document waits for something that never comes');
  if (JSON.stringify([...doc.share.keys()].map((name) => doc.getMap(name).toJSON())).includes(FORGED))
    faults.push('an edit that must be refused is in the document');
  return faults;
}

function clientFaults(
  { board, person, workspace, doc, kept }: Client,
  { document, record }: BoardRoom,
): string[] {
  if (!board || !workspace) return [`${person.name} is not there`];
  const { plans, gone, threads, saved, fault, entries } = board.store.getState();
  const { name } = person;
  const faults: string[] = [];
  if (fault || workspace.store.getState().fault) faults.push(`${name} is alarmed: ${JSON.stringify(fault)}`);
  if (saved.state !== 'saved') faults.push(`${name} is ${JSON.stringify(saved)}`);
  if (entries.length !== record.entries.length) faults.push(`${name} lacks entries`);
  const shown = [...plans.values(), ...gone.map(({ row }) => row)].map(({ json }) => json);
  if (bytesOf(shown) !== bytesOf(readAllPlans(document.doc)) || plans.size !== readPlans(document.doc).length)
    faults.push(`${name} sees other plans than the host`);
  if (bytesOf([...threads.values()].flat()) !== bytesOf(readThreads(document.doc)))
    faults.push(`${name} sees other comments than the host`);
  if (doc && stateOf(doc) !== stateOf(document.doc))
    faults.push(`${name} has another document than the host`);
  for (const [writer, clock] of kept)
    if (Y.getState(document.doc.store, writer) < clock)
      faults.push(`${name} lost what he had kept of ${writer}`);
  for (const { id, status, digest } of plans.values()) {
    const own = document.plan(id);
    if (own?.digest !== digest) faults.push(`${name} sees ${id} at another digest`);
    if (status.state !== 'agreed') continue;
    met.add('a plan that reads agreed');
    faults.push(...againstAgreement(id, digest, record.entries));
  }
  return faults;
}

/** Canonical JSON, whatever the order of a list of things with IDs. */
function bytesOf(list: readonly { readonly id: string }[]): string {
  const sorted = [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
  return canonicalJson(sorted as unknown as Json);
}

/** What a document holds and what of it is deleted; how it came to be makes no difference. */
function stateOf(doc: Y.Doc): string {
  const byClient = ([a]: [number, unknown], [b]: [number, unknown]) => a - b;
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients].sort(byClient);
  return JSON.stringify([[...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(byClient), deleted]);
}

import { newId } from '../../shared/domain/ids';
import type { JsonObject } from '../../shared/domain/json';
import { mayAdminister } from '../../shared/domain/policy';
import {
  signingText,
  WORKSPACE,
  type BoardRestoredBody,
  type RecordEntry,
  type RestoredBody,
  type SignedRestored,
} from '../../shared/domain/record';
import { NOTHING_SEEN, type Head } from '../../shared/domain/verify/chain';
import { fromBase64Url } from '../../shared/domain/ids';
import { signerOf, verifyEd25519, type Signer } from '../base/crypto';
import { instantOf, type Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import { linkEntry } from '../record/keeper';
import type { Archive, Batch, Storage, WorkspaceFacts } from '../storage/storage';
import { commonHead, type CheckedBackup } from './check';
import { carriedOver } from './workspace-record';

/** What a workspace is and holds before it is restored. */
export interface Present {
  /** Null: there is no workspace yet. */
  readonly facts: WorkspaceFacts | null;
  readonly record: readonly RecordEntry[];
  /** Where each board's record ends. */
  readonly boards: Readonly<Record<string, Head>>;
}

export async function presentOf(storage: Storage): Promise<Present> {
  const boards: Record<string, Head> = {};
  for (const { id } of await storage.boards()) boards[id] = headOf(await storage.entries(id, 0));
  return { facts: await storage.workspace(), record: await storage.entries(WORKSPACE, 0), boards };
}

/** An owner who restores, by what he signed. */
export interface RestoringOwner {
  readonly member: string;
  readonly signed: SignedRestored;
}

/**
 * Whether an owner may restore this very file, as things are now. @throws ProblemError in the order of RECORD-2 to
 * RECORD-6
 */
export async function checkRestoring(
  storage: Storage,
  record: readonly RecordEntry[],
  sha256: string,
  { member: id, signed }: RestoringOwner,
): Promise<void> {
  const { statement, sig } = signed;
  const member = await storage.member(id);
  const device = await storage.device(signed.device);
  if (!device?.active || device.member !== id)
    throw new ProblemError('unknown-device', 'the device is not one of yours');
  if (!verifyEd25519(device.publicKey, signingText(statement), sig))
    throw new ProblemError('bad-signature', "the signature is not the device's over this statement");
  if (statement.backup !== sha256)
    throw new ProblemError('wrong-place', 'the statement is about another backup');
  const refusal = member ? mayAdminister(member) : 'removed';
  if (refusal) throw new ProblemError('not-allowed', 'you may not do this', { reason: refusal });
  const said = record.find(
    (entry) => entry.device === device.id && entry.statement?.nonce === statement.nonce,
  );
  if (said)
    throw new ProblemError('replayed', 'this statement has restored a backup already', { seq: said.seq });
  if (statement.head !== NOTHING_SEEN.hash && !record.some(({ hash }) => hash === statement.head))
    throw new ProblemError('record-diverged', 'the head you saw is not in this record');
}

/**
 * Puts the content of a checked backup in the place of the present one, in one transaction, and says so in every
 * record. Nobody may write meanwhile.
 * @param owner null: the host's administrator
 * @returns what the workspace is from now on
 * @throws ProblemError `record-diverged`, before anything is replaced
 */
export async function replaceByBackup(
  storage: Storage & Archive,
  ports: Ports,
  backup: CheckedBackup,
  owner: RestoringOwner | null,
): Promise<WorkspaceFacts> {
  const present = await presentOf(storage);
  const facts = { ...(present.facts ?? backup.facts), epoch: newId(ports.random) };
  const signer = signerOf(fromBase64Url(facts.hostSeed) ?? new Uint8Array());
  // A backup of this very directory: its record is the beginning of ours, and nothing of ours need be taken back.
  const goesOn = commonHead(backup.record, present.record).seq === backup.record.length;
  const base = goesOn ? present.record : backup.record;
  const seen = owner?.signed.statement.head;
  // Readers of a record that takes the place of ours know no entry of ours but the end, which it names as lost.
  if (
    seen !== undefined &&
    ![...base, headOf(present.record), NOTHING_SEEN].some(({ hash }) => hash === seen)
  )
    throw new ProblemError('record-diverged', 'the head you saw is not the end of this record any more');
  const members = await storage.members();
  const removed = members.flatMap(({ id, active }) => (active ? [] : [id]));
  const carried = goesOn ? [] : carriedOver(base, present.record, members);
  const link = chain(signer, headOf(base), WORKSPACE, ports);
  // People first: the owner's device may be none of those that the backup's record knows.
  const people = carried.map(({ kind, body }) => link({ kind, by: 'host', device: 'host', body }));
  const restored = link(restoredDraft(present, facts.epoch, owner));
  const batch: Batch = {
    workspace: facts,
    // The backup may be from before they were erased.
    eraseTextsOf: removed,
    endTemplatesOf: removed,
    append: [
      { board: WORKSPACE, after: headOf(base), entries: [...people, restored] },
      ...boardEntries(signer, ports, backup, present, { epoch: facts.epoch, workspace: restored.hash }),
    ],
  };
  await storage.replaceBy({
    file: backup.file,
    workspaceRecord: goesOn ? 'goes-on' : 'replaced',
    batch,
  });
  return facts;
}

type Said = Pick<RecordEntry, 'kind' | 'by' | 'device'> &
  Partial<Pick<RecordEntry, 'statement' | 'sig' | 'body'>>;

/** Makes entries of one record, each behind the one before. */
function chain(signer: Signer, from: Head, board: string, ports: Ports): (said: Said) => RecordEntry {
  let head = from;
  return (said) => {
    const entry = linkEntry(signer, head, { at: instantOf(ports.clock), board, ...said });
    head = { seq: entry.seq, hash: entry.hash };
    return entry;
  };
}

function restoredDraft(present: Present, epoch: string, owner: RestoringOwner | null): Said {
  const content: RestoredBody = {
    epoch,
    lost: { workspace: headOf(present.record), boards: { ...present.boards } },
  };
  const body = content as unknown as JsonObject;
  if (!owner) return { kind: 'restored', by: 'host', device: 'host', body };
  const { statement, device, sig } = owner.signed;
  return { kind: 'restored', by: owner.member, device, statement, sig, body };
}

function boardEntries(
  signer: Signer,
  ports: Ports,
  backup: CheckedBackup,
  present: Present,
  facts: Pick<BoardRestoredBody, 'epoch' | 'workspace'>,
): NonNullable<Batch['append']> {
  return backup.boards.map(({ board, entries }) => {
    const after = headOf(entries);
    const content: BoardRestoredBody = { ...facts, lost: present.boards[board.id] ?? NOTHING_SEEN };
    const body = content as unknown as JsonObject;
    const link = chain(signer, after, board.id, ports);
    return {
      board: board.id,
      after,
      entries: [link({ kind: 'restored', by: 'host', device: 'host', body })],
    };
  });
}

function headOf(entries: readonly RecordEntry[]): Head {
  const last = entries[entries.length - 1];
  return last ? { seq: last.seq, hash: last.hash } : NOTHING_SEEN;
}

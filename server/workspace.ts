import { fromBase64Url, newId, toBase64Url } from '../shared/domain/ids';
import type { RecordEntry } from '../shared/domain/record';
import { WORKSPACE } from '../shared/domain/record';
import { signerOf, type Signer } from './base/crypto';
import type { Ports } from './base/ports';
import { Roster } from '../shared/domain/verify/roster';
import { Audit } from './record/audit';
import { RecordKeeper } from './record/keeper';
import type { Storage, StoredDevice, StoredMember, WorkspaceFacts } from './storage/storage';

/** What every part of the host shares. */
export interface Workspace {
  readonly storage: Storage;
  readonly ports: Ports;
  readonly signer: Signer;
  /** The workspace's own record. */
  readonly record: RecordKeeper;
  /** Checks the records as readers do. */
  audit: Audit;
  /** Who has which rights and devices, by the record as far as it goes. */
  roster: () => Roster;
  facts: WorkspaceFacts;
}

/** Who asks: a member, by one of his devices. */
export interface Caller {
  readonly member: StoredMember;
  readonly device: StoredDevice;
}

/** Opens the workspace of a storage; an empty one becomes a new workspace with a key and an epoch of its own. */
export async function openWorkspace(
  storage: Storage,
  ports: Ports,
  onAppend: (board: string, entries: readonly RecordEntry[]) => void,
): Promise<Workspace> {
  const known = await storage.workspace();
  const facts = known ?? {
    epoch: newId(ports.random),
    company: '',
    hostSeed: toBase64Url(ports.random(32)),
  };
  const signer = signerOf(fromBase64Url(facts.hostSeed) ?? new Uint8Array());
  const record = await RecordKeeper.open(WORKSPACE, { storage, signer, clock: ports.clock, onAppend });
  if (!known)
    await record.appendByHost([{ kind: 'workspace-created', body: { hostKey: signer.publicKey } }], {
      workspace: facts,
    });
  return { storage, ports, signer, record, facts, audit: new Audit(record), roster: rosterOf(record) };
}

/** After a restore: what is known of the record is another one. */
export async function readAnew(workspace: Workspace, facts: WorkspaceFacts): Promise<void> {
  workspace.facts = facts;
  await workspace.record.reload();
  workspace.audit = new Audit(workspace.record);
  workspace.roster = rosterOf(workspace.record);
}

/** A roster that follows a record. */
function rosterOf(record: RecordKeeper): () => Roster {
  const roster = new Roster();
  return () => {
    for (const entry of record.entries.slice(roster.size)) roster.take(entry);
    return roster;
  };
}

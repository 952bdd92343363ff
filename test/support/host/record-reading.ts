import { failed, type Api } from '../../../renderer/client/connection/api';
import { checksHere } from '../../../renderer/client/record/checks';
import { RecordReader } from '../../../renderer/client/record/reader';
import { verifyEd25519 } from '../../../server/base/crypto';
import { GENESIS, WORKSPACE, type RecordEntry } from '../../../shared/domain/record';
import { memoryStore } from '../clients/memory-store';
import { BOARD, Records } from './records';

/** What a host shows; `unreachable` while it cannot be asked. */
export type Shown = { entries: readonly RecordEntry[]; unreachable?: boolean };

/** A reader, and the record that its host shows. */
export async function readerOf(
  record: Shown,
  store = memoryStore(),
  workspace: Shown = { entries: Records.founded().workspace },
  board = BOARD,
): Promise<RecordReader> {
  const checks = checksHere(verifyEd25519);
  const refreshWorkspace = async () => (await checks.restart(WORKSPACE, workspace.entries)) === null;
  const answer = (since: number) => {
    const { entries } = record;
    return { entries: entries.slice(since), head: entries[entries.length - 1]?.hash ?? GENESIS };
  };
  const api: Api = {
    call: async (_route, schema, call) =>
      record.unreachable
        ? failed('offline')
        : { ok: true, value: schema.parse(answer(Number(call?.query?.['since']))) },
    send: async () => ({ ok: true, value: undefined }),
    download: async () => ({ ok: false, failure: { code: 'not-found' } }),
  };
  if (board !== WORKSPACE) await refreshWorkspace();
  const reader = new RecordReader({
    api,
    store,
    name: 'me',
    board,
    checks,
    refreshWorkspace,
    workspaceEntries: () => workspace.entries,
    changed: () => undefined,
  });
  await reader.load();
  return reader;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { openBoardDoc, root } from '../../shared/doc/board-doc';
import { SYNC } from '../../shared/sync/protocol';
import { joinAs, type TestMember } from '../support/clients';
import { startHostProcess, type HostProcess } from '../support/host';
import { RawClient } from '../support/raw-client';

const ROUNDS = Number(process.env['HANDSCHLAG_CRASH_ROUNDS'] ?? 5);

/** One client that writes as fast as the host answers, and remembers what was acknowledged. */
class Writer {
  readonly acknowledged: string[] = [];
  readonly raw: RawClient;
  readonly #doc = openBoardDoc(new Y.Doc());
  readonly #sent: string[] = [];

  constructor(raw: RawClient) {
    this.raw = raw;
    this.#doc.on('update', (update: Uint8Array) => this.raw.sendSync(SYNC.update, update));
  }

  /** Writes until the connection ends; never more than a few edits ahead of the host. */
  async writeUntilCut(name: string): Promise<void> {
    for (let count = 0; this.raw.closed === null; count++) {
      const key = `${name}-${count}`;
      this.#sent.push(key);
      root(this.#doc, 'notes').set(key, count);
      await this.raw.until(() => this.raw.closed !== null || this.#sent.length - this.raw.settled < 8);
    }
    const refused = new Set(this.raw.refused.map(({ message }) => message));
    this.acknowledged.push(
      ...this.#sent.slice(0, this.raw.settled).filter((_key, index) => !refused.has(index + 1)),
    );
  }
}

async function notesOf(member: TestMember, board: string): Promise<Set<string>> {
  const { doc, close } = await member.openBoard(board);
  const keys = new Set(root(doc, 'notes').keys());
  close();
  return keys;
}

it(
  `[SYNC-10] loses nothing acknowledged by kill -9 in the middle of writing, ${ROUNDS} rounds`,
  async () => {
    const data = await mkdtemp(join(tmpdir(), 'handschlag-crash-'));
    let host: HostProcess = await startHostProcess({ data });
    const port = Number(new URL(host.url).port);
    const owner = await joinAs(host.url, {
      secret: host.ownerSecret ?? '',
      name: 'Maren',
      department: 'marketing',
    });
    const other = await owner.invite({ name: 'Jonas', department: 'sales' });
    const board = await owner.createBoard('Absturz');
    const acknowledged: string[] = [];

    for (let round = 0; round < ROUNDS; round++) {
      const writers = await Promise.all(
        [owner, other].map(async (member) => new Writer(await RawClient.open(member, `board:${board}`))),
      );
      const writing = Promise.all(writers.map((writer, index) => writer.writeUntilCut(`${round}-${index}`)));
      const enough = 5 + ((round * 37) % 90);
      await writers[round % 2]?.raw.until(() => (writers[round % 2]?.raw.settled ?? 0) >= enough);
      await host.kill();
      await writing;
      acknowledged.push(...writers.flatMap((writer) => writer.acknowledged));

      host = await startHostProcess({ data, port });
      const kept = await notesOf(owner, board);
      expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 5);
    expect((await owner.ask('GET', '/api/record/verify')).body).toMatchObject({ ok: true });
    await host.close();
    await rm(data, { recursive: true, force: true });
  },
  60_000 + ROUNDS * 5_000,
);

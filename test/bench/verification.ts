import { createHash, createPublicKey, verify as verifyBytes, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { verify } from '../../shared/crypto/ed25519';
import { WORKSPACE, type RecordEntry } from '../../shared/domain/record';
import { RecordBook } from '../../shared/domain/verify/book';
import { BOARD, campaign, HOST_KEY, keyOf, Records } from '../support/host/records';
import { timed, type Comparison } from './harness';

/** Everything of a board's record from its first entry: what `Verify` on the record page and a new device do. */
export function recordVerified(entries: number, statements: number): Comparison {
  const [all, said] = [entries.toLocaleString('en'), statements.toLocaleString('en')];
  return {
    name: `verify a record of ${all} entries, ${said} of them signed by people`,
    reference: 'SHA-256 + canonical JSON + OpenSSL',
    unit: 'ms',
    rounds: 5,
    prepare: async () => {
      const records = recordsOf(entries, statements);
      return {
        reference: () => timed(() => mustHold(byHand(records))),
        ours: () =>
          timed(async () => {
            const book = new RecordBook(verify);
            const fault =
              (await book.check(WORKSPACE, records.workspace)) ?? (await book.check(BOARD, records.board));
            mustHold(fault === null);
          }),
      };
    },
  };
}

/** The same record with one entry more, of which everything else was checked before. */
export function entryVerified(entries: number): Comparison {
  return {
    name: `verify 1 more entry of a record of ${entries.toLocaleString('en')}`,
    reference: 'SHA-256 + canonical JSON + OpenSSL of that entry',
    unit: 'ms',
    rounds: 15,
    prepare: async () => {
      const records = recordsOf(entries, 20);
      const book = new RecordBook(verify);
      await book.check(WORKSPACE, records.workspace);
      await book.check(BOARD, records.board);
      const last = records.board.length;
      return {
        reference: () =>
          timed(() => mustHold(byHand({ workspace: [], board: records.board.slice(last - 1) }))),
        ours: () => {
          records.byHost(BOARD, 'unarchived', { by: 'max' });
          return timed(async () => mustHold((await book.check(BOARD, records.board.slice(-1))) === null));
        },
      };
    },
  };
}

/** Submissions and decisions in turn, spread over entries of the host's own. */
function recordsOf(entries: number, statements: number): Records {
  const records = Records.founded();
  const every = Math.max(1, Math.floor(entries / statements));
  for (let turn = 0; records.board.length < entries; turn++) {
    const plan = `plan-${Math.floor(turn / every / 2)}`;
    const material = campaign({ title: plan, goal: 'Mehr Anfragen aus dem Süden, bis zum Sommer.' });
    if (turn % every !== 0) records.byHost(BOARD, 'unarchived', { by: 'max' });
    else if ((turn / every) % 2 === 0) records.submit(material, 'max', { plan });
    else records.decide('approve', material, 'vera', { plan });
  }
  return records;
}

const KEYS = new Map<string, KeyObject>();
function openSslKey(device: string): KeyObject {
  const known = KEYS.get(device);
  if (known) return known;
  const { publicKey: x } = device === 'host' ? HOST_KEY : keyOf(device);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  KEYS.set(device, key);
  return key;
}

function byHand({ workspace, board }: Pick<Records, 'workspace' | 'board'>): boolean {
  return [...workspace, ...board].every((entry: RecordEntry) => {
    const { hash, sig = '', ...signed } = entry;
    const digest = createHash('sha256')
      .update(text({ ...signed, sig }))
      .digest('hex');
    const stated = text(entry.statement ?? signed);
    const key = openSslKey(entry.device);
    return digest === hash && verifyBytes(null, Buffer.from(stated), key, Buffer.from(sig, 'base64url'));
  });
}

function text(value: object): string {
  return canonicalize(value) ?? '';
}

function mustHold(held: boolean): void {
  if (!held) throw new Error('the record does not verify');
}

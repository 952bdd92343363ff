import { describe, expect, it, test } from 'vitest';
import { verifyEd25519 } from '../../../server/base/crypto';
import {
  DEFAULT_POLICY,
  GENESIS,
  hashOfEntry,
  statementSchema,
  WORKSPACE,
  type RecordEntry,
} from '../../../shared/domain/record';
import { RecordBook } from '../../../shared/domain/verify/book';
import { isFault, NOTHING_SEEN, verifyChain, type RecordFault } from '../../../shared/domain/verify/chain';
import { BOARD, campaign, HOST_KEY, keyOf, PLAN, PROMISE, Records } from '../../support/host/records';

const A = campaign();
const B = campaign({ title: 'Herbst' });

const records = () => Records.founded();
const replaced = (entries: readonly RecordEntry[], at: number, over: object) =>
  entries.map((entry, index) => (index === at ? { ...entry, ...over } : entry)) as RecordEntry[];

/** The first fault of the board's record, or of the workspace's. */
async function faultOf({
  workspace,
  board,
}: Pick<Records, 'workspace' | 'board'>): Promise<RecordFault | null> {
  const book = new RecordBook(verifyEd25519);
  return (await book.check(WORKSPACE, workspace)) ?? (await book.check(BOARD, board));
}

describe('[VERIFY-1] the chain', () => {
  const entries = records().submit(A).decide('approve', A).submit(B).board;
  const head = { seq: 4, hash: entries[3]?.hash ?? '' };

  it('leads to the head, at once or in parts', () => {
    expect(verifyChain(NOTHING_SEEN, entries)).toEqual(head);
    const half = verifyChain(NOTHING_SEEN, entries.slice(0, 2));
    expect(isFault(half) ? half : verifyChain(half, entries.slice(2))).toEqual(head);
    expect(verifyChain(head, [])).toEqual(head);
  });

  test.each<[string, readonly RecordEntry[], object]>([
    ['a changed time', replaced(entries, 1, { at: '2020-01-01T00:00:00Z' }), { seq: 2, fault: 'wrong-hash' }],
    ['a changed author', replaced(entries, 2, { by: 'kim' }), { seq: 3, fault: 'wrong-hash' }],
    ['a changed hash', replaced(entries, 3, { hash: GENESIS }), { seq: 4, fault: 'wrong-hash' }],
    ['a hash that hides a change', replaced(entries, 1, { hash: GENESIS }), { seq: 2, fault: 'wrong-hash' }],
    ['another predecessor', replaced(entries, 1, { prev: GENESIS }), { seq: 2, fault: 'broken-chain' }],
    ['a missing entry', entries.filter(({ seq }) => seq !== 2), { seq: 3, fault: 'gap' }],
    ['a missing beginning', entries.slice(1), { seq: 2, fault: 'gap' }],
    ['entries in another order', [...entries].reverse(), { seq: 4, fault: 'gap' }],
    ['an entry twice', entries.flatMap((entry) => [entry, entry]), { seq: 1, fault: 'gap' }],
    [
      '[VERIFY-5] what has no hash',
      replaced(entries, 1, { body: { a: '\ud800' } }),
      { seq: 2, fault: 'wrong-hash' },
    ],
    [
      '[VERIFY-5] what has a number JSON lacks',
      replaced(entries, 1, { body: { a: NaN } }),
      { seq: 2, fault: 'wrong-hash' },
    ],
  ])('does not bear %s', async (_what, broken, fault) => {
    expect(verifyChain(NOTHING_SEEN, broken)).toEqual(fault);
    expect(await faultOf({ workspace: records().workspace, board: [...broken] })).toEqual(fault);
  });

  it('does not continue from a head that was written anew', () => {
    const other = records().setPolicy(DEFAULT_POLICY).submit(A).decide('approve', A).submit(B).board;
    expect(verifyChain(head, other.slice(4))).toEqual({ seq: 5, fault: 'broken-chain' });
  });
});

describe('[VERIFY-2] signatures', () => {
  it('hold', async () => {
    expect(await faultOf(records().submit(A).decide('approve', A).end('launched', A))).toBeNull();
  });

  const approval = (words: object) => records().submit(A).decide('approve', A, 'vera', words);
  const asStated = (statement: object) =>
    ({ ...records().submit(A).decide('approve', A).board[2]?.statement, ...statement }) as never;

  test.each<[string, Records, number, string]>([
    ['an unknown device', approval({ device: 'vera-phone' }), 3, 'unknown-device'],
    ["another's device", approval({ device: 'kim-laptop' }), 3, 'unknown-device'],
    ["another's key", approval({ key: keyOf('kim-laptop') }), 3, 'wrong-signature'],
    ["the host's own key", approval({ key: HOST_KEY }), 3, 'wrong-signature'],
    ['no signature', approval({ entry: { sig: '' } }), 3, 'wrong-signature'],
    [
      'another verdict than was signed',
      approval({ entry: { statement: asStated({ verdict: 'decline', promise: undefined }) } }),
      3,
      'wrong-signature',
    ],
    ['a statement about another plan', approval({ entry: { plan: 'plan-2' } }), 3, 'wrong-signature'],
    ['a statement about another board', approval({ board: 'board-2' }), 3, 'wrong-signature'],
    ['a statement of another kind', approval({ entry: { kind: 'launched' } }), 3, 'wrong-signature'],
    [
      'a launch that the host states',
      records().byHost(BOARD, 'launched', {}, { plan: PLAN }),
      2,
      'wrong-signature',
    ],
    [
      'a statement where none belongs',
      approval({ kind: 'archived' as never, entry: { kind: 'archived' } }),
      3,
      'wrong-signature',
    ],
    [
      "a host entry under somebody's name",
      records().byHost(BOARD, 'archived', {}, { by: 'max', device: 'max-laptop' }),
      2,
      'unknown-device',
    ],
    [
      '[VERIFY-3] another snapshot',
      records().submit(A, 'max', { body: { snapshot: B } }),
      2,
      'wrong-signature',
    ],
    [
      '[VERIFY-3] no snapshot',
      records().submit(A, 'max', { body: { snapshot: null } }),
      2,
      'wrong-signature',
    ],
  ])('do not bear %s', async (_what, forged, seq, fault) => {
    expect(await faultOf(forged)).toMatchObject({ seq, fault });
  });
});

describe('[VERIFY-4] keys', () => {
  it('are the first ones that were named', async () => {
    const twice = records().enrol('vera', 'vera-laptop', { by: 'host', publicKey: keyOf('host').publicKey });
    expect(await faultOf(twice)).toMatchObject({ fault: 'wrong-signature' });
    const other = records().byHost(WORKSPACE, 'workspace-created', { hostKey: keyOf('other').publicKey });
    expect(await faultOf(other.submit(A))).toBeNull();
  });

  it('are none without all that belongs to them', async () => {
    const half = records().byHost(WORKSPACE, 'device-enrolled', { device: 'd', member: 'vera' });
    const decided = half.submit(A).decide('approve', A, 'vera', { device: 'd' });
    expect(await faultOf(decided)).toEqual({ seq: 3, fault: 'unknown-device' });
  });
});

describe('[DECISION-11] a statement', () => {
  const base = records().submit(A).decide('approve', A).board[2]?.statement;

  it('is one', () => {
    expect(statementSchema.safeParse(base).success).toBe(true);
  });

  test.each<[string, object]>([
    ['a verdict without a decision', { kind: 'launched', promise: undefined }],
    ['a decision without a verdict', { verdict: undefined, promise: undefined }],
    ['a promise with a refusal', { verdict: 'decline' }],
    ['a return promise with a decision', { returnPromise: [] }],
    ['a share above one', { promise: { ...PROMISE, callShare: 1.01 } }],
    ['a short nonce', { nonce: 'AAAA' }],
    ['a digest in capitals', { digest: base?.digest?.toUpperCase() }],
    ['anything else', { more: 1 }],
    ['half a character', { note: 'a\ud83d' }],
    ['a note without end', { note: 'x'.repeat(2001) }],
    ['another version', { v: 2 }],
    ['a plan of any name', { plan: 'a/b' }],
  ])('does not have %s', (_what, over) => {
    expect(statementSchema.safeParse({ ...base, ...over }).success).toBe(false);
  });

  it('has the hash of everything but its hash', () => {
    const [entry] = records().board;
    expect(entry && hashOfEntry({ ...entry, hash: 'x' } as RecordEntry)).toBe(entry?.hash);
  });
});

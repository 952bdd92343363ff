import { describe, expect, it, test } from 'vitest';
import { digestOf } from '../../../shared/domain/plan';
import {
  GENESIS,
  hashOfEntry,
  hostSigningText,
  signingText,
  statementSchema,
  type RecordEntry,
  type Statement,
} from '../../../shared/domain/record';
import {
  isFault,
  keyRingOf,
  NOTHING_SEEN,
  verifyChain,
  verifySignatures,
} from '../../../shared/domain/verify';
import { pair, verify } from './signing';
import { campaign, Log, PLAN, PROMISE } from './support';

const A = campaign();
const B = campaign({ title: 'Herbst' });

const HOST = pair();
const PEOPLE = new Map([
  ['max-laptop', pair()],
  ['vera-laptop', pair()],
]);
const KEYS = new Map([
  ['host', { member: 'host', publicKey: HOST.publicKey }],
  ...[...PEOPLE].map(
    ([id, { publicKey }]) => [id, { member: id.replace('-laptop', ''), publicKey }] as const,
  ),
]);

/** The entries with true signatures. */
function signed(entries: readonly RecordEntry[]): RecordEntry[] {
  return entries.map((entry) => {
    const signer = PEOPLE.get(entry.device) ?? HOST;
    return {
      ...entry,
      sig: signer.sign(entry.statement ? signingText(entry.statement) : hostSigningText(entry)),
    };
  });
}

const log = () => new Log().append('board-created', { body: {} }).agree(A).submit(B);
const check = (entries: readonly RecordEntry[]) => verifySignatures(entries, KEYS, verify);
const replaced = (entries: readonly RecordEntry[], at: number, over: object) =>
  entries.map((entry, index) => (index === at ? { ...entry, ...over } : entry)) as RecordEntry[];

describe('[VERIFY-1] the chain', () => {
  const { entries } = log();
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
  ])('does not bear %s', (_what, broken, fault) => {
    expect(verifyChain(NOTHING_SEEN, broken)).toEqual(fault);
  });

  it('does not continue from a head that was written anew', () => {
    const other = new Log()
      .append('board-created', { body: { x: 1 } })
      .agree(A)
      .submit(B)
      .submit(A);
    expect(verifyChain(head, other.entries.slice(4))).toEqual({ seq: 5, fault: 'broken-chain' });
  });
});

describe('signatures', () => {
  it('[VERIFY-2] hold', async () => {
    expect(await check(signed(log().entries))).toBeNull();
  });

  const stated = (over: Partial<Statement>) => ({ ...log().entries[2]?.statement, ...over });
  const submission = log().entries[1];

  test.each<[string, readonly RecordEntry[], object]>([
    [
      'an unknown device',
      signed(replaced(log().entries, 1, { device: 'phone' })),
      { seq: 2, fault: 'unknown-device' },
    ],
    [
      "another's device",
      signed(replaced(log().entries, 1, { by: 'vera' })),
      { seq: 2, fault: 'unknown-device' },
    ],
    [
      'no signature',
      replaced(signed(log().entries), 2, { sig: undefined }),
      { seq: 3, fault: 'wrong-signature' },
    ],
    [
      'another verdict',
      replaced(signed(log().entries), 2, { statement: stated({ verdict: 'decline' }) }),
      { seq: 3, fault: 'wrong-signature' },
    ],
    [
      'a statement about another plan',
      signed(replaced(log().entries, 2, { plan: 'plan-2' })),
      { seq: 3, fault: 'wrong-signature' },
    ],
    [
      'a statement about another board',
      signed(replaced(log().entries, 2, { board: 'board-2' })),
      { seq: 3, fault: 'wrong-signature' },
    ],
    [
      'a statement of another kind',
      signed(replaced(log().entries, 2, { kind: 'launched' })),
      { seq: 3, fault: 'wrong-signature' },
    ],
    [
      'a launch that the host states',
      signed(new Log().append('launched', { plan: PLAN }).entries),
      { seq: 1, fault: 'wrong-signature' },
    ],
    [
      'a statement where none belongs',
      signed(replaced(log().entries, 0, { statement: stated({}) })),
      { seq: 1, fault: 'wrong-signature' },
    ],
    [
      '[VERIFY-3] another snapshot',
      signed(replaced(log().entries, 1, { body: { ...submission?.body, snapshot: B } })),
      { seq: 2, fault: 'wrong-signature' },
    ],
    [
      '[VERIFY-3] no snapshot',
      signed(replaced(log().entries, 1, { body: undefined })),
      { seq: 2, fault: 'wrong-signature' },
    ],
    [
      '[VERIFY-5] a note that has no text',
      replaced(signed(log().entries), 2, { statement: stated({ note: '\ud800' }) }),
      { seq: 3, fault: 'wrong-signature' },
    ],
    [
      'a changed host entry',
      replaced(signed(log().entries), 0, { body: { a: 1 } }),
      { seq: 1, fault: 'wrong-signature' },
    ],
  ])('[VERIFY-2] do not bear %s', async (_what, entries, fault) => {
    expect(await check(entries)).toEqual(fault);
  });
});

describe('[VERIFY-4] keys', () => {
  const enrolled = (device: string, member: string, publicKey: string) =>
    new Log().append('device-enrolled', { body: { device, member, publicKey } }).entries;
  const created = new Log().append('workspace-created', { body: { hostKey: 'H' } }).entries;

  it('are the first ones that were named', () => {
    const keys = keyRingOf([...created, ...enrolled('d1', 'max', 'K1')]);
    expect([...keys]).toEqual([
      ['host', { member: 'host', publicKey: 'H' }],
      ['d1', { member: 'max', publicKey: 'K1' }],
    ]);
    const later = [
      ...enrolled('d1', 'max', 'K2'),
      ...new Log().append('workspace-created', { body: { hostKey: 'H2' } }).entries,
      ...enrolled('host', 'host', 'H3'),
      ...enrolled('d2', 'vera', 'K3'),
      ...new Log().append('device-removed', { body: { device: 'd1' } }).entries,
    ];
    expect([...keyRingOf(later, keys)]).toEqual([...keys, ['d2', { member: 'vera', publicKey: 'K3' }]]);
  });

  it('are none without all that belongs to them', () => {
    expect(
      keyRingOf(
        new Log().append('device-enrolled', { body: { device: 'd' } }).append('device-enrolled').entries,
      ).size,
    ).toBe(0);
    expect(keyRingOf(enrolled('host', 'host', 'H')).size).toBe(0);
  });
});

describe('[DECISION-11] a statement', () => {
  const approval = new Log().agree(A).entries[1]?.statement;
  const base = { ...approval, digest: digestOf(A) };

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
    ['a digest in capitals', { digest: digestOf(A).toUpperCase() }],
    ['anything else', { more: 1 }],
    ['half a character', { note: 'a\ud83d' }],
    ['a note without end', { note: 'x'.repeat(2001) }],
    ['another version', { v: 2 }],
    ['a plan of any name', { plan: 'a/b' }],
  ])('does not have %s', (_what, over) => {
    expect(statementSchema.safeParse({ ...base, ...over }).success).toBe(false);
  });

  it('has the hash of everything but its hash', () => {
    const [entry] = new Log().agree(A).entries;
    expect(entry && hashOfEntry({ ...entry, hash: 'x' } as RecordEntry)).toBe(entry?.hash);
  });
});

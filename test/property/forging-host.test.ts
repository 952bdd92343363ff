import { describe, expect, it } from 'vitest';
import { verifyEd25519 } from '../../server/base/crypto';
import { planStatus } from '../../shared/domain/status';
import { hashOfEntry, WORKSPACE, type RecordEntry } from '../../shared/domain/record';
import { RecordBook } from '../../shared/domain/verify/book';
import type { RecordFault } from '../../shared/domain/verify/chain';
import { changesOf, honestPair, refitted, SECOND_PLAN, type Pair } from '../support/hostile/forger';
import { BOARD, campaign, HOST_KEY, keyOf, PLAN, Records } from '../support/host/records';

const A = campaign();
const other = { plan: SECOND_PLAN };

/** The same signatures are asked about in thousands of forged records. */
const held = new Map<string, boolean>();
function verify(publicKey: string, text: string, sig: string): boolean {
  const key = `${publicKey} ${sig} ${text}`;
  const known = held.get(key) ?? verifyEd25519(publicKey, text, sig);
  held.set(key, known);
  return known;
}

async function faultOf({ workspace, board }: Pair): Promise<RecordFault | null> {
  const book = new RecordBook(verify);
  return (await book.check(WORKSPACE, workspace)) ?? (await book.check(BOARD, board));
}

const replaced = (entries: readonly RecordEntry[], at: number, entry: RecordEntry) =>
  entries.map((each, index) => (index === at ? entry : each));

/** What anybody would act on: state, version and who stands for it, of both plans. */
function meaningOf({ board }: Pair): unknown {
  return [PLAN, other.plan].map((plan) => {
    const { state, agreement, submission } = planStatus(plan, null, board, '2027-01-01');
    const approvals = agreement?.approvals.map(({ by }) => by);
    return { state, agreed: agreement?.digest, approvals, submitted: submission?.digest };
  });
}

describe('[VERIFY-12] a host that forges', () => {
  const pair = honestPair();
  const places = (['workspace', 'board'] as const).flatMap((record) =>
    pair[record].map((entry, at) => ({ record, entry, at })),
  );

  it('has nothing to forge in honest records', async () => {
    expect(await faultOf(pair)).toBeNull();
    expect(refitted(pair)).toEqual(pair);
  });

  it('is caught at any change of any field, its hash made right again or not', async () => {
    for (const { record, entry, at } of places)
      for (const { entry: forged, path } of changesOf(entry)) {
        const rehashed = { ...forged, hash: hashOfEntry(forged) };
        for (const lie of path.includes('hash') ? [forged] : [forged, rehashed]) {
          const told = { ...pair, [record]: replaced(pair[record], at, lie) };
          const found = await faultOf(told);
          // Nothing follows the last entry that could give away what only the host says in it.
          const isHarmless = lie === rehashed && entry === pair.board.at(-1);
          const agreed = found === null && isHarmless ? meaningOf(told) : null;
          expect({ record, at, path, found, agreed }).not.toMatchObject({ found: null, agreed: null });
          expect(agreed ?? meaningOf(pair)).toEqual(meaningOf(pair));
        }
      }
  });

  it('is caught at any change before the last statement, however well it fits everything else', async () => {
    const harmless: string[] = [];
    for (const { record, entry, at } of places)
      for (const { entry: forged, path } of changesOf(entry)) {
        if (/^-?(seq|prev|hash|sig)$/.test(path)) continue;
        const lie = refitted({ ...pair, [record]: replaced(pair[record], at, forged) });
        const found = await faultOf(lie);
        if (found) continue;
        // A newcomer believes it, if at all, where nobody has spoken since, and then it agrees nothing else.
        harmless.push(`${record} ${at + 1} ${path}`);
        expect(meaningOf(lie)).toEqual(meaningOf(pair));
        // Whoever had read the true one sees another record.
        expect(lie[record].at(-1)?.hash).not.toBe(pair[record].at(-1)?.hash);
      }
    const [lastWord] = harmless.filter((each) => each.startsWith('board'));
    expect(lastWord).toBeDefined();
    const last = `board ${pair.board.length} `;
    expect(harmless.filter((each) => each.startsWith('board') && !each.startsWith(last))).toEqual([]);
    // What the workspace's record says after the moment that the last statements name.
    expect(harmless.filter((each) => each.startsWith('workspace'))).toEqual([]);
  });

  it.each(['workspace', 'board'] as const)(
    'is caught dropping, swapping or doubling entries of the %s',
    async (record) => {
      const entries = pair[record];
      for (let at = 0; at < entries.length - 1; at++) {
        const [one, two] = [entries[at], entries[at + 1]];
        if (!one || !two) continue;
        const dropped = entries.filter((_entry, index) => index !== at);
        const swapped = replaced(replaced(entries, at, two), at + 1, one);
        const doubled = entries.flatMap((entry, index) => (index === at ? [entry, entry] : [entry]));
        for (const list of [dropped, swapped, doubled]) {
          expect(await faultOf({ ...pair, [record]: list })).not.toBeNull();
          expect(await faultOf(refitted({ ...pair, [record]: list }))).not.toBeNull();
        }
      }
    },
  );

  it('is caught cutting the workspace record, and by who had seen more where it cuts the board record', async () => {
    for (let length = 0; length < pair.workspace.length - 2; length++)
      expect(await faultOf({ ...pair, workspace: pair.workspace.slice(0, length) })).not.toBeNull();
    const cut = pair.board.slice(0, -1);
    expect(cut.at(-1)?.hash).not.toBe(pair.board.at(-1)?.hash);
  });

  it.each([
    ["its own key under a member's device", { key: HOST_KEY }],
    ['a device it invented', { device: 'vera-invented' }],
    ['the key of another device', { key: keyOf('max-laptop') }],
  ])('cannot approve with %s', async (_how, words) => {
    const records = Records.founded().submit(A).decide('approve', A, 'vera', words);
    expect(await faultOf(records)).not.toBeNull();
  });

  it('cannot invent an approver but where every member reads of him', async () => {
    const unknown = Records.founded().submit(A).decide('approve', A, 'eve');
    expect(await faultOf(unknown)).toEqual({ seq: 3, fault: 'unknown-device' });
    const told = Records.founded().submit(A).join('eve', 'member', 'sales', true).decide('approve', A, 'eve');
    expect(await faultOf(told)).toBeNull();
    expect(
      told.workspace.some(({ kind, body }) => kind === 'member-joined' && body?.['member'] === 'eve'),
    ).toBe(true);
  });
});

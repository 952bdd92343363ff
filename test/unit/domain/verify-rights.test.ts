import { describe, expect, it, test } from 'vitest';
import { verifyEd25519 } from '../../../server/base/crypto';
import type { JsonObject } from '../../../shared/domain/json';
import { planStatus } from '../../../shared/domain/status';
import { digestOf } from '../../../shared/domain/plan';
import { DEFAULT_POLICY, GENESIS, signingText, WORKSPACE } from '../../../shared/domain/record';
import { RecordBook } from '../../../shared/domain/verify/book';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import { BOARD, campaign, keyOf, PLAN, PROMISE, Records } from '../../support/host/records';

const A = campaign();
const B = campaign({ title: 'Herbst' });
const records = () => Records.founded();
const noRight = (reason: string) => ({ fault: 'no-right', reason });

async function faultOf({ workspace, board }: Records): Promise<RecordFault | null> {
  const book = new RecordBook(verifyEd25519);
  return (await book.check(WORKSPACE, workspace)) ?? (await book.check(BOARD, board));
}

describe('[VERIFY-7] [RECORD-22] whoever states something has the right to at the moment that the entry names', () => {
  const before = records();
  const early = before.workspaceHead;
  const removed = records().byHost(WORKSPACE, 'member-removed', { member: 'vera' });
  const unplugged = records().byHost(WORKSPACE, 'device-removed', { device: 'vera-laptop' });

  test.each<[string, Records, object]>([
    [
      'no approver',
      records().rights('vera', 'member', 'sales').submit(A).decide('approve', A),
      noRight('not-approver'),
    ],
    [
      'an approver of the same department',
      records().rights('vera', 'member', 'marketing', true).submit(A).decide('approve', A),
      noRight('wrong-department'),
    ],
    [
      'a guest',
      records().rights('vera', 'guest', 'sales', true).submit(A).decide('approve', A),
      noRight('guest'),
    ],
    ['a guest who submits', records().submit(A, 'gero'), noRight('guest')],
    ['somebody removed', removed.submit(A).decide('approve', A), noRight('removed')],
    ['a device removed', unplugged.submit(A).decide('approve', A), { fault: 'unknown-device' }],
    [
      'an approver with a role of tomorrow',
      records()
        .rights('vera', 'member', 'tomorrow' as never, true)
        .submit(A)
        .decide('approve', A),
      noRight('not-approver'),
    ],
    [
      'the owner of the plan',
      records()
        .submit(campaign({ ownerId: 'vera' }))
        .decide('approve', campaign({ ownerId: 'vera' })),
      noRight('own-plan'),
    ],
    ['whoever submitted it', records().submit(A, 'vera').decide('approve', A), noRight('own-submission')],
    [
      'the same side as submitted it',
      records().join('sven', 'member', 'sales').submit(A, 'sven').decide('approve', A),
      noRight('same-department'),
    ],
    [
      'somebody who launches what is not his',
      records().submit(A).decide('approve', A).end('launched', A, 'kim'),
      noRight('not-plan-owner'),
    ],
    ['a launch before the agreement', records().submit(A).end('launched', A), noRight('not-agreed')],
    [
      'a launch of another version',
      records().submit(A).decide('approve', A).end('launched', B),
      noRight('not-agreed'),
    ],
    [
      'a second launch',
      records().submit(A).decide('approve', A).end('launched', A).end('launched', A),
      noRight('already-launched'),
    ],
    ['a close before the launch', records().submit(A).end('closed', A), noRight('not-launched')],
    ['a decision about nothing', records().decide('decline', A), noRight('not-submitted')],
    [
      'an approval of an earlier version',
      records().submit(A).submit(B).decide('approve', A),
      noRight('changed-since-submitted'),
    ],
    [
      'an approval without the promise',
      records().submit(A).decide('approve', A, 'vera', { promise: undefined }),
      noRight('promise-missing'),
    ],
    [
      'a promise for somebody who is not there',
      records()
        .submit(A)
        .decide('approve', A, 'vera', { promise: { ...PROMISE, ownerId: 'nobody' } }),
      noRight('promise-owner-unknown'),
    ],
    ['a retraction of nothing', records().submit(A).decide('retract', A), noRight('nothing-to-retract')],
    [
      'anything on an archived board',
      records().byHost(BOARD, 'archived', { by: 'max' }).submit(A),
      noRight('board-archived'),
    ],
    [
      'another department beside it',
      records().submit(A, 'max', { body: { department: 'sales' } }),
      noRight('wrong-department'),
    ],
  ])('which %s has not', async (_who, forged, fault) => {
    expect(await faultOf(forged)).toMatchObject(fault);
  });

  it('and keeps what he said when his rights end', async () => {
    const agreed = records().submit(A).decide('approve', A).rights('vera', 'guest', 'sales');
    expect(await faultOf(agreed.end('launched', A))).toBeNull();
  });

  it('and may not name a moment before one that was named, or none of the record', async () => {
    const back = before.rights('kim', 'owner', 'marketing').submit(A);
    back.decide('approve', A, 'vera', { body: { workspaceHead: early } });
    expect(await faultOf(back)).toEqual({ seq: 3, fault: 'wrong-workspace' });
    const invented = records().submit(A, 'max', { body: { workspaceHead: 'f'.repeat(64) } });
    expect(await faultOf(invented)).toEqual({ seq: 2, fault: 'wrong-workspace' });
  });

  it('and where none is named, at the last one that was', async () => {
    const unnamed = { body: { workspaceHead: undefined as never } };
    expect(await faultOf(records().submit(A).decide('approve', A, 'vera', unnamed))).toBeNull();
    const late = records().submit(A).join('sven', 'member', 'sales', true);
    expect(await faultOf(late.decide('approve', A, 'sven', unnamed))).toMatchObject({
      fault: 'unknown-device',
    });
  });
});

describe('[VERIFY-8] a submission', () => {
  it('is under the policy that the record has in force', async () => {
    const strict = { ...DEFAULT_POLICY, approvals: 2 };
    const forged = records()
      .setPolicy(strict)
      .submit(A, 'max', { body: { policy: DEFAULT_POLICY } });
    expect(await faultOf(forged)).toEqual({ seq: 3, fault: 'wrong-policy' });
    expect(await faultOf(records().setPolicy(strict).submit(A))).toBeNull();
    const off = { body: { policy: { ...DEFAULT_POLICY, encryptedOnly: false } } };
    expect(await faultOf(records().submit(A, 'max', off))).toBeNull();
  });
});

describe('[VERIFY-9] a statement', () => {
  it('names a head that is before it in this record, an approval none before the submission', async () => {
    const foreign = records().submit(A, 'max', { head: 'e'.repeat(64) });
    expect(await faultOf(foreign)).toEqual({ seq: 2, fault: 'unseen' });
    const blind = records().submit(A).decide('approve', A, 'vera', { head: GENESIS });
    expect(await faultOf(blind)).toEqual({ seq: 3, fault: 'unseen' });
    expect(await faultOf(records().submit(A).decide('decline', A, 'vera', { head: GENESIS }))).toBeNull();
  });

  it('stands in the record once', async () => {
    const { board, workspace } = records().submit(A).decide('approve', A).decide('retract', A);
    const twice = new Records();
    twice.workspace.push(...workspace);
    twice.board.push(...board);
    const said = board[2];
    twice.append(BOARD, { ...said, seq: 5, prev: board[3]?.hash ?? '' }, () => said?.sig ?? '');
    expect(await faultOf(twice)).toEqual({ seq: 5, fault: 'replayed' });
  });
});

describe('[VERIFY-11] a restore', () => {
  /** Both records go on behind a restore that an owner signed. */
  function restored(over: { head?: string } = {}): Records {
    const all = records().submit(A);
    const { head = all.workspaceHead } = over;
    return signed(all, { head, nonce: 'A'.repeat(22) }, { seq: 2, hash: all.head });
  }

  function signed(all: Records, said: { head: string; nonce: string }, lost: JsonObject): Records {
    const statement = { v: 1, kind: 'restored', backup: 'a'.repeat(64), ...said } as const;
    const workspace = { seq: all.workspace.length, hash: all.workspaceHead };
    const body = { epoch: 'e2', lost: { workspace, boards: { [BOARD]: lost } } };
    const draft = { kind: 'restored', by: 'max', device: 'max-laptop', statement, body } as const;
    return all.append(WORKSPACE, draft, () => keyOf('max-laptop').sign(signingText(statement)));
  }

  const follow = (all: Records, lost: JsonObject, workspace = all.workspaceHead) =>
    all.byHost(BOARD, 'restored', { epoch: 'e2', lost, workspace });

  it('of a board says what the one of the workspace says, and is one', async () => {
    const all = restored();
    const lost = { seq: 2, hash: all.head };
    expect(await faultOf(follow(all, lost))).toBeNull();
    const restoration = all.workspaceHead;
    expect(await faultOf(follow(all, lost, restoration))).toEqual({ seq: 4, fault: 'wrong-workspace' });
    const other = restored();
    expect(await faultOf(follow(other, { seq: 1, hash: other.board[0]?.hash ?? '' }))).toEqual({
      seq: 3,
      fault: 'wrong-workspace',
    });
  });

  it('of a board does not go back behind a moment that was named', async () => {
    const all = restored();
    const [lost, restoration] = [{ seq: 2, hash: all.head }, all.workspaceHead];
    all.rights('kim', 'guest', 'marketing').decide('approve', A);
    expect(await faultOf(follow(all, lost, restoration))).toEqual({ seq: 4, fault: 'wrong-workspace' });
  });

  it('is signed for once, by somebody who had seen this record', async () => {
    const said = { head: records().workspaceHead, nonce: 'A'.repeat(22) };
    expect(await faultOf(restored())).toBeNull();
    expect(await faultOf(signed(restored(), said, {}))).toMatchObject({ fault: 'replayed' });
    expect(await faultOf(signed(restored(), { ...said, nonce: 'B'.repeat(21) + 'A' }, {}))).toBeNull();
    expect(await faultOf(restored({ head: 'f'.repeat(64) }))).toMatchObject({ fault: 'unseen' });
  });
});

describe('[VERIFY-10] what a later version may write', () => {
  const status = ({ board }: Records) =>
    planStatus(PLAN, { digest: digestOf(A), material: A }, board, '2027-01-01').state;

  it('stops nobody, and agrees nothing', async () => {
    const later = records()
      .byHost(BOARD, 'weather-changed' as never, { rain: true })
      .byHost(WORKSPACE, 'weather-changed' as never, {})
      .submit(A)
      .decide('approve', A, 'vera', { condition: 'only if it rains' } as never);
    expect(await faultOf(later)).toBeNull();
    expect(status(later)).toBe('in-review');
    expect(await faultOf(later.decide('approve', A))).toBeNull();
    expect(status(later)).toBe('agreed');
  });

  it('is no policy under which anything is agreed', async () => {
    const policy = { ...DEFAULT_POLICY, approvals: 1, vetoes: 3 } as never;
    const later = records().setPolicy(policy).submit(A);
    expect(await faultOf(later)).toBeNull();
    expect(status(later)).toBe('draft');
  });
});

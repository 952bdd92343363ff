import canonicalize from 'canonicalize';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProblemError } from '../../../../server/base/problem';
import { planView } from '../../../../server/http/plans';
import { GENESIS } from '../../../../shared/domain/record';
import { ApprovalWorld, type ApprovalBoard } from '../../../support/approvals/world';

const PLAN = 'p';
let world: ApprovalWorld;
let nonces = 0;
beforeAll(async () => {
  world = await ApprovalWorld.open();
});
afterAll(() => world.close());

const idOf = (name: string) => world.of(name).member.id;
const write = async (board: ApprovalBoard, title: string): Promise<string> =>
  (await board.write(PLAN, { title, kind: 'campaign', ownerId: 'max', start: '2027-03-01', color: 'red' }))
    ?.digest ?? '';
const shows = ({ room }: ApprovalBoard, to: string) => planView(room, PLAN, '2027-01-04', idOf(to));
const looks = async ({ room }: ApprovalBoard, name: string, digest: string) =>
  world.host.looks.keep(world.of(name).member, room, PLAN, { digest, seq: 0, comments: [] });

/** What the host says has changed, to somebody who submits a version that stands no more. */
async function changesToldTo({ room }: ApprovalBoard, name: string, digest: string): Promise<unknown> {
  const { signer, member, device } = world.of(name);
  const nonce = Buffer.alloc(16, ++nonces).toString('base64url');
  const statement = {
    v: 1 as const,
    kind: 'plan-submitted' as const,
    board: room.board.id,
    plan: PLAN,
    digest,
    head: GENESIS,
    nonce,
  };
  const signed = { statement, device: device.id, sig: signer.sign(canonicalize(statement) ?? '') };
  const sender = { caller: { member, device }, secure: true };
  const refused = await world.host
    .appendStatement(sender, room.board.id, PLAN, statement.kind, signed)
    .catch((error: unknown) => error);
  return refused instanceof ProblemError && refused.code === 'stale' ? refused.facts?.['changes'] : refused;
}

it.each<[string, (board: ApprovalBoard, digest: string) => unknown]>([
  ['asked the host for it', (board) => shows(board, 'sara')],
  ['had it before his eyes', (board, digest) => looks(board, 'sara', digest)],
])('[INBOX-6] nobody learns from a refusal that a colleague %s', async (_what, reads) => {
  const told = await Promise.all(
    [true, false].map(async (isRead) => {
      const board = await world.board();
      const old = await write(board, 'As it was');
      if (isRead) await reads(board, old);
      await write(board, 'As it is');
      return changesToldTo(board, 'max', old);
    }),
  );
  expect(told[0]).toEqual(told[1]);
});

it('[RECORD-6] whoever was shown a version is told what has changed since', async () => {
  const board = await world.board();
  const old = await write(board, 'As it was');
  shows(board, 'max');
  await write(board, 'As it is');
  expect(await changesToldTo(board, 'max', old)).toEqual([
    { field: 'title', before: 'As it was', after: 'As it is' },
  ]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApprovalWorld, type Draft } from '../../../support/approvals/world';

let world: ApprovalWorld;
beforeAll(async () => {
  world = await ApprovalWorld.open();
});
afterAll(() => world.close());

const draft = (title: string): Draft => ({
  title,
  kind: 'campaign',
  ownerId: 'max',
  start: '2027-03-01',
  color: 'red',
});

it('[RECORD-9] a statement is judged by the edits that came before it, committed or not', async () => {
  const board = await world.board();
  const nonce = (at: number) => Buffer.alloc(16, at).toString('base64url');
  const submitting = (digest: string, at: number) =>
    board.attempt({
      by: world.of('max').member.id,
      route: 'plan-submitted',
      kind: 'plan-submitted',
      plan: 'p',
      digest,
      head: board.seq,
      nonce: nonce(at),
      here: true,
      ownSignature: true,
      ownDevice: true,
    });
  const seen = await board.write('p', draft('As it was seen'));

  // Neither is waited for: the host has both before the first of them is committed.
  const edit = board.write('p', draft('Changed at the last moment'));
  const late = submitting(seen?.digest ?? '', 1);
  const changed = await edit;
  expect((await late).answer).toEqual({ code: 'stale' });

  expect((await submitting(changed?.digest ?? '', 2)).answer).toBeNull();
  board.leave();
});

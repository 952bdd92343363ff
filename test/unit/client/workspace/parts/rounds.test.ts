import { rmSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startHost } from '../../../../../server/start';
import { failed, httpApi, type Api } from '../../../../../renderer/client/connection/api';
import { joinAs, secretOfInvite, valueOf } from '../../../../support/clients/client-world';
import { secretOf } from '../../../../support/host/host';
import { memoryFolder } from '../../../../support/host/memory-folder';

async function company() {
  const data = memoryFolder('rounds');
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const anna = await (await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing')).open();
  onTestFinished(() => anna.close());
  const board = valueOf(await anna.actions.createBoard('Frühjahr'));
  const other = valueOf(await anna.actions.createBoard('Anderswo'));
  const secret = await secretOfInvite(anna, { role: 'member', boards: [board] });
  return { anna, board, other, jonas: await joinAs(host.url, secret, 'Jonas', 'sales') };
}

/** A line on which answers of the host are lost after it has done what was asked. */
function losing(api: Api): Api {
  return {
    ...api,
    send: async (route, call) => {
      await api.send(route, call);
      return failed('offline');
    },
  };
}

it('[ROUND-35] answers a pulse once, though its first answer was lost, and forgets it when it is over', async () => {
  const { anna, board, jonas } = await company();
  const round = valueOf(await anna.rounds.open(board, { kind: 'pulse', minAnswers: 5, title: '' }));
  const api = httpApi({ host: jonas.profile.host, token: jonas.profile.token });
  const first = await jonas.open(losing(api));
  expect(await first.rounds.answerPulse(board, round, { grade: 4 })).toMatchObject({ ok: false });
  await first.close();
  const again = await jonas.open();
  onTestFinished(() => again.close());
  expect(valueOf(await again.rounds.view(board, round))).not.toHaveProperty('answer');
  valueOf(await again.rounds.answerPulse(board, round, { grade: 4, sentence: 'Es wird besser.' }));
  const answer = { grade: 2, sentence: 'Gut.' };
  valueOf(await again.rounds.answerPulse(board, round, answer));
  expect(valueOf(await again.rounds.view(board, round))).toMatchObject({ state: 'open', answer });
  expect(await jonas.store.list(`round/`)).toHaveLength(1);
  const closed = valueOf(await anna.rounds.close(board, round));
  expect(closed.result).toEqual({ answers: 'too-few' });
  expect(valueOf(await again.rounds.view(board, round))).not.toHaveProperty('answer');
  expect(await jonas.store.list('round/')).toEqual([]);
});

it('[ROUND-36] hears of rounds on boards that its member may read, and shows what comes of them', async () => {
  const { anna, board, other, jonas } = await company();
  const sales = await jonas.open();
  onTestFinished(() => sales.close());
  await vi.waitFor(() => expect(sales.store.getState().online).toBe(true));
  const body = { kind: 'notes', authors: 'shown', title: 'Was lief gut?' } as const;
  valueOf(await anna.rounds.open(other, body));
  const round = valueOf(await anna.rounds.open(board, body));
  await vi.waitFor(() => expect(sales.rounds.changes.getState()).toEqual({ [board]: 1 }));
  valueOf(await sales.rounds.enter(board, round, { texts: ['Die Messe'] }));
  expect(valueOf(await sales.rounds.view(board, round)).own).toEqual({ texts: ['Die Messe'] });
  valueOf(await anna.rounds.close(board, round));
  await vi.waitFor(() => expect(sales.rounds.changes.getState()).toEqual({ [board]: 2 }));
  expect(valueOf(await sales.rounds.view(board, round))).toMatchObject({
    state: 'closed',
    answers: 1,
    result: { notes: [{ text: 'Die Messe', by: sales.profile.memberId }] },
  });
  expect(valueOf(await sales.rounds.list(board)).map(({ id, state }) => [id, state])).toEqual([
    [round, 'closed'],
  ]);
});

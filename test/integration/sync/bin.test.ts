import { afterAll, beforeAll, expect, test } from 'vitest';
import { binAnswer, boardsAnswer } from '../../../shared/api/contract';
import { deletePlan, takeBackPlan } from '../../../shared/doc/commands';
import { foundCompany, postPlan, type Company } from '../../support/host/company';

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

test('[DOC-16] the host tells when a plan went into the bin, each time it did', async () => {
  const { owner, guest, board } = company;
  await postPlan(owner, board, 'a');
  await postPlan(owner, board, 'b');
  const { doc, close } = await owner.openBoard(board);
  const bin = async () =>
    new Map(
      binAnswer
        .parse((await guest.ask('GET', `/api/boards/${board}/bin`)).body)
        .plans.map(({ plan, at }) => [plan, at]),
    );
  const begin = new Date().toISOString();
  deletePlan(doc, 'a');
  await expect.poll(async () => [...(await bin()).keys()]).toEqual(['a']);
  const first = (await bin()).get('a') ?? '';
  expect(first >= begin && first <= new Date().toISOString()).toBe(true);

  takeBackPlan(doc, 'a');
  await expect.poll(async () => (await bin()).size).toBe(0);
  deletePlan(doc, 'a');
  await expect.poll(async () => (await bin()).size).toBe(1);
  const second = (await bin()).get('a') ?? '';
  expect(second > first).toBe(true);
  close();
});

test('[WAIT-12] what went into the bin leaves the list of boards, and comes back to it', async () => {
  const { owner, board } = company;
  await postPlan(owner, board, 'c');
  expect((await owner.state(board, 'c', { kind: 'plan-submitted' })).status).toBe(201);
  const { doc, close } = await owner.openBoard(board);
  const waiting = async () => {
    const { boards } = boardsAnswer.parse((await owner.ask('GET', '/api/boards')).body);
    return boards.find(({ id }) => id === board)?.goingOn?.states['in-review'] ?? 0;
  };
  expect(await waiting()).toBe(1);
  deletePlan(doc, 'c');
  await expect.poll(waiting).toBe(0);
  takeBackPlan(doc, 'c');
  await expect.poll(waiting).toBe(1);
  close();
});

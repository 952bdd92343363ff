import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Api } from '../../../../renderer/client/connection/api';
import { httpApi } from '../../../../renderer/client/connection/api';
import { startHost } from '../../../../server/start';
import { joinAs, valueOf } from '../../../support/clients/client-world';

const BOARDS = 12;
const WINDOWS = 3;

it('[CLIENT-18] [WAIT-5] three windows at the start page have a socket each, whatever boards there are', async () => {
  const data = await mkdtemp(join(tmpdir(), 'handschlag-start-page-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const secret = new URL(host.ownerInvite ?? '').hash.slice('#invite='.length);
  const anna = await joinAs(host.url, secret, 'Anna', 'marketing');
  const { token } = anna.profile;
  const asked: string[] = [];
  const api = httpApi({ host: host.url, token });
  const counting: Api = {
    ...api,
    call: (route, ...rest) => {
      asked.push(route);
      return api.call(route, ...rest);
    },
  };
  const first = await anna.open(counting);
  onTestFinished(() => first.close());
  for (let n = 0; n < BOARDS; n++) valueOf(await first.actions.createBoard(`Board ${n}`));
  const windows = [first];
  asked.length = 0;
  for (let n = 1; n < WINDOWS; n++) {
    const window = await anna.open(counting);
    windows.push(window);
    onTestFinished(() => window.close());
  }
  const [socketsOfBoards, socketsOfWorkspace] = [open('board'), open('workspace')];
  await vi.waitFor(async () => expect(await socketsOfWorkspace()).toBe(WINDOWS));
  await vi.waitFor(() => {
    for (const { store } of windows)
      expect(store.getState()).toMatchObject({ online: true, entries: { length: 15 } });
  });
  expect(await socketsOfBoards()).toBe(0);
  expect(asked.filter((route) => ['plans', 'boardRecord'].includes(route))).toEqual([]);

  function open(room: 'board' | 'workspace') {
    return async () => {
      const text = await (await fetch(`${host.url}/metrics`)).text();
      return Number(new RegExp(`^handschlag_sockets\\{room="${room}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
    };
  }
});

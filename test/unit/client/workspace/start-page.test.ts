import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Api } from '../../../../renderer/client/connection/api';
import { httpApi } from '../../../../renderer/client/connection/api';
import { startHost } from '../../../../server/start';
import { WebSocket } from 'ws';
import { joinAs, valueOf } from '../../../support/clients/client-world';

const BOARDS = 12;
const WINDOWS = 3;

/** Something on the way takes no WebSockets. */
class NoWebSocket extends WebSocket {
  constructor() {
    super('ws://127.0.0.1:1');
  }
}

it('[CLIENT-78] a window asks for each part once as it opens, and without a connection, too', async () => {
  const { anna, counting, asked } = await annasHost();
  const parts = ['me', 'members', 'boards', 'waiting', 'inbox', 'days'];
  const times = () => parts.map((part) => asked.filter((route) => route === part).length);
  const open = async (by?: typeof NoWebSocket) => {
    asked.length = 0;
    const window = await anna.open(counting, undefined, by);
    onTestFinished(() => window.close());
    return window;
  };

  // What it opens with on a new device may have changed before it was told of changes.
  const first = await open();
  await vi.waitFor(() => expect(times()).toEqual([2, 2, 2, 1, 1, 1]));
  await first.close();

  const again = await open();
  await vi.waitFor(() => expect(times()).toEqual([1, 1, 1, 1, 1, 1]));
  expect(again.store.getState().online).toBe(true);
  await again.close();

  const cutOff = await open(NoWebSocket);
  await vi.waitFor(() => expect(times()).toEqual([1, 1, 1, 1, 1, 1]));
  expect(cutOff.store.getState().online).toBe(false);
});

it('[CLIENT-79] what is told while a window asks for everything is not overtaken by what it was answered before', async () => {
  const { anna, counting } = await annasHost();
  const other = await anna.open();
  onTestFinished(() => other.close());
  const [boards, members] = [gate(), gate()];
  // The list of boards comes at once, that of members takes its time.
  const slow: Api = {
    ...counting,
    call: async (route, ...rest) => {
      if (route === 'members') await members.opened;
      const answer = await counting.call(route, ...rest);
      if (route === 'boards') boards.open();
      return answer;
    },
  };
  const window = await anna.open(slow);
  onTestFinished(() => window.close());
  const titles = () => window.store.getState().boards.map(({ title }) => title);

  await boards.opened;
  valueOf(await other.actions.createBoard('Wärmepumpe'));
  await vi.waitFor(() => expect(titles()).toEqual(['Wärmepumpe']));
  valueOf(await other.actions.patchMember(anna.profile.memberId, { name: 'Anna-Lena' }));
  members.open();
  await vi.waitFor(() =>
    expect(window.store.getState().members.get(anna.profile.memberId)?.name).toBe('Anna-Lena'),
  );
  expect(titles()).toEqual(['Wärmepumpe']);
});

it('[CLIENT-18] [WAIT-5] three windows at the start page have a socket each, whatever boards there are', async () => {
  const { host, anna, counting, asked } = await annasHost();
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

/** A host, its owner, and what one of her windows asks it. */
async function annasHost() {
  const data = await mkdtemp(join(tmpdir(), 'handschlag-start-page-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const secret = new URL(host.ownerInvite ?? '').hash.slice('#invite='.length);
  const anna = await joinAs(host.url, secret, 'Anna', 'marketing');
  const asked: string[] = [];
  const api = httpApi({ host: host.url, token: anna.profile.token });
  const counting: Api = {
    ...api,
    call: (route, ...rest) => {
      asked.push(route);
      return api.call(route, ...rest);
    },
  };
  return { host, anna, counting, asked };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

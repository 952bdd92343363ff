import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { briefText } from '../../../shared/domain/brief';
import { BoardWorld, type Device } from '../../support/clients/board-world';
import { settle, turns } from '../../support/clients/settle';

const SENTENCE = 'Mit Gutschein für Bestandskunden. ';

let world: BoardWorld;
let [anna, ben]: Device[] = [];
let planId: string;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  world = await BoardWorld.open();
  [anna, ben] = (await world.board()).devices;
  await settle(both());
  planId = here(ben).board.actions.createPlan({ kind: 'campaign' });
  write(here(ben), (brief) => {
    for (const text of ['Messe im März. Danach Anrufe.', 'Die Preise bleiben.']) {
      const paragraph = new Y.XmlElement('paragraph');
      brief.push([paragraph]);
      paragraph.push([new Y.XmlText(text)]);
    }
  });
  await settle(both());
});
afterEach(async () => {
  await world.close();
  vi.useRealTimers();
});

it('[CLIENT-75] written offline, through a restart of the app, and struck out meanwhile: offered, and put back in one step', async () => {
  here(anna).wire.cut();
  writeSentence(here(anna));
  await here(anna).board.flush();
  here(anna).crash();
  strike(here(ben));
  await settle([here(ben)]);
  await settle(both());
  expect(textAt(here(anna))).toBe('Die Preise bleiben.');
  expect([offered(here(anna)), offered(here(ben))]).toEqual([[SENTENCE.trim()], []]);

  // Kept until she has chosen.
  here(anna).crash();
  await settle(both());
  const { actions, store } = here(anna).board;
  actions.settleOverwritten(store.getState().overwritten[0]?.id ?? '', SENTENCE.trim());
  await settle(both());
  for (const device of both()) {
    expect(textAt(device)).toBe(`Die Preise bleiben.\n${SENTENCE.trim()}`);
    expect(offered(device)).toEqual([]);
  }
  actions.undo();
  await settle(both());
  expect(textAt(here(ben))).toBe('Die Preise bleiben.');
});

it('[CLIENT-75] struck out while they are on their way: offered, whoever was at the host first', async () => {
  writeSentence(here(anna));
  strike(here(ben));
  await settle(both());
  expect([offered(here(anna)), offered(here(ben))]).toEqual([[SENTENCE.trim()], []]);
});

it('[CLIENT-75] the line breaks behind what was written, before the host’s answer is here: offered all the same', async () => {
  here(anna).wire.cut();
  writeSentence(here(anna));
  await here(anna).board.flush();
  here(anna).crash();
  strike(here(ben));
  await settle([here(ben)]);
  const { document } = await world.host.room(boardIdOf(here(anna)));
  const has = () => JSON.stringify([...document.owners]).split(here(anna).memberId).length;
  const before = has();
  // She hears no more of the host than whose is what, and what it lacks.
  for (let round = 0; has() === before; round++) {
    if (round > 100) throw new Error('the host never had it');
    await vi.advanceTimersByTimeAsync(1000);
    await here(anna).wire.up(1000);
    if (round === 0) here(anna).wire.down(2);
    await turns(2);
  }
  here(anna).wire.cut();
  await settle(both());
  expect(offered(here(anna))).toEqual([SENTENCE.trim()]);
});

function boardIdOf({ board }: Device): string {
  return board.store.getState().boardId;
}

function both(): Device[] {
  return [here(anna), here(ben)];
}

function here(device: Device | undefined): Device {
  if (!device) throw new Error('nobody is there');
  return device;
}

function write({ board }: Device, change: (brief: Y.XmlFragment) => void): void {
  const fragment = board.brief(planId)?.fragment;
  if (!fragment) throw new Error('there is no brief');
  fragment.doc?.transact(() => change(fragment));
}

function writeSentence(device: Device): void {
  write(device, (brief) => ((brief.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(15, SENTENCE));
}

function strike(device: Device): void {
  write(device, (brief) => brief.delete(0, 1));
}

function textAt({ board }: Device): string {
  return briefText(board.store.getState().plans.get(planId)?.json['brief']);
}

function offered({ board }: Device): readonly unknown[] {
  return board.store.getState().overwritten.map((each) => ('words' in each ? each.words : each));
}

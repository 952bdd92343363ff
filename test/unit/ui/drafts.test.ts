import { beforeEach, describe, expect, test } from 'vitest';
import { Drafts } from '../../../renderer/state/drafts';

const PLACE = 'member/plan';

describe('a text that is being written in two windows', () => {
  let stored: Map<string, string>;
  let windows: Drafts[];
  /** What windows have kept and the others have not been told of yet. */
  let news: (() => void)[];

  beforeEach(() => {
    stored = new Map();
    windows = [];
    news = [];
  });
  const open = () => {
    const drafts: Drafts = new Drafts({
      read: (place) => JSON.parse(stored.get(place) ?? 'null') as unknown,
      write: (place, value) => {
        if (value === null) stored.delete(place);
        else stored.set(place, JSON.stringify(value));
        const others = windows.filter((each) => each !== drafts);
        news.push(() => others.forEach((each) => each.heard(place)));
      },
    });
    windows.push(drafts);
    return drafts;
  };
  const tell = () => news.splice(0).forEach((each) => each());
  const type = (drafts: Drafts, text: string) => drafts.keep(PLACE, { text }, text === '');
  const shown = (drafts: Drafts) => {
    const { draft, earlier } = drafts.at(PLACE);
    return [draft?.text ?? '', ...earlier.map(({ text }) => text)];
  };

  test('[PLANUI-39] stands in both, and goes from both once it is sent', () => {
    const [one, other] = [open(), open()];
    expect(shown(other)).toEqual(['']);
    type(one, 'Reicht das?');
    tell();
    expect(shown(other)).toEqual(['Reicht das?']);
    type(other, 'Reicht das? Bis Juni.');
    tell();
    expect(shown(one)).toEqual(['Reicht das? Bis Juni.']);
    one.forget(PLACE);
    tell();
    expect([shown(one), shown(other), stored.size]).toEqual([[''], [''], 0]);
  });

  test('[PLANUI-39] that another window is not told of yet is not written over', () => {
    const [one, other] = [open(), open()];
    shown(other);
    type(one, 'Reicht das?');
    type(other, 'Z');
    type(other, 'Zu teuer');
    tell();
    for (const each of [one, other, open()]) expect(shown(each)).toEqual(['Zu teuer', 'Reicht das?']);
  });

  test('[PLANUI-39] that another window is not told of yet is not sent with what stands there', () => {
    const [one, other] = [open(), open()];
    type(one, 'Zu teuer');
    tell();
    shown(other);
    type(other, 'Zu teuer, finde ich');
    one.forget(PLACE);
    tell();
    for (const each of [one, other]) expect(shown(each)).toEqual(['', 'Zu teuer, finde ich']);
  });

  test('[PLANUI-39] is offered where one stroke takes it away in a window in which it was not typed', () => {
    const one = open();
    type(one, 'Reicht das Budget?');
    const other = open();
    type(other, 'Zu teuer');
    tell();
    expect(shown(one)).toEqual(['Zu teuer', 'Reicht das Budget?']);
    // The same once more by the first window, and then by its own hand.
    type(one, '');
    type(one, 'Gut so');
    type(one, 'So gut');
    tell();
    expect(shown(other)).toEqual(['So gut', 'Reicht das Budget?', 'Zu teuer']);
    other.settle(PLACE, { text: 'Reicht das Budget?' });
    other.forget(PLACE);
    tell();
    expect(shown(one)).toEqual(['', 'Zu teuer']);
    one.settle(PLACE, { text: 'Zu teuer' });
    expect(stored.size).toBe(0);
  });

  test("[PLANUI-39] is nobody else's where it is struck out letter by letter", () => {
    const one = open();
    type(one, 'Reicht');
    const other = open();
    for (const text of ['Reich', 'Reic', 'Rei', 'Re', 'R', '']) type(other, text);
    tell();
    for (const each of [one, other]) expect(shown(each)).toEqual(['']);
  });

  test('[PLANUI-39] is there though the device keeps nothing', () => {
    const only = new Drafts({ read: () => null, write: () => undefined });
    type(only, 'Reicht das?');
    expect(shown(only)).toEqual(['Reicht das?']);
  });
});

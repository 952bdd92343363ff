import type { WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Notices } from '../../../electron/notices';

vi.mock('electron', () => ({}));

const TEXT = { title: 'Jana hat Sie erwähnt.', body: 'Frühjahr' };

let isFocused: boolean;
let badge: number | null;
/** Every notification that was shown, by how it ends. */
let shown: ((clicked: boolean) => void)[];
let hidden: number;
let notices: Notices;

const window = () => new EventEmitter() as unknown as WebContents & EventEmitter;

beforeEach(() => {
  [isFocused, badge, shown, hidden] = [false, null, [], 0];
  notices = new Notices({
    isSomeWindowFocused: () => isFocused,
    show: (_text, ended) => {
      shown.push(ended);
      return () => void (hidden += 1);
    },
    setBadge: (count) => (badge = count),
  });
});

describe('a notification', () => {
  it('[INBOX-10] is shown only while no window of the app has the focus, and says whether it was clicked', async () => {
    const page = window();
    const clicked = notices.notify(TEXT, page);
    shown[0]?.(true);
    expect(await clicked).toEqual({ clicked: true });
    isFocused = true;
    expect(await notices.notify(TEXT, page)).toEqual({ clicked: false });
    expect(shown).toHaveLength(1);
  });

  it('[INBOX-10] takes the place of the one before it', async () => {
    const page = window();
    const first = notices.notify(TEXT, page);
    const second = notices.notify(TEXT, page);
    expect(await first).toEqual({ clicked: false });
    expect([shown.length, hidden]).toEqual([2, 1]);
    shown[1]?.(false);
    expect(await second).toEqual({ clicked: false });
  });
});

it("[INBOX-10] the number at the app's sign is that of all windows, without those that are gone", () => {
  const [one, two] = [window(), window()];
  notices.count(3, one);
  notices.count(4, two);
  notices.count(1, one);
  expect(badge).toBe(5);
  two.emit('destroyed');
  expect(badge).toBe(1);
});

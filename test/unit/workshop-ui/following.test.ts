import { describe, expect, it } from 'vitest';
import { afterLead, following, lookingAt, onOwnWay } from '../../../renderer/features/workshop/logic/follow';

const AT_A = { item: 'a', gather: 0 };
const AT_B = { item: 'b', gather: 0 };

describe('[SESSUI-4] following', () => {
  it('is on for whoever comes, and goes along', () => {
    expect(following(AT_A)).toMatchObject({ isOn: true, shown: 'a' });
    expect(afterLead(following(AT_A), AT_B, false)).toMatchObject({ isOn: true, shown: 'b', current: 'b' });
  });

  it('ends by looking elsewhere and by going elsewhere, and then goes along no more', () => {
    for (const off of [lookingAt(following(AT_A), 'c'), onOwnWay(following(AT_A))]) {
      expect(off.isOn).toBe(false);
      expect(afterLead(off, AT_B, false)).toMatchObject({ isOn: false, shown: off.shown, current: 'b' });
    }
  });

  it('is on again by looking at the current item, or when the facilitator comes by', () => {
    const off = lookingAt(following(AT_A), 'b');
    expect(lookingAt(off, 'a').isOn).toBe(true);
    expect(afterLead(off, AT_B, false)).toMatchObject({ isOn: true, shown: 'b' });
  });

  it('comes back by a call, once', () => {
    const off = lookingAt(following(AT_A), 'c');
    const called = afterLead(off, { item: 'a', gather: 7 }, false);
    expect(called).toMatchObject({ isOn: true, shown: 'a' });
    const away = lookingAt(called, 'c');
    expect(afterLead(away, { item: 'a', gather: 7 }, false)).toMatchObject({ isOn: false, shown: 'c' });
  });
});

describe('[SESSUI-5] whoever has something in hand', () => {
  it('stays when the facilitator moves on or calls, and is offered the way', () => {
    const stayed = afterLead(following(AT_A), AT_B, true);
    expect(stayed).toMatchObject({ isOn: false, shown: 'a', current: 'b' });
    const off = lookingAt(following(AT_A), 'c');
    expect(afterLead(off, { item: 'a', gather: 7 }, true)).toMatchObject({ isOn: false, shown: 'c' });
  });

  it('follows on where nothing moves', () => {
    expect(afterLead(following(AT_A), AT_A, true)).toMatchObject({ isOn: true, shown: 'a' });
  });
});

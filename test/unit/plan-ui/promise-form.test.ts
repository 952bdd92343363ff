import { describe, expect, it } from 'vitest';
import {
  draftOf,
  lastPromise,
  NOTHING_PROMISED,
  promiseOf,
  returnPromisesOf,
} from '../../../renderer/features/plan/logic/promise-form';
import { linkBase } from '../../../renderer/client/entry/reach';
import { planLink } from '../../../renderer/features/plan/logic/plan-link';

describe('[PLANUI-8] the follow-up promise as it is typed', () => {
  const draft = draftOf({ ownerId: 'ben', days: 2, callShare: 0.6, capacityPerWeek: 1200 }, 'de');

  it('takes over what was promised last, in the signs of the language', () => {
    expect(draft).toEqual({ ownerId: 'ben', days: '2', share: '60', capacity: '1.200' });
    expect(promiseOf(draft, 'de')).toEqual({
      ownerId: 'ben',
      days: 2,
      callShare: 0.6,
      capacityPerWeek: 1200,
    });
  });

  it.each([{ share: '101' }, { days: '-1' }, { capacity: 'viele' }, { ownerId: null }])(
    'is none with %j',
    (wrong) => {
      expect(promiseOf({ ...draft, ...wrong }, 'de')).toBeNull();
    },
  );

  it('[PLANUI-20] starts with nothing, which is no promise', () => {
    expect(NOTHING_PROMISED).toEqual({ ownerId: null, days: '', share: '', capacity: '' });
    expect(promiseOf(NOTHING_PROMISED, 'de')).toBeNull();
    expect(promiseOf({ ...NOTHING_PROMISED, ownerId: 'ben' }, 'de')).toBeNull();
  });

  it('[PLANUI-20] offers last time only if all of it can be read', () => {
    const last = { ownerId: 'ben', days: 3, callShare: 0.8, capacityPerWeek: 40 };
    expect(lastPromise(last)).toEqual(last);
    for (const kept of [null, 'x', { ...last, days: 'bald' }, { days: 3, callShare: 0.8 }])
      expect(lastPromise(kept)).toBeNull();
  });
});

describe('[PLANUI-9] return promises and the message', () => {
  const complete = { key: 0, what: 'presentation', text: ' K8 ', dueOn: '2027-03-01' } as const;

  it('are complete with a day, and something else with words', () => {
    expect(returnPromisesOf([complete])).toEqual([{ what: 'presentation', text: 'K8', dueOn: '2027-03-01' }]);
    expect(returnPromisesOf([complete, { ...complete, dueOn: '31.02.2027' }])).toBeNull();
    for (const text of [' ', '\u200b\u2060'])
      expect(returnPromisesOf([{ ...complete, what: 'other', text }])).toBeNull();
  });

  it('link to the plan on the host, by the address that others reach once there is one', () => {
    const [own, network] = ['http://127.0.0.1:4870', 'http://10.0.0.5:4870'];
    for (const state of ['loading', 'closed'] as const) expect(linkBase({ state }, own)).toBe(own);
    expect(linkBase({ state: 'open', addresses: [], cert: null, runsHere: false }, own)).toBe(own);
    expect(linkBase({ state: 'open', addresses: [network, own], cert: null, runsHere: false }, own)).toBe(
      network,
    );
    expect(planLink('http://10.0.0.5:4870/', 'b', 'p-1')).toBe('http://10.0.0.5:4870/#/board/b/plan/p-1');
  });
});

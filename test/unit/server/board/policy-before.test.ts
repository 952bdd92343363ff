import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../shared/domain/record';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

let world: BareHost;
let board: string;

beforeEach(async () => {
  world = await bareHost();
  board = (await world.host.createBoard('Wärmepumpe 2027')).id;
});
afterEach(() => world.close());

describe('[UI-43] two owners who change the rules of a board', () => {
  const patch = (change: object, policyBefore?: typeof DEFAULT_POLICY) =>
    world.host.patchBoard(
      board,
      { policy: { ...DEFAULT_POLICY, ...change }, ...(policyBefore ? { policyBefore } : {}) },
      MEMBER.id,
      true,
    );
  const rules = async () => (await world.host.room(board)).board.policy;

  it('the second is told, and undoes nothing', async () => {
    await patch({ approvals: 2 }, DEFAULT_POLICY);
    await expect(patch({ leadTimeDays: 30 }, DEFAULT_POLICY)).rejects.toMatchObject({
      code: 'policy-changed',
    });
    expect(await rules()).toEqual({ ...DEFAULT_POLICY, approvals: 2 });
    const { record } = await world.host.room(board);
    expect(record.entries.filter(({ kind }) => kind === 'policy-changed')).toHaveLength(1);
  });

  it('a rule that is absent is one that is off', async () => {
    await patch({ approvals: 2 }, { ...DEFAULT_POLICY, encryptedOnly: false });
    expect((await rules()).approvals).toBe(2);
  });

  it('the second is told of other settings as well', async () => {
    const before = { pulse: true };
    const set = (settings: object) =>
      world.host.patchBoard(
        board,
        { settings: { ...before, ...settings }, settingsBefore: before },
        MEMBER.id,
        true,
      );
    await set({ pulse: false });
    await expect(set({ rhythmWeeks: 6 })).rejects.toMatchObject({ code: 'policy-changed' });
    expect((await world.host.room(board)).board.settings).toEqual({ pulse: false });
  });

  it('whoever names no policy of before changes what there is', async () => {
    await patch({ approvals: 2 });
    await patch({ leadTimeDays: 30 });
    expect(await rules()).toEqual({ ...DEFAULT_POLICY, leadTimeDays: 30 });
  });
});

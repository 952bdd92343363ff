import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../../../../shared/doc/board-doc';
import { Host } from '../../../../server/host';
import { keysIn, type RoundKeys } from '../../../../server/rounds/keys';
import type { Storage } from '../../../../server/storage/storage';
import { roundsWorld, type RoundsWorld } from '../../../support/host/rounds';

/** Ends the host at one of its steps: nothing it does from then on comes to anything. */
class Fuse {
  #left = Infinity;

  /** Lets so many more steps happen. */
  light(steps: number): void {
    this.#left = steps;
  }

  get isBurnt(): boolean {
    return this.#left < 0;
  }

  step(): void {
    this.#left -= 1;
    if (this.isBurnt) throw new Error('the host is dead');
  }
}

/** It may die before each call that keeps something, and after it, when nobody was told yet. */
function around<T extends object>(target: T, names: readonly string[], fuse: Fuse): T {
  return new Proxy(target, {
    get(inner, name) {
      const value: unknown = Reflect.get(inner, name, inner);
      if (typeof value !== 'function' || !names.includes(String(name))) return value;
      return (...args: unknown[]): unknown => {
        fuse.step();
        const done: unknown = Reflect.apply(value, inner, args);
        if (!(done instanceof Promise)) {
          fuse.step();
          return done;
        }
        return done.then((result: unknown) => {
          fuse.step();
          return result;
        });
      };
    },
  });
}

let world: RoundsWorld;
afterEach(() => world.bare.close());

async function begin(fuse: Fuse): Promise<RoundKeys> {
  let directory = '';
  const files = (): RoundKeys => keysIn(directory);
  const keys: RoundKeys = {
    keep: (round, key) => files().keep(round, key),
    of: (round) => files().of(round),
    destroy: (round) => files().destroy(round),
    rounds: () => files().rounds(),
  };
  world = await roundsWorld({
    keys: around(keys, ['keep', 'destroy'], fuse),
    wrap: (storage: Storage) => around(storage, ['write'], fuse),
  });
  directory = world.bare.directory;
  return keys;
}

/** What another host finds after the death of this one. */
async function revived(keys: RoundKeys): Promise<Host> {
  const host = await Host.open(world.bare.storage, world.bare.host.workspace.ports, keys);
  await host.rounds.sweep();
  return host;
}

const NOTES = { kind: 'notes', authors: 'shown' };
const FIRST = { texts: ['eins'] };
const ALL = [
  { text: 'eins', by: 'kim' },
  { text: 'zwei', by: 'lea' },
];

/** Plays something again and again, the host dying one step later each time, until it lives through it. */
async function atEachStep(
  play: (fuse: Fuse, steps: number, keys: RoundKeys) => Promise<void>,
): Promise<number> {
  for (let steps = 0; ; steps++) {
    const fuse = new Fuse();
    const keys = await begin(fuse);
    await play(fuse, steps, keys);
    if (!fuse.isBurnt) return steps;
    await world.bare.close();
  }
}

describe('[ROUND-30] a host that dies at any step', () => {
  it('of opening a round has one that is whole, or none and no key', async () => {
    const found: number[] = [];
    const lived = await atEachStep(async (fuse, steps, keys) => {
      fuse.light(steps);
      await world.open('ida', NOTES).catch(() => undefined);
      const host = await revived(keys);
      const rounds = await host.rounds.list(world.board);
      expect(keys.rounds()).toEqual(rounds.map(({ id }) => id));
      found.push(rounds.length);
      for (const { id, state } of rounds) {
        expect(state).toBe('open');
        const { bare, board } = world;
        await host.rounds.enter(bare.caller('kim'), board, id, FIRST);
        expect(await host.rounds.close(bare.caller('ida'), board, id)).toMatchObject({ answers: 1 });
      }
    });
    expect([lived, found]).toEqual([4, [0, 0, 0, 1, 1]]);
  });

  it('of taking an entry has the new one or the one before', async () => {
    const found: unknown[] = [];
    await atEachStep(async (fuse, steps, keys) => {
      const id = await world.open('ida', NOTES);
      await world.enter('kim', id, FIRST);
      fuse.light(steps);
      await world.enter('kim', id, { texts: ['zwei'] }).catch(() => undefined);
      const host = await revived(keys);
      const { own, state } = await host.rounds.view(world.bare.caller('kim'), world.board, id);
      expect(state).toBe('open');
      found.push(own?.texts?.[0]);
    });
    expect(found).toEqual(['eins', 'zwei', 'zwei']);
  });

  it('of closing a round has its result once, or the round with all that was entered', async () => {
    const found: string[] = [];
    await atEachStep(async (fuse, steps, keys) => {
      const { bare, board } = world;
      const id = await world.open('ida', NOTES);
      await world.enter('lea', id, { texts: ['zwei'] });
      await world.enter('kim', id, FIRST);
      fuse.light(steps);
      await world.close('ida', id).catch(() => undefined);
      const host = await revived(keys);
      const { state, own } = await host.rounds.view(bare.caller('kim'), board, id);
      found.push(state);
      const before = [own, await traces(host, id), keys.rounds()];
      expect(before).toEqual(state === 'open' ? [FIRST, [0, 0, 2], [id]] : [undefined, [1, 2, 0], []]);
      if (state === 'open') await host.rounds.close(bare.caller('ida'), board, id);
      expect(await traces(host, id)).toEqual([1, 2, 0]);
      expect(keys.rounds()).toEqual([]);
      expect((await host.rounds.view(bare.caller('mia'), board, id)).result).toEqual({ notes: ALL });
      const { record } = await host.room(board);
      expect(await host.workspace.audit.faultOf(record)).toBeNull();
    });
    expect(found).toEqual(['open', 'closed', 'closed', 'closed', 'closed']);
  });
});

/** Entries of the record, notes on the wall, and what lies entered. */
async function traces(host: Host, round: string): Promise<number[]> {
  const { document, record } = await host.room(world.board);
  return [
    record.entries.filter(({ kind }) => kind === 'round-closed').length,
    root(document.doc, 'notes').size,
    (await world.bare.storage.roundEntries(round)).length,
  ];
}

import { afterEach, describe, expect, it, vi } from 'vitest';
import * as decoding from 'lib0/decoding';
import { simulate } from './simulate';
import { Draft } from '../../server/board-document';
import { ProblemError } from '../../server/problem';
import type { Batch } from '../../server/storage/storage';
import { MESSAGE, SYNC } from '../../shared/sync/protocol';
import type { Sabotage } from './host-side';

const MOST_SEEDS = 300;
const STEPS = 300;
const PATIENCE_MS = 600_000;

describe('faults planted in the host and its clients', () => {
  afterEach(() => vi.restoreAllMocks());

  const planted: readonly [name: string, plant: () => Sabotage][] = [
    ['an edit acknowledged before it is committed', acknowledgingEarly],
    ['a client ID that is not asked whose it is', withoutOwners],
    ['one edit that one client is not told of', droppingOneRelay],
    ['unsent edits that a crash of the app loses', forgettingUnsent],
    ['an honest edit that is not taken', refusingHonest],
    ['a refused statement that stands in the record', applyingRefused],
  ];
  it.each(planted)(
    '[SIM-5] are noticed: %s',
    async (_name, plant) => {
      let [seed, faults]: [number, string[]] = [0, []];
      while (faults.length === 0 && seed < MOST_SEEDS) faults = await simulate(++seed, STEPS, plant());
      expect(faults, `${MOST_SEEDS} seeds noticed nothing`).not.toEqual([]);
    },
    PATIENCE_MS,
  );
});

function acknowledgingEarly(): Sabotage {
  return {
    storage: (storage) =>
      new Proxy(storage, {
        get: (target, key) => {
          if (key !== 'write') {
            const value = Reflect.get(target, key) as unknown;
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          }
          return async (batch: Batch) => {
            if (batch.append || !batch.updates) return target.write(batch);
            setTimeout(() => void target.write(batch).catch(() => undefined), 200);
            return 'written';
          };
        },
      }),
  };
}

function withoutOwners(): Sabotage {
  vi.spyOn(Draft.prototype, 'owner').mockReturnValue(undefined);
  return {};
}

function droppingOneRelay(): Sabotage {
  let left = 20;
  return {
    says: (_socket, message) => {
      const decoder = decoding.createDecoder(message);
      const isUpdate =
        decoding.readVarUint(decoder) === MESSAGE.sync && decoding.readVarUint(decoder) === SYNC.update;
      return !isUpdate || --left !== 0;
    },
  };
}

function forgettingUnsent(): Sabotage {
  return {
    store: (store) => ({
      ...store,
      append: async (log, items, values) =>
        log.startsWith('copy/') ? undefined : store.append(log, items, values),
    }),
  };
}

function refusingHonest(): Sabotage {
  vi.spyOn(Draft.prototype, 'hosts').mockReturnValue(true);
  return {};
}

function applyingRefused(): Sabotage {
  return {
    host: (host) => {
      const state = host.state.bind(host);
      host.state = async (...asked) => {
        const [{ caller }, board, , , signed] = asked;
        try {
          return await state(...asked);
        } catch (error) {
          const { record } = await host.room(board);
          if (error instanceof ProblemError)
            await record.appendStatement(record.head, caller.member.id, signed, {});
          throw error;
        }
      };
    },
  };
}

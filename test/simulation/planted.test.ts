import { afterEach, describe, expect, it, vi } from 'vitest';
import * as decoding from 'lib0/decoding';
import { SHORT_STEPS } from './seeds';
import { simulate } from './simulate';
import { Draft } from '../../server/board/document';
import { ProblemError } from '../../server/base/problem';
import { RecordKeeper } from '../../server/record/keeper';
import type { Batch, Storage } from '../../server/storage/storage';
import { WORKSPACE } from '../../shared/domain/record';
import { MESSAGE, SYNC } from '../../shared/sync/protocol';
import type { Sabotage } from './host-side';

/** As many as `npm test` plays. */
const MOST_SEEDS = 100;

describe('faults planted in the host and its clients', () => {
  afterEach(() => vi.restoreAllMocks());

  // Each with the first seed that noticed it: once the product draws otherwise it may be another one, which is looked for.
  const planted: readonly [name: string, plant: () => Sabotage, foundAt: number][] = [
    ['an edit acknowledged before it is committed', acknowledgingEarly, 1],
    ['a client ID that is not asked whose it is', withoutOwners, 1],
    ['one edit that one client is not told of', droppingOneRelay, 3],
    ['unsent edits that a crash of the app loses', forgettingUnsent, 2],
    ['an honest edit that is not taken', refusingHonest, 1],
    ['a refused statement that stands in the record', applyingRefused, 2],
    ['a statement that came twice and counts twice', takingTwice, 10],
    ['a record that is shorter after a restart', shortening, 1],
    ['an approval that the host made up', inventing, 5],
    ['an entry of a round that is answered and not kept', forgettingEntries, 7],
    ['a command of a workshop that is answered and not kept', forgettingCommands, 7],
    ['a workshop that is closed without its minutes', closingWithoutMinutes, 1],
  ];
  it.each(planted)('[SIM-5] are noticed: %s', async (_name, plant, foundAt) => {
    let faults = await simulate(foundAt, SHORT_STEPS, plant());
    for (let seed = 1; faults.length === 0 && seed <= MOST_SEEDS; seed++)
      faults = await simulate(seed, SHORT_STEPS, plant());
    expect(faults, `${MOST_SEEDS} seeds noticed nothing`).not.toEqual([]);
  });
});

function acknowledgingEarly(): Sabotage {
  return {
    storage: (storage) =>
      overriding(storage, 'write', async (batch: Batch) => {
        if (batch.append || !batch.updates) return storage.write(batch);
        setTimeout(() => void storage.write(batch).catch(() => undefined), 200);
        return 'written';
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

function forgettingEntries(): Sabotage {
  return {
    storage: (storage) =>
      overriding(storage, 'write', async (batch: Batch) =>
        batch.roundEntries ? 'written' : storage.write(batch),
      ),
  };
}

function forgettingCommands(): Sabotage {
  return {
    storage: (storage) =>
      overriding(storage, 'write', async (batch: Batch) => {
        const isCommand = batch.commands?.some(({ after }) => after > 1) && !batch.append;
        return isCommand ? 'written' : storage.write(batch);
      }),
  };
}

function closingWithoutMinutes(): Sabotage {
  return {
    storage: (storage) =>
      overriding(storage, 'write', async ({ minutes: _minutes, ...batch }: Batch) => storage.write(batch)),
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
  vi.spyOn(Draft.prototype, 'holdsHostItems').mockReturnValue(true);
  return {};
}

function applyingRefused(): Sabotage {
  return {
    host: (host) => {
      const state = host.appendStatement.bind(host);
      host.appendStatement = async (...asked) => {
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

function takingTwice(): Sabotage {
  vi.spyOn(RecordKeeper.prototype, 'entryOf').mockReturnValue(null);
  return {};
}

/** From its second start on the host begins without the last entry of any board. */
function shortening(): Sabotage {
  let starts = 0;
  return {
    storage: (storage) => {
      starts += 1;
      return starts === 1
        ? storage
        : overriding(storage, 'entries', async (board, since) => {
            const all = await storage.entries(board, since);
            return board === WORKSPACE || since > 0 ? all : all.slice(0, -1);
          });
    },
  };
}

/** Whatever is submitted, the host says that somebody of sales has approved it. */
function inventing(): Sabotage {
  return {
    host: (host) => {
      const state = host.appendStatement.bind(host);
      host.appendStatement = async (...asked) => {
        const entry = await state(...asked);
        const [, board, , , signed] = asked;
        const members = await host.workspace.storage.members();
        const approver = members.find(({ department, approver: may }) => may && department === 'sales');
        if (entry.kind !== 'plan-submitted' || !approver) return entry;
        const statement = {
          ...signed.statement,
          kind: 'decision',
          verdict: 'approve',
          head: entry.hash,
        } as const;
        const { record } = await host.room(board);
        await record
          .appendStatement(record.head, approver.id, { ...signed, statement }, {})
          .catch(() => undefined);
        return entry;
      };
    },
  };
}

function overriding<K extends keyof Storage>(storage: Storage, method: K, instead: Storage[K]): Storage {
  return new Proxy(storage, {
    get: (target, key) => {
      const value = key === method ? instead : (Reflect.get(target, key) as unknown);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

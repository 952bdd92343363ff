import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { destroyFile, makeFolder, replaceFile } from '../../node/files';
import { fromBase64Url, toBase64Url } from '../../shared/domain/ids';

/**
 * The keys of open rounds. They lie outside the database and so in no copy of it. A round whose key is destroyed can
 * never be read again, wherever its entries may have been kept.
 */
export interface RoundKeys {
  /** Returns once the key outlasts a loss of power. @throws as the disk does */
  keep(round: string, key: Uint8Array): void;
  /** Null when there is none, or none that is whole. */
  of(round: string): Uint8Array | null;
  /** @throws as the disk does */
  destroy(round: string): void;
  /** The rounds that there is a key of, or a part of one. */
  rounds(): string[];
}

/** Below the data directory of a host. */
const FOLDER = 'round-keys';
const ID = /^[A-Za-z0-9_-]{1,64}$/;
/** A key that was being written when the host died has not got its name yet. */
const NAME = /^([A-Za-z0-9_-]{1,64})\.key(?:\.half)?$/;

/** Keys in files, each of its own, for this host's user alone. */
export function keysIn(directory: string): RoundKeys {
  const folder = join(directory, FOLDER);
  const fileOf = (round: string) => join(folder, `${round}.key`);
  return {
    keep(round, key) {
      makeFolder(folder);
      replaceFile(fileOf(round), toBase64Url(key));
    },
    of(round) {
      // It may be asked for by whatever stands in an address.
      if (!ID.test(round)) return null;
      try {
        const key = fromBase64Url(readFileSync(fileOf(round), 'utf8'));
        return key?.length === 32 ? key : null;
      } catch {
        return null;
      }
    },
    destroy(round) {
      for (const file of [fileOf(round), `${fileOf(round)}.half`]) destroyFile(file);
    },
    rounds() {
      return [...new Set(namesIn(folder).flatMap((name) => NAME.exec(name)?.[1] ?? []))];
    },
  };
}

/** Keys that end with this process: for hosts without files. */
export function keysInMemory(): RoundKeys {
  const keys = new Map<string, Uint8Array>();
  return {
    keep: (round, key) => void keys.set(round, key),
    of: (round) => keys.get(round) ?? null,
    destroy: (round) => void keys.delete(round),
    rounds: () => [...keys.keys()],
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No round was opened yet.
    return [];
  }
}

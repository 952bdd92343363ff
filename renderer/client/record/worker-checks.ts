import { verify } from '../../../shared/crypto/ed25519';
import type { RecordEntry } from '../../../shared/domain/record';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import {
  checksHere,
  type AuditResult,
  type CheckProgress,
  type RecordChecks,
  type RecordPair,
} from './checks';

export type Question = { readonly id: number } & (
  | {
      readonly what: 'adopt' | 'restart' | 'check';
      readonly board: string;
      readonly entries: readonly RecordEntry[];
    }
  | { readonly what: 'audit'; readonly pair: RecordPair }
);
type Asked<Q> = Q extends Question ? Omit<Q, 'id'> : never;

export type Answer = { readonly id: number } & (
  | { readonly progress: CheckProgress }
  | { readonly value: RecordFault | AuditResult | null }
  | { readonly failed: string }
);

interface Waiting {
  readonly done: (value: never) => void;
  readonly fail: (error: Error) => void;
  readonly progress?: (progress: CheckProgress) => void;
}

/** Checks in a worker of this page; on the page's own thread where there is none. */
export function recordChecks(): RecordChecks {
  if (typeof Worker === 'undefined') return checksHere(verify);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;

  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.id);
    if (!asked) return;
    if ('progress' in data) return asked.progress?.(data.progress);
    waiting.delete(data.id);
    if ('failed' in data) asked.fail(new Error(data.failed));
    else asked.done(data.value as never);
  });
  worker.addEventListener('error', () => {
    for (const { fail } of waiting.values()) fail(new Error('the check of the record failed to run'));
    waiting.clear();
  });

  function ask<T>(question: Asked<Question>, progress?: Waiting['progress']): Promise<T> {
    return new Promise<T>((done, fail) => {
      const id = ++last;
      waiting.set(id, { done, fail, ...(progress ? { progress } : {}) });
      worker.postMessage({ id, ...question });
    });
  }
  return {
    adopt: (board, entries) => ask({ what: 'adopt', board, entries }),
    restart: (board, entries) => ask({ what: 'restart', board, entries }),
    check: (board, entries) => ask({ what: 'check', board, entries }),
    audit: (pair, progress) => ask({ what: 'audit', pair }, progress),
    close: () => worker.terminate(),
  };
}

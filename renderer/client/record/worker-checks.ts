import { proxy, wrap, type Remote } from 'comlink';
import { verify } from '../../../shared/crypto/ed25519';
import { checksHere, type RecordChecks } from './checks';

interface Started {
  readonly worker: Worker;
  readonly checks: Remote<RecordChecks>;
  readonly failed: Promise<never>;
}

/** Checks in a worker of this page, which is fetched for the first of them; on the page's own thread where there is none. */
export function recordChecks(): RecordChecks {
  if (typeof Worker === 'undefined') return checksHere(verify);
  let started: Started | null = null;
  const start = (): Started => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const failed = new Promise<never>((_done, fail) => {
      worker.addEventListener('error', () => fail(new Error('the check of the record failed to run')));
    });
    failed.catch(() => undefined);
    return { worker, checks: wrap<RecordChecks>(worker), failed };
  };
  const answer = <T>(ask: (checks: Remote<RecordChecks>) => Promise<T>) => {
    started ??= start();
    return Promise.race([ask(started.checks), started.failed]);
  };
  return {
    adopt: (board, entries) => answer((checks) => checks.adopt(board, entries)),
    restart: (board, entries) => answer((checks) => checks.restart(board, entries)),
    check: (board, entries) => answer((checks) => checks.check(board, entries)),
    audit: (pair, progress) => answer((checks) => checks.audit(pair, proxy(progress))),
    close: () => started?.worker.terminate(),
  };
}

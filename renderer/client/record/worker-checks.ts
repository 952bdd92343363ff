import { proxy, wrap } from 'comlink';
import { verify } from '../../../shared/crypto/ed25519';
import { checksHere, type RecordChecks } from './checks';

/** Checks in a worker of this page; on the page's own thread where there is none. */
export function recordChecks(): RecordChecks {
  if (typeof Worker === 'undefined') return checksHere(verify);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const checks = wrap<RecordChecks>(worker);
  const failed = new Promise<never>((_done, fail) => {
    worker.addEventListener('error', () => fail(new Error('the check of the record failed to run')));
  });
  failed.catch(() => undefined);
  const answer = <T>(asked: Promise<T>) => Promise.race([asked, failed]);
  return {
    adopt: (board, entries) => answer(checks.adopt(board, entries)),
    restart: (board, entries) => answer(checks.restart(board, entries)),
    check: (board, entries) => answer(checks.check(board, entries)),
    audit: (pair, progress) => answer(checks.audit(pair, proxy(progress))),
    close: () => worker.terminate(),
  };
}

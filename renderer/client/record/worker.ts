import '../device/jitless';
import { Mutex } from 'async-mutex';
import { expose } from 'comlink';
import { verify } from '../../../shared/crypto/ed25519';
import { checksHere, type RecordChecks } from './checks';

// Signatures take their time, above all on plain http, where the browser lends no cryptography: not on the thread that
// draws. One question is answered after the other, as each builds on what the one before has read; only an audit, which
// begins anew, lets others pass.

const checks = checksHere(verify);
const turns = new Mutex();

expose({
  ...checks,
  adopt: (board, entries) => turns.runExclusive(() => checks.adopt(board, entries)),
  restart: (board, entries) => turns.runExclusive(() => checks.restart(board, entries)),
  check: (board, entries) => turns.runExclusive(() => checks.check(board, entries)),
  async audit(pair, progress) {
    let told: unknown;
    const result = await checks.audit(pair, (done) => (told = progress(done)));
    // It goes another way than the result, and nobody should hear of progress after the end.
    await told;
    return result;
  },
} satisfies RecordChecks);

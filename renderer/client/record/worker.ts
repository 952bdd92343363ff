import '../device/jitless';
import { verify } from '../../../shared/crypto/ed25519';
import { checksHere } from './checks';
import type { Answer, Question } from './worker-checks';

// Signatures take their time, above all on plain http, where the browser lends no cryptography: not on the thread that
// draws. One question is answered after the other, as each builds on what the one before has read; only an audit, which
// begins anew, lets others pass.

const checks = checksHere(verify);
let turn: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.what === 'audit') void answer(data);
  else turn = turn.then(() => answer(data));
});

async function answer(question: Question): Promise<void> {
  const { id } = question;
  const tell = (said: Answer) => self.postMessage(said);
  try {
    const value =
      question.what === 'audit'
        ? await checks.audit(question.pair, (progress) => tell({ id, progress }))
        : await checks[question.what](question.board, question.entries);
    tell({ id, value });
  } catch (error) {
    tell({ id, failed: String(error) });
  }
}

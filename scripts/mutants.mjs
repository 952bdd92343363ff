// `npm run mutants [-- NAME …]`: breaks a copy of the code in one named place at a time and says whether the tests
// notice. A fault that nobody notices is a hole in the tests; one whose place is gone is a line of the table to mend.
import { ensureDeps } from './setup/deps.mjs';
import { PlainError, runMain } from './lib/log.mjs';
import { copyOfSources, firstFailing, tryMutant } from './proofs/mutants.mjs';
import { MUTANTS } from './proofs/mutant-table.mjs';

const since = (begun) => `${Math.round((Date.now() - begun) / 1000)} s`;

runMain(async () => {
  await ensureDeps();
  const words = process.argv.slice(2);
  const chosen = MUTANTS.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (chosen.length === 0) throw new PlainError(`No fault is called ${words.join(' or ')}.`);
  const copy = copyOfSources();
  const begunAll = Date.now();
  let passed = 0;
  try {
    const failing = await firstFailing(copy.folder, chosen);
    if (failing !== null) throw new PlainError(`Without any fault this fails: ${failing}.`);
    for (const mutant of chosen) {
      const begun = Date.now();
      const { caught, by } = await tryMutant(copy.folder, mutant);
      if (caught) passed += 1;
      process.stdout.write(`${caught ? 'caught ' : 'MISSED '} ${mutant.name} (${by}, ${since(begun)})\n`);
    }
  } finally {
    copy.remove();
  }
  process.exitCode = passed === chosen.length ? 0 : 1;
  process.stdout.write(`all of it took ${since(begunAll)}\n`);
  process.stdout.write(`${passed} passed, ${chosen.length - passed} failed, 0 skipped\n`);
});

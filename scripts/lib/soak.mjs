/**
 * The proofs that have a long form: which file of which project, and the environment that makes it long. `seed` is
 * another one in every round, so that no round repeats an earlier one.
 */
export const PROOFS = [
  {
    name: 'crashes',
    project: 'integration',
    filter: 'integration/crash',
    env: (seed) => ({ HANDSCHLAG_CRASH_ROUNDS: '120', HANDSCHLAG_CRASH_SEED: String(seed * 10) }),
  },
  {
    name: 'power',
    project: 'integration',
    filter: 'integration/power-loss',
    env: (seed) => ({ HANDSCHLAG_POWER_FAILURES: '1000', HANDSCHLAG_POWER_SEED: String(seed) }),
  },
  {
    name: 'disk-faults',
    project: 'integration',
    filter: 'integration/disk-faults',
    env: (seed) => ({ HANDSCHLAG_DISK_FAULTS: '40', HANDSCHLAG_DISK_FAULTS_SEED: String(seed) }),
  },
  {
    name: 'approvals',
    project: 'property',
    filter: 'property/approvals',
    env: (seed) => ({ HANDSCHLAG_APPROVALS: '50000', HANDSCHLAG_APPROVALS_SEED: String(seed) }),
  },
  {
    name: 'simulation',
    project: 'simulation',
    filter: '-seeds',
    env: (seed) => ({
      HANDSCHLAG_SIM_SEEDS: '1000',
      HANDSCHLAG_SIM_STEPS: '500',
      HANDSCHLAG_SIM_FROM: String(seed * 1000),
    }),
  },
  {
    name: 'fuzz',
    project: 'property',
    filter: 'property/hostile',
    env: (seed) => ({ HANDSCHLAG_FUZZ: '20000', HANDSCHLAG_FUZZ_SEED: String(seed) }),
  },
  {
    name: 'convergence',
    project: 'property',
    filter: 'property/sync',
    env: () => ({ HANDSCHLAG_SEEDS: '600', HANDSCHLAG_COMMANDS: '200' }),
  },
];

/** The environment of a round, as one writes it before a command. */
export function setting(env) {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/**
 * Runs the proofs in turns until the time is up; what has begun is finished.
 * @param run one round of a proof → {passed, failed}
 * @param now milliseconds
 * @param say takes a line for each round
 * @returns totals by name, and the rounds that failed
 */
export async function soak(proofs, { minutes, firstSeed, run, now, say }) {
  const end = now() + minutes * 60_000;
  const totals = new Map(proofs.map(({ name }) => [name, { rounds: 0, passed: 0, failed: 0 }]));
  const faults = [];
  for (let round = 0; now() < end; round++) {
    const proof = proofs[round % proofs.length];
    const env = proof.env(firstSeed + Math.floor(round / proofs.length));
    const begun = now();
    const { passed, failed } = await run(proof, env);
    const total = totals.get(proof.name);
    total.rounds += 1;
    total.passed += passed;
    total.failed += failed;
    // A round in which nothing ran has shown nothing.
    const ok = failed === 0 && passed > 0;
    const again = `${setting(env)} npm test -- ${proof.project} --only ${proof.filter}`;
    if (!ok) faults.push(`${proof.name}: ${again}`);
    const seconds = Math.round((now() - begun) / 1000);
    say(
      `${ok ? 'ok    ' : 'FAILED'} ${proof.name}, ${seconds} s, ${passed} passed, ${failed} failed: ${setting(env)}`,
    );
  }
  return { totals, faults };
}

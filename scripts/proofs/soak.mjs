/**
 * The proofs that have a long form: which files of which kind, and the environment that makes it long. `seed` is
 * another one in every round, so that no round repeats an earlier one. A round does `amount` units of work, from
 * `least` (1) to `most`, of which one takes about `each` seconds, on top of `fixed` seconds whatever its size.
 */
export const PROOFS = [
  {
    name: 'crashes',
    kind: 'integration',
    filter: 'integration/storage/crash.test',
    unit: 'kills',
    most: 120,
    each: 1,
    fixed: 4,
    env: (seed, amount) => ({ HANDSCHLAG_CRASH_ROUNDS: amount, HANDSCHLAG_CRASH_SEED: seed * 10 }),
  },
  {
    name: 'restores',
    kind: 'integration',
    filter: 'integration/backup/restore-crash',
    unit: 'kills each way',
    // One ends in the new workspace, and some in the old one.
    least: 4,
    most: 100,
    each: 1.7,
    fixed: 6,
    env: (seed, amount) => ({ HANDSCHLAG_RESTORE_KILLS: amount, HANDSCHLAG_RESTORE_SEED: seed }),
  },
  {
    name: 'power',
    kind: 'integration',
    filter: 'integration/storage/power-loss',
    unit: 'failures',
    most: 1000,
    each: 0.08,
    fixed: 16,
    env: (seed, amount) => ({ HANDSCHLAG_POWER_FAILURES: amount, HANDSCHLAG_POWER_SEED: seed }),
  },
  {
    name: 'disk-faults',
    kind: 'integration',
    filter: 'integration/storage/disk-faults',
    unit: 'faults',
    // All kinds come up once, and both the full and the failing disk have to be seen.
    least: 5,
    most: 40,
    each: 4.5,
    fixed: 3,
    env: (seed, amount) => ({ HANDSCHLAG_DISK_FAULTS: amount, HANDSCHLAG_DISK_FAULTS_SEED: seed }),
  },
  {
    name: 'approvals',
    kind: 'property',
    filter: 'property/approvals',
    unit: 'sequences',
    most: 50_000,
    each: 0.028,
    fixed: 3,
    env: (seed, amount) => ({ HANDSCHLAG_APPROVALS: amount, HANDSCHLAG_APPROVALS_SEED: seed }),
  },
  {
    name: 'undo',
    kind: 'property',
    filter: 'property/undo.test',
    unit: 'sequences of 50 edits and undos',
    most: 2000,
    each: 0.25,
    fixed: 4,
    env: (seed, amount) => ({ HANDSCHLAG_UNDO: amount, HANDSCHLAG_PROPERTY_SEED: seed }),
  },
  {
    name: 'inbox',
    kind: 'property',
    filter: 'property/inbox.test',
    unit: 'sequences',
    most: 2000,
    each: 0.6,
    fixed: 4,
    env: (seed, amount) => ({ HANDSCHLAG_INBOX: amount, HANDSCHLAG_INBOX_SEED: seed }),
  },
  {
    name: 'inbox-month',
    kind: 'property',
    filter: 'property/inbox-month',
    unit: 'days of 30 members with 200 plans',
    most: 22,
    each: 3,
    fixed: 5,
    env: (seed, amount) => ({ HANDSCHLAG_MONTH_DAYS: amount, HANDSCHLAG_MONTH_SEED: seed }),
  },
  {
    name: 'calendars',
    kind: 'property',
    filter: 'property/calendar-histories',
    unit: 'histories, each file read by python3-icalendar, python3-vobject and php-sabre-vobject too',
    most: 300,
    each: 0.2,
    fixed: 6,
    env: (seed, amount) => ({
      HANDSCHLAG_ICS_HISTORIES: amount,
      HANDSCHLAG_ICS_SEED: seed * 1000,
      HANDSCHLAG_ICS_READERS: 1,
    }),
  },
  {
    name: 'exports',
    kind: 'property',
    filter: 'property/export.test',
    unit: 'calendars of up to eight plans in each format, each workbook read by LibreOffice too',
    most: 2500,
    each: 0.3,
    fixed: 6,
    env: (seed, amount) => ({
      HANDSCHLAG_EXPORTS: amount,
      HANDSCHLAG_EXPORTS_SEED: seed,
      HANDSCHLAG_EXPORTS_READERS: 1,
    }),
  },
  {
    name: 'simulation',
    kind: 'simulation',
    filter: 'seeds.test',
    unit: 'seeds of 500 steps',
    most: 1000,
    each: 0.6,
    fixed: 4,
    env: (seed, amount) => ({
      HANDSCHLAG_SIM_SEEDS: amount,
      HANDSCHLAG_SIM_STEPS: 500,
      HANDSCHLAG_SIM_FROM: seed * 1000,
    }),
  },
  {
    name: 'fuzz',
    kind: 'property',
    filter: 'property/hostile',
    unit: 'cases',
    // Among fewer there may be none that is taken.
    least: 200,
    most: 20_000,
    each: 0.012,
    fixed: 4,
    env: (seed, amount) => ({ HANDSCHLAG_FUZZ: amount, HANDSCHLAG_FUZZ_SEED: seed }),
  },
  {
    name: 'offline',
    kind: 'integration',
    filter: 'integration/sync/offline',
    unit: 'edits on either side',
    // Half of them are made before a crash, and every hundredth makes a plan.
    least: 200,
    most: 10_000,
    each: 0.0025,
    fixed: 4,
    env: (_seed, amount) => ({ HANDSCHLAG_OFFLINE_EDITS: amount - (amount % 200) }),
  },
  {
    name: 'convergence',
    kind: 'property',
    filter: 'property/sync',
    unit: 'sequences of 200 commands',
    most: 600,
    each: 0.18,
    fixed: 4,
    env: (seed, amount) => ({
      HANDSCHLAG_SEEDS: amount,
      HANDSCHLAG_COMMANDS: 200,
      HANDSCHLAG_PROPERTY_SEED: seed,
    }),
  },
  {
    name: 'workshops',
    kind: 'property',
    filter: 'property/workshop-of-fifty',
    unit: 'workshops of fifty people, and hundred times as many commands that meet',
    most: 100,
    each: 12,
    fixed: 6,
    env: (seed, amount) => ({
      HANDSCHLAG_WORKSHOPS: amount,
      HANDSCHLAG_VOLLEYS: amount * 100,
      HANDSCHLAG_WORKSHOPS_SEED: seed * 1000,
    }),
  },
  {
    name: 'whole-workshop',
    kind: 'e2e',
    filter: 'e2e/workshop/whole',
    unit: 'minutes of a workshop in three windows with 47 scripted people',
    most: 20,
    each: 60,
    fixed: 150,
    env: (seed, amount) => ({
      HANDSCHLAG_WORKSHOP_MINUTES: amount,
      HANDSCHLAG_WORKSHOP_PEOPLE: 47,
      HANDSCHLAG_WORKSHOP_SEED: seed,
    }),
  },
];

/** The environment of a round, as one writes it before a command. */
export function setting(env) {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/**
 * Runs the proofs in turns until the time is up. Every proof comes to its turn however short the time is: in each
 * turn the time that is left is shared among those still to come, and a round is made as long as its share.
 * @param run one round of a proof → {passed, failed, failures}
 * @param now milliseconds
 * @param say takes a line for each round
 * @returns totals by name, and the rounds that failed
 */
export async function soak(proofs, { minutes, firstSeed, run, now, say }) {
  const end = now() + minutes * 60_000;
  const totals = new Map(
    proofs.map(({ name, unit }) => [
      name,
      { rounds: 0, unit, amount: 0, passed: 0, failed: 0, failedRounds: 0, seconds: 0 },
    ]),
  );
  const faults = [];
  const pace = new Pace();
  for (let turn = 0, begun = true; begun; turn++) {
    begun = false;
    for (const [index, proof] of proofs.entries()) {
      const share = (end - now()) / 1000 / (proofs.length - index);
      const amount = pace.amountIn(proof, share);
      // The first turn shows each of them, if need be beyond the time.
      if (turn > 0 && pace.secondsOf(proof, amount) > share) continue;
      begun = true;
      const env = asText(proof.env(firstSeed + turn, amount));
      const since = now();
      const { passed, failed, failures } = await run(proof, env);
      const seconds = (now() - since) / 1000;
      // A round in which nothing ran has shown nothing.
      const ok = failed === 0 && passed > 0;
      if (ok) pace.learn(proof, amount, seconds);
      add(totals.get(proof.name), { amount, passed, failed, seconds, failedRounds: ok ? 0 : 1 });
      const whole = `${setting(env)} npm test -- ${proof.kind} --only ${proof.filter}`;
      if (!ok) faults.push({ name: proof.name, seed: firstSeed + turn, again: againOf(failures) ?? whole });
      say(
        `${ok ? 'ok    ' : 'FAILED'} ${proof.name}, ${amount} ${proof.unit}, ${Math.round(seconds)} s, ` +
          `${passed} passed, ${failed} failed: ${setting(env)}`,
      );
    }
  }
  return { totals, faults };
}

/** How a failing test says that its one case is played again. */
function againOf(failures) {
  return failures.map(({ why }) => /^\s*again: (.+)$/m.exec(why)?.[1]).find(Boolean);
}

/** How much slower than the table says the proofs are here: each by itself once it was seen, before that like the others. */
class Pace {
  #factors = new Map();

  secondsOf(proof, amount) {
    return this.#factor(proof) * (proof.fixed + proof.each * amount);
  }

  /** The largest amount that is done in so many seconds, or the least there is. */
  amountIn(proof, seconds) {
    const fits = Math.floor((seconds / this.#factor(proof) - proof.fixed) / proof.each);
    return Math.max(proof.least ?? 1, Math.min(proof.most, fits));
  }

  learn(proof, amount, seconds) {
    this.#factors.set(proof.name, Math.max(0.05, seconds / (proof.fixed + proof.each * amount)));
  }

  #factor({ name }) {
    const known = [...this.#factors.values()];
    const mean = known.length === 0 ? 1 : known.reduce((sum, each) => sum + each, 0) / known.length;
    return this.#factors.get(name) ?? mean;
  }
}

function asText(env) {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}

function add(total, round) {
  total.rounds += 1;
  for (const [name, value] of Object.entries(round)) total[name] += value;
}

/** What a soak came to, as a table of text; below it how to see again what failed. */
export function tableOf({ totals, faults }) {
  const rows = [...totals].map(([name, { rounds, amount, unit, passed, failed, failedRounds, seconds }]) => [
    failedRounds > 0 ? 'FAILED' : 'ok',
    name,
    `${rounds}`,
    `${amount} ${unit}`,
    `${passed}`,
    `${failed}`,
    `${Math.round(seconds)} s`,
  ]);
  const all = [['', 'proof', 'rounds', 'work', 'passed', 'failed', 'time'], ...rows];
  const widths = all[0].map((_head, column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  const again = faults.map(({ name, seed, again: command }) => `${name}, seed ${seed}, again: ${command}`);
  return [...lines, ...again].join('\n');
}

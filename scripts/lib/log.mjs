const begun = Date.now();

/** Progress goes to standard error: standard output belongs to what a caller may want to parse (the host's JSON lines). */
export function say(message) {
  const seconds = ((Date.now() - begun) / 1000).toFixed(1).padStart(5);
  process.stderr.write(`[${seconds} s] ${message}\n`);
}

/** An error whose message is all a person needs; the scripts print it without a stack. */
export class PlainError extends Error {}

export function runMain(main) {
  main().catch((error) => {
    process.stderr.write(`${error instanceof PlainError ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  });
}

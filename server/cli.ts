import { runCommand } from './commands';

runCommand(process.argv.slice(2), (text) => process.stdout.write(`${text}\n`)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

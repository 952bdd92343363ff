// The host inside the desktop app: the only file of electron/ that knows server/, run in a process of its own so that
// a busy or dying host takes no window with it.
import { bringBack } from '../server/backup/bring-back';
import { startExample } from '../server/example/start';
import { logFile } from '../server/run/log';
import { recoverOwner } from '../server/run/owner-recovery';
import { ProblemError } from '../server/base/problem';
import { startHost } from '../server/start';
import { startFaultOf } from '../server/run/start-fault';
import { joinLink } from '../shared/api/links';
import type { DesktopErrorCode } from '../shared/ipc/errors';
import { hostStart, toHost, type FromHost, type HostStart } from './hosts/host-messages';

const port = process.parentPort;
const tell = (message: FromHost) => port.postMessage(message);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function start({ data, port: wanted, example, rendererDir, backup }: HostStart) {
  if (backup) await bringBack(data, backup.file);
  const recovery = backup?.newOwner ? await recoverOwner(data) : null;
  if (example) {
    const host = await startExample({ data, rendererDir, port: wanted });
    return { host, ready: { people: host.people } };
  }
  const onEvent = logFile(data, { now: Date.now });
  const host = await startHost({ data, port: wanted, rendererDir, onEvent });
  const ownerInvite = recovery
    ? joinLink({ origin: host.url, kind: 'invite', secret: recovery.secret, cert: null })
    : host.ownerInvite;
  return { host, ready: { ownerInvite } };
}

/** Why the host did not start: told to the shell, which tells the person. */
function codeOf(error: unknown): DesktopErrorCode | null {
  const said = error instanceof ProblemError ? error.code : null;
  if (said === 'disk-full') return 'host-no-room';
  if (said === 'not-a-backup' || said === 'backup-damaged' || said === 'backup-newer') return said;
  const fault = startFaultOf(error);
  return fault && `host-${fault}`;
}

async function main() {
  const options = hostStart.parse(JSON.parse(process.argv[2] ?? '{}'));
  const { host, ready } = await start(options);
  port.on('message', (event) => {
    const message = toHost.parse(event.data);
    if (message.type === 'close') {
      void host.close().finally(() => process.exit(0));
      return;
    }
    if (message.type === 'who-is-here') {
      tell({ type: 'here', people: host.here().map(({ id, name }) => ({ id, name })) });
      return;
    }
    host.openToNetwork().then(
      (addresses) => tell({ type: 'network', addresses, cert: host.pin() }),
      (error: unknown) =>
        tell({ type: 'failed', during: 'open-to-network', message: messageOf(error), code: null }),
    );
  });
  // The person at this computer can go on, even if no other machine can connect.
  const addresses = options.openToNetwork ? await host.openToNetwork().catch(complain) : [];
  tell({ type: 'ready', url: host.url, addresses, cert: host.pin(), ...ready });
}

function complain(error: unknown): string[] {
  process.stderr.write(`${messageOf(error)}\n`);
  return [];
}

main().catch((error: unknown) => {
  tell({ type: 'failed', during: 'start', message: messageOf(error), code: codeOf(error) });
  // Time for the message to leave; main ends this process as soon as it has read it.
  setTimeout(() => process.exit(1), 1000);
});

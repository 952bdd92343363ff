import { utilityProcess, type UtilityProcess } from 'electron';
import { DesktopError, type DesktopErrorCode } from '../../shared/ipc/errors';
import {
  fromHost,
  type FromHost,
  type HostReady,
  type HostStart,
  type PersonHere,
  type ToHost,
} from './host-messages';

const startTimeout = 30_000;
/** A backup is read and checked whole first, and may be large. */
const restoreTimeout = 15 * 60_000;
/** A host that is told to stop has ten seconds to answer and settle. */
const closeTimeout = 12_000;
/** A host that does not say who is here does not keep anybody from quitting. */
const hereTimeout = 10_000;
const restartDelays = [0, 250, 1000, 3000, 10_000];
/** A host that ran this long had started properly: if it dies later, that is not part of a series. */
const healthyAfter = 30_000;

export interface HostProcessOptions {
  entry: string;
  start: HostStart;
  log: (message: string) => void;
  /** A host that had died answers again, possibly at another address. */
  onRestarted: (ready: HostReady) => void;
  /** It died several times in a row and is not started again. */
  onGivenUp: () => void;
}

/** One embedded host: started, watched, restarted when it dies, closed with the app. */
export class HostProcess {
  readonly #options: HostProcessOptions;
  #start: HostStart;
  #child: UtilityProcess | undefined;
  #ready: HostReady | undefined;
  #closing = false;
  #deaths = 0;
  #network: ((message: FromHost) => void)[] = [];
  #asked: ((people: readonly PersonHere[]) => void)[] = [];

  private constructor(options: HostProcessOptions) {
    this.#options = options;
    this.#start = options.start;
  }

  static async start(options: HostProcessOptions): Promise<HostProcess> {
    const host = new HostProcess(options);
    try {
      await host.#launch();
    } catch (error) {
      const isOfData = error instanceof DesktopError && error.code !== 'host-did-not-start';
      // Another program may use the last port by now.
      if (options.start.port === 0 || isOfData) throw error;
      options.log(`host did not start on port ${options.start.port}; taking another`);
      host.#start = { ...options.start, port: 0 };
      await host.#launch();
    }
    return host;
  }

  get ready(): HostReady {
    if (!this.#ready) throw new DesktopError('host-did-not-start');
    return this.#ready;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async openToNetwork(): Promise<void> {
    const answer = await new Promise<FromHost>((resolve, reject) => {
      this.#network.push(resolve);
      setTimeout(() => reject(new DesktopError('failed')), startTimeout).unref();
      this.#tell({ type: 'open-to-network' });
    });
    if (answer.type !== 'network') throw new DesktopError('failed');
    this.#start = { ...this.#start, openToNetwork: true };
    this.#ready = { ...this.ready, addresses: answer.addresses, cert: answer.cert };
  }

  /** Who is connected at this moment; null if the host does not say. */
  here(): Promise<readonly PersonHere[] | null> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(null), hereTimeout).unref();
      this.#asked.push(resolve);
      this.#tell({ type: 'who-is-here' });
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    const child = this.#child;
    if (!child) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill(), closeTimeout);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#tell({ type: 'close' });
    });
  }

  #tell(message: ToHost): void {
    this.#child?.postMessage(message);
  }

  #launch(): Promise<void> {
    const child = utilityProcess.fork(this.#options.entry, [JSON.stringify(this.#start)], {
      serviceName: 'Handschlag host',
      stdio: 'inherit',
    });
    this.#child = child;
    const startedAt = Date.now();
    let why: DesktopErrorCode = 'host-did-not-start';
    return new Promise((resolve, reject) => {
      const patience = this.#start.backup ? restoreTimeout : startTimeout;
      const timer = setTimeout(() => child.kill(), patience);
      child.on('message', (data: unknown) => {
        const message = fromHost.parse(data);
        if (message.type === 'ready') {
          clearTimeout(timer);
          this.#ready = message;
          // Links name the port, so a restart asks for the same one.
          this.#start = { ...this.#start, port: Number(new URL(message.url).port), backup: undefined };
          resolve();
        } else if (message.type === 'failed' && message.during === 'start') {
          this.#options.log(`host failed to start: ${message.message}`);
          why = message.code ?? why;
          child.kill();
        } else if (message.type === 'here') {
          for (const resolve of this.#asked.splice(0)) resolve(message.people);
        } else this.#answerNetwork(message);
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        if (this.#child === child) this.#child = undefined;
        // Rejecting after `ready` changes nothing: the promise is settled by then.
        reject(new DesktopError(why));
        if (this.#ready && !this.#closing) void this.#restart(code, Date.now() - startedAt);
      });
    });
  }

  #answerNetwork(message: FromHost): void {
    const waiting = this.#network;
    this.#network = [];
    for (const resolve of waiting) resolve(message);
  }

  async #restart(code: number, lived: number): Promise<void> {
    this.#deaths = lived > healthyAfter ? 1 : this.#deaths + 1;
    const delay = restartDelays[this.#deaths - 1];
    this.#options.log(`host ended with ${code}, death ${this.#deaths}`);
    if (delay === undefined) {
      this.#options.onGivenUp();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (this.#closing) return;
    try {
      await this.#launch();
      this.#options.onRestarted(this.ready);
    } catch {
      // Its exit has already come back here and counted.
    }
  }
}

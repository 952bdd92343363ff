import type { Others } from '../quitting';
import { HostProcess } from './host-process';
import type { HostReady, HostStart } from './host-messages';
import type { Workspace, Workspaces } from '../profile/workspaces';

export interface HostsOptions {
  entry: string;
  rendererDir: string;
  workspaces: Workspaces;
  log: (message: string) => void;
  onMoved: (workspaceId: string, host: string) => void;
  onGivenUp: (workspaceId: string) => void;
}

/** The hosts this app runs itself: one for each embedded or example workspace in use. */
export class Hosts {
  readonly #options: HostsOptions;
  readonly #running = new Map<string, Promise<HostProcess>>();

  constructor(options: HostsOptions) {
    this.#options = options;
  }

  /** Starts the workspace's host unless it runs already. @param backup if given, the workspace is made from it first */
  async ensure(workspace: Workspace, backup?: HostStart['backup']): Promise<HostProcess> {
    const present = this.#running.get(workspace.id);
    if (present) return present;
    const starting = this.#start(workspace, backup);
    this.#running.set(workspace.id, starting);
    try {
      const host = await starting;
      this.#remember(workspace.id, host.ready);
      return host;
    } catch (error) {
      this.#running.delete(workspace.id);
      throw error;
    }
  }

  get running(): boolean {
    return this.#running.size > 0;
  }

  /** Who is connected to any of them from elsewhere: not the people of this app. */
  async others(): Promise<Others> {
    const names = await Promise.all(
      [...this.#running].map(async ([id, starting]) => {
        const own = new Set(this.#options.workspaces.get(id)?.profiles.map(({ memberId }) => memberId));
        const people = await starting.then(
          (host) => host.here(),
          () => [],
        );
        return people === null
          ? null
          : people.filter((person) => !own.has(person.id)).map(({ name }) => name);
      }),
    );
    const known = names.filter((each) => each !== null).flat();
    return known.length > 0 || !names.includes(null) ? known : null;
  }

  async stop(workspaceId: string): Promise<void> {
    const host = this.#running.get(workspaceId);
    this.#running.delete(workspaceId);
    // One that never started has nothing to stop.
    await host?.then(
      (running) => running.close(),
      () => undefined,
    );
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  #start(
    { id, kind, dataDir, port, openToNetwork }: Workspace,
    backup: HostStart['backup'],
  ): Promise<HostProcess> {
    return HostProcess.start({
      entry: this.#options.entry,
      start: {
        data: dataDir ?? '',
        port: port ?? 0,
        example: kind === 'example',
        openToNetwork,
        rendererDir: this.#options.rendererDir,
        backup,
      },
      log: this.#options.log,
      onRestarted: (ready) => {
        this.#remember(id, ready);
        this.#options.onMoved(id, new URL(ready.url).origin);
      },
      onGivenUp: () => {
        this.#running.delete(id);
        this.#options.onGivenUp(id);
      },
    });
  }

  #remember(id: string, ready: HostReady): void {
    const url = new URL(ready.url);
    this.#options.workspaces.change(id, { url: url.origin, port: Number(url.port), hosted: true });
  }
}

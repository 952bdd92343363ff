import { rmSync } from 'node:fs';
import path from 'node:path';
import { session, type WebContents } from 'electron';
import { plainOrigin, planFragment, readPlanLink } from '../shared/api/links';
import type { Input, Output } from '../shared/ipc/contract';
import { DesktopError, desktopErrorCode } from '../shared/ipc/errors';
import { whoAnswers } from './hosts/host-check';
import { provenKey } from './hosts/host-proof';
import type { Hosts } from './hosts/hosts';
import type { KeyStore } from './profile/key-store';
import { joinFragment, parseHostAddress, parseJoinLink, RECOVER_FRAGMENT } from './hosts/links';
import type { KnownHost } from './hosts/pinning';
import {
  hostAnew,
  hostOfLink,
  hostOfWorkspace,
  refuseAnother,
  refuseStranger,
  workspaceOfLink,
} from './hosts/trust';
import { partitionOf, type OpenOptions, type Windows, type WindowTarget } from './windows';
import { newId, type Profile, type Workspace, type Workspaces } from './profile/workspaces';

export interface ShellOptions {
  userData: string;
  workspaces: Workspaces;
  hosts: Hosts;
  windows: Windows;
  keys: KeyStore;
  /** Ends the app, and starts it again. */
  restart: () => void;
}

/** After so long without a window there is one to look at, while the host still starts. */
const slowStart = 4000;

/** What a person does with workspaces: make, join, open, forget; and the windows and hosts that follow from it. */
export class Shell {
  readonly #o: ShellOptions;

  constructor(options: ShellOptions) {
    this.#o = options;
  }

  /**
   * Opens what was used last, as it was left, and hosts again what others may be waiting for. What does not open is said in
   * the start window, from where it is tried again by hand.
   */
  async start(): Promise<void> {
    const known = this.#o.workspaces.all().filter(({ hidden }) => !hidden);
    const [last] = known;
    if (!last) return void this.#o.windows.openWelcome();
    const slow = setTimeout(() => this.#o.windows.openWelcome(), slowStart);
    await this.open(last.id)
      .catch((error: unknown) => void this.#o.windows.openWelcome(desktopErrorCode(error)))
      .finally(() => clearTimeout(slow));
    for (const workspace of known)
      if (workspace.kind === 'embedded' && workspace.hosted && workspace.id !== last.id)
        // Its failure is in the log by then, and is said when somebody opens it.
        await this.#o.hosts.ensure(workspace).catch(() => undefined);
  }

  async create(input: Input<'createWorkspace'>): Promise<Output<'createWorkspace'>> {
    const { name, department, company, approver } = input;
    const id = newId();
    const dataDir = path.join(this.#o.userData, 'workspaces', id);
    const workspace = this.#o.workspaces.add({
      id,
      kind: 'embedded',
      name: company,
      url: '',
      dataDir,
      profiles: [{ id }],
    });
    try {
      const { ready } = await this.#o.hosts.ensure(workspace);
      const link = parseJoinLink(ready.ownerInvite ?? '');
      this.#await(
        id,
        id,
        joinFragment(link, { name, department, company, ...(approver ? { approver: '1' } : {}) }),
      );
      await this.open(id);
      return { host: link.host, invite: link.secret };
    } catch (error) {
      await this.#o.hosts.stop(id);
      this.#o.workspaces.remove(id);
      throw error;
    }
  }

  /**
   * Makes a workspace from a backup of a host on another computer. If that fails, nothing of it stays behind.
   * @param file its path
   */
  async openBackup(file: string, input: Input<'openBackup'>): Promise<void> {
    const id = newId();
    const dataDir = path.join(this.#o.userData, 'workspaces', id);
    const workspace = this.#o.workspaces.add({
      id,
      kind: 'embedded',
      name: path.parse(file).name,
      url: '',
      dataDir,
      profiles: [{ id }],
    });
    try {
      const { ready } = await this.#o.hosts.ensure(workspace, { file, newOwner: input.as === 'owner' });
      const pending =
        input.as === 'owner'
          ? joinFragment(parseJoinLink(ready.ownerInvite ?? ''), {
              name: input.name,
              department: input.department,
            })
          : RECOVER_FRAGMENT;
      this.#await(id, id, pending);
      this.#show(this.#known(id));
    } catch (error) {
      await this.#o.hosts.stop(id);
      this.#o.workspaces.remove(id);
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Opens a window that joins, unless another host answers at the link's address. */
  async join({ link, name, department }: Input<'joinWithLink'>): Promise<Output<'joinWithLink'>> {
    const parsed = parseJoinLink(link);
    const known = hostOfLink(parsed, this.#o.workspaces.all());
    return this.#enter(known, joinFragment(parsed, { name, department }));
  }

  /** Shows a plan to whoever is in its workspace already. @throws DesktopError */
  async openPlanLink({ link }: Input<'openPlanLink'>): Promise<void> {
    const read = readPlanLink(link);
    if (!read) throw new DesktopError('link-malformed');
    const addressesOf = async (workspace: Workspace) =>
      (await this.#o.hosts.ensure(workspace)).ready.addresses;
    const found = await workspaceOfLink(read.origin, this.#o.workspaces.all(), addressesOf);
    if (!found) throw new DesktopError('link-not-in');
    await this.open(found.id, planFragment(read.place).slice(1));
  }

  /** A window on a host for somebody who comes back there with a recovery code. */
  async recoverAt({ address }: Input<'recoverAt'>): Promise<Output<'recoverAt'>> {
    return this.#enter(hostOfLink(parseHostAddress(address), this.#o.workspaces.all()), RECOVER_FRAGMENT);
  }

  /** @param place the fragment to show; without it, where one was last */
  async open(id: string, place?: string): Promise<void> {
    const workspace = this.#known(id);
    if (workspace.kind !== 'remote') {
      const { ready } = await this.#o.hosts.ensure(workspace);
      // It has no owner yet: it was left after it was made and before the owner joined.
      if (
        ready.ownerInvite !== undefined &&
        workspace.kind === 'embedded' &&
        !workspace.profiles[0]?.pending
      ) {
        this.#await(id, id, joinFragment(parseJoinLink(ready.ownerInvite), {}));
      }
    }
    this.#show(this.#known(id), place);
    void this.#learnKey(this.#known(id));
  }

  async startExample(): Promise<void> {
    const present = this.#o.workspaces.example();
    if (present) return this.open(present.id);
    const id = newId();
    const people = (['marketing', 'sales'] as const).map((department) => ({
      department,
      id: `${id}-${department}`,
    }));
    const workspace = this.#o.workspaces.add({
      id,
      kind: 'example',
      name: '',
      url: '',
      dataDir: path.join(this.#o.userData, 'example', id),
      profiles: people.map((person) => ({ id: person.id })),
    });
    try {
      const { ready } = await this.#o.hosts.ensure(workspace);
      for (const { department, id: profileId } of people) {
        const person = ready.people?.find((one) => one.department === department);
        const link = parseJoinLink(person?.link ?? '');
        this.#await(id, profileId, joinFragment(link, { name: person?.name ?? '', department }));
      }
      await this.open(id);
    } catch (error) {
      await this.discardExample();
      throw error;
    }
  }

  async discardExample(): Promise<void> {
    const example = this.#o.workspaces.example();
    if (!example) return;
    await this.#leave(example);
    rmSync(example.dataDir ?? '', { recursive: true, force: true });
  }

  /** Takes it off the list. The data of an embedded workspace stays on the disk, and it can be brought back. */
  async forget(id: string): Promise<void> {
    const workspace = this.#known(id);
    if (workspace.kind === 'example') return this.discardExample();
    await this.#leave(workspace);
  }

  hostStatus(contents: WebContents): Output<'hostStatus'> | Promise<Output<'hostStatus'>> {
    const target = this.#o.windows.targetOf(contents);
    if (!target) return { kind: 'none', openToNetwork: false, addresses: [], cert: null };
    return this.#status(this.#known(target.workspaceId));
  }

  async openToNetwork(contents: WebContents): Promise<Output<'hostStatus'>> {
    const workspace = this.#known(this.targetOf(contents).workspaceId);
    if (workspace.kind === 'remote') throw new DesktopError('not-embedded');
    const host = await this.#o.hosts.ensure(workspace);
    if (host.ready.addresses.length === 0) await host.openToNetwork();
    return this.#status(this.#o.workspaces.change(workspace.id, { openToNetwork: true }) ?? workspace);
  }

  /** Who answers where this window's host should be. */
  async checkHost(contents: WebContents): Promise<Output<'checkHost'>> {
    const { host, cert } = this.targetOf(contents);
    const who = await whoAnswers({ host, cert }, contents.session);
    return { who, address: new URL(host).host };
  }

  /** Accepts a new certificate of the host, named by a link that a person got. The app has to start again for that. */
  async trustLink({ link }: Input<'trustLink'>, contents: WebContents): Promise<void> {
    const workspace = this.#known(this.targetOf(contents).workspaceId);
    const known = hostAnew(parseJoinLink(link), workspace);
    refuseStranger(await whoAnswers(known, session.defaultSession));
    this.#o.workspaces.change(workspace.id, { url: known.host, cert: known.cert ?? undefined });
    // Chromium remembers a refused certificate for as long as it runs, and cannot be told to forget it.
    this.#o.restart();
  }

  /**
   * Sets the new address of the workspace's host, only if that host proves that it has the workspace's key: otherwise
   * this app would identify itself to a stranger. The app then starts again, as after {@link trustLink}.
   */
  async move({ id, address }: Input<'moveWorkspace'>): Promise<void> {
    const workspace = this.#known(id);
    if (workspace.kind !== 'remote') throw new DesktopError('not-here');
    const known = parseHostAddress(address);
    if (!known.host.startsWith('https:')) throw new DesktopError('link-unencrypted');
    refuseStranger(await whoAnswers(known, session.defaultSession));
    refuseAnother(await provenKey(known, session.defaultSession), workspace);
    this.#o.workspaces.change(id, { url: known.host, cert: known.cert ?? undefined });
    this.#o.restart();
  }

  targetOf(contents: WebContents): WindowTarget {
    const target = this.#o.windows.targetOf(contents);
    if (!target) throw new DesktopError('no-workspace');
    return target;
  }

  /** The list begins with the workspace in whose window somebody was last. */
  windowFocused({ workspaceId }: WindowTarget): void {
    const [first] = this.#o.workspaces.all();
    if (first?.id !== workspaceId && this.#o.workspaces.get(workspaceId))
      this.#o.workspaces.opened(workspaceId);
  }

  /** When a window closes before it has joined, its workspace is taken off the list again. */
  windowClosed(target: WindowTarget | undefined): void {
    const workspace = target && this.#o.workspaces.get(target.workspaceId);
    if (workspace?.kind === 'remote' && workspace.profiles.every((one) => one.pending))
      this.#o.workspaces.remove(workspace.id);
  }

  async #enter(known: KnownHost, pending: string): Promise<{ host: string }> {
    refuseStranger(await whoAnswers(known, session.defaultSession));
    const id = newId();
    const { host, cert } = known;
    this.#o.workspaces.add({
      id,
      kind: 'remote',
      name: new URL(host).host,
      url: host,
      ...(cert === null ? {} : { cert }),
      profiles: [{ id, pending }],
    });
    this.#show(this.#known(id));
    void this.#learnKey(this.#known(id));
    return { host };
  }

  /** The key by which the app recognises the host if it moves later. */
  async #learnKey({ id, kind, hostKey, ...where }: Workspace): Promise<void> {
    if (kind !== 'remote' || hostKey !== undefined) return;
    const proven = await provenKey(hostOfWorkspace(where), session.defaultSession);
    if (proven !== null && this.#o.workspaces.get(id)) this.#o.workspaces.change(id, { hostKey: proven });
  }

  async #status({ id, kind, url, cert, openToNetwork }: Workspace): Promise<Output<'hostStatus'>> {
    // Links are for browsers too, which cannot know the host's own certificate.
    const address = cert === undefined ? url : plainOrigin(url);
    if (kind === 'remote') return { kind, openToNetwork: true, addresses: [address], cert: cert ?? null };
    const { ready } = await this.#o.hosts.ensure(this.#known(id));
    return { kind, openToNetwork, addresses: ready.addresses, cert: ready.cert };
  }

  #known(id: string): Workspace {
    const workspace = this.#o.workspaces.get(id);
    if (!workspace) throw new DesktopError('unknown-workspace');
    return workspace;
  }

  #await(id: string, profileId: string, pending: string): void {
    const { profiles } = this.#known(id);
    this.#o.workspaces.setProfiles(
      id,
      profiles.map((one) => (one.id === profileId ? { ...one, pending } : one)),
    );
  }

  #show(workspace: Workspace, place?: string): void {
    const halves = workspace.profiles.length > 1 ? this.#o.windows.halves() : [];
    workspace.profiles.forEach((profile, index) =>
      this.#showProfile(workspace, profile, { bounds: halves[index], place }),
    );
    this.#o.workspaces.opened(workspace.id);
    // Only when there is another window: closing the last one would end the app.
    this.#o.windows.closeWelcome();
  }

  #showProfile(workspace: Workspace, profile: Profile, where: Pick<OpenOptions, 'bounds' | 'place'>): void {
    const target = { workspaceId: workspace.id, profileId: profile.id, ...hostOfWorkspace(workspace) };
    this.#o.windows.openProfile(target, { fragment: profile.pending, ...where });
  }

  async #leave(workspace: Workspace): Promise<void> {
    this.#o.windows.openWelcome();
    this.#o.windows.closeWorkspace(workspace.id);
    await this.#o.hosts.stop(workspace.id);
    if (workspace.kind === 'embedded') {
      this.#o.workspaces.change(workspace.id, { hidden: true, hosted: false });
      return;
    }
    this.#o.workspaces.remove(workspace.id);
    for (const { id } of workspace.profiles) {
      this.#o.keys.forget(id);
      this.#o.windows.forgetPlace(id);
      await session.fromPartition(partitionOf(id)).clearStorageData();
    }
  }
}

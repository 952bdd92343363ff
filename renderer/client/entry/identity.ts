import { createStore } from 'zustand/vanilla';
import { inviteView, type InviteView } from '../../../shared/api/contract';
import {
  joinLink,
  placeOpened,
  readJoinLink,
  type JoinLink,
  type PlanPlace,
} from '../../../shared/api/links';
import { webRandom } from '../../../shared/crypto/ed25519';
import { newId } from '../../../shared/domain/ids';
import { failed, httpApi } from '../connection/api';
import { desktop, desktopFailure } from '../connection/desktop';
import { limitedSocket } from '../connection/limited-socket';
import { deviceKeys, type DeviceKeys } from '../device/device-keys';
import { askToKeep, openDeviceStore } from '../device/device-store';
import { begunJoin, isUnknownThere, joinDone, joinHost } from './joining';
import type { LocalStore } from '../device/local-store';
import { consumeInvite, followLinks, isMisplaced, pendingInvite, readPage } from './page';
import { Profiles, tabStorage, type Profile } from '../device/profiles';
import { recoverHost } from './recovering';
import type { JoinInput } from './joining';
import type { Outcome } from '../connection/outcome';
import type { OpenBoard } from '../board/open-board';
import type { ReadBoard } from '../board/read-board';
import type { BoardDoor } from '../workspace/board-door';
import { OpenWorkspace } from '../workspace/open-workspace';

/** A board as this page opens boards. */
export type ShownBoard = OpenBoard | ReadBoard;
/** A workspace in a page of either kind. */
export type ShownWorkspace = OpenWorkspace<ShownBoard>;

/**
 * Who this window is, if anybody yet. `opening` covers joining too; `waiting`: the host does not answer; `below-root`: the
 * page was not found at the root of its address, where alone the host answers; `failed`: it cannot open here.
 */
export type Identity =
  | { readonly phase: 'opening' | 'waiting' | 'stranger' | 'below-root' | 'failed'; readonly workspace: null }
  | { readonly phase: 'ready'; readonly workspace: ShownWorkspace };

const OPENING: Identity = { phase: 'opening', workspace: null };
const WAITING: Identity = { phase: 'waiting', workspace: null };
const STRANGER: Identity = { phase: 'stranger', workspace: null };
const BELOW_ROOT: Identity = { phase: 'below-root', workspace: null };
const FAILED: Identity = { phase: 'failed', workspace: null };
const RETRY_MS = 1500;
const LONGEST_RETRY_MS = 15_000;

export const identityStore = createStore<Identity>(() => OPENING);

interface Device {
  readonly store: LocalStore;
  readonly profiles: Profiles;
  readonly keys: DeviceKeys;
}

let device: Promise<Device> | null = null;
/** How this page opens boards; null before it was started. */
let door: BoardDoor<ShownBoard> | null = null;

/** Follows a link that is opened in this tab, from the first moment on: before anything is fetched or shown. */
export function followLinksHere(): void {
  if (!isMisplaced()) followLinks(() => identityStore.getState().workspace === null);
}

/** Finds out who this window is and opens his workspace. Once, however often it is asked for. */
export async function startClient(boards: BoardDoor<ShownBoard>): Promise<void> {
  if (door) return;
  door = boards;
  if (isMisplaced()) return identityStore.setState(BELOW_ROOT, true);
  // Whatever a browser forbids: a window never stays at "opening".
  await findOut().catch(() => identityStore.setState(FAILED, true));
}

async function findOut(): Promise<void> {
  const { host } = readPage();
  if (host === null) return identityStore.setState(STRANGER, true);
  const profile = await knownProfile(host);
  if (profile) return openAs(profile);
  const pending = pendingInvite();
  const begun = pending ? await begunJoin((await openDevice()).store, pending.secret) : null;
  if (pending && begun) return void (await join({ secret: pending.secret, ...begun }));
  const typed = pending?.name !== undefined && pending.department !== undefined;
  if (pending?.kind === 'device') await joinByDeviceLink(pending.secret);
  else if (pending && typed) await join({ name: '', department: 'other', ...pending });
  else identityStore.setState(STRANGER, true);
}

/** Whether this browser is somebody in this workspace already; the app opens such windows by itself. */
export async function isSomebodyHere(): Promise<boolean> {
  const { host } = readPage();
  if (host === null || desktop()) return false;
  return (await (await openDevice()).profiles.last(host)) !== null;
}

/** Goes on as whom this browser was here last, to where the link leads; nobody joins by it. */
export async function goOnAsBefore(): Promise<void> {
  const { host } = readPage();
  const profile = host === null ? null : await (await openDevice()).profiles.last(host);
  if (!profile) return;
  identityStore.setState(OPENING, true);
  await openAs(profile);
}

/** What a link offers, before joining. */
export async function viewInvite(secret: string): Promise<Outcome<InviteView>> {
  const { host } = readPage();
  if (host === null) return failed('not-found');
  return httpApi({ host, token: null }).call('inviteView', inviteView, { body: { invite: secret } });
}

/** Joins a workspace by the link this window was opened with, by a pasted one, or by a secret. */
export async function join(input: JoinInput): Promise<Outcome<void>> {
  const { host } = readPage();
  const read = input.link === undefined ? null : readJoinLink(input.link);
  if (read === 'below-root') return failed('link-below-root');
  const link = typeof read === 'string' ? null : read;
  if (input.link !== undefined && (!link || link.origin !== host)) return goWhereItLeads(input, link);
  const secret = link?.secret ?? input.secret;
  if (host === null || secret === undefined) return failed('link-malformed');
  identityStore.setState(OPENING, true);
  try {
    return await joinAt(host, secret, input, link?.place);
  } catch {
    identityStore.setState(FAILED, true);
    return failed('failed');
  }
}

async function joinAt(
  host: string,
  secret: string,
  input: JoinInput,
  place?: PlanPlace,
): Promise<Outcome<void>> {
  const { store, profiles, keys } = await openDevice();
  const joined = await joinHost(secret, input, {
    api: httpApi({ host, token: null }),
    host,
    store,
    keys,
    newProfile: () => readPage().profile ?? newId(webRandom),
  });
  if (!joined.ok) {
    identityStore.setState(STRANGER, true);
    return joined;
  }
  await profiles.use(joined.value);
  await joinDone(store, secret);
  consumeInvite(place);
  await openAs(joined.value);
  return { ok: true, value: undefined };
}

/** Comes back on this device with a recovery code. The host of the window is the one that knows it. */
export async function recover(code: string): Promise<Outcome<void>> {
  const { host } = readPage();
  if (host === null) return failed('no-workspace');
  const { store, profiles, keys } = await openDevice();
  const recovered = await recoverHost(code, {
    api: httpApi({ host, token: null }),
    host,
    store,
    keys,
    newProfile: () => readPage().profile ?? newId(webRandom),
    random: webRandom,
  });
  if (!recovered.ok) return recovered;
  await profiles.use(recovered.value);
  consumeInvite();
  identityStore.setState(OPENING, true);
  await openAs(recovered.value);
  return { ok: true, value: undefined };
}

/** Has the desktop open a window on a host, for somebody who comes back there with a recovery code. */
export async function recoverAt(address: string): Promise<Outcome<void>> {
  try {
    await desktop()?.recoverAt({ address });
    return { ok: true, value: undefined };
  } catch (error) {
    return desktopFailure(error);
  }
}

/** Forgets who this window is, here alone: the workspace still knows the member. */
export async function leaveWorkspace(): Promise<void> {
  const { workspace } = identityStore.getState();
  if (!workspace) return;
  identityStore.setState(STRANGER, true);
  const { profiles, keys } = await openDevice();
  const profile = workspace.profile;
  await workspace.close();
  await profiles.forget(profile);
  await keys.save(profile.id, undefined);
}

async function joinByDeviceLink(secret: string): Promise<void> {
  const offer = await viewInvite(secret);
  if (!offer.ok) return identityStore.setState(STRANGER, true);
  await join({ secret, name: offer.value.name ?? '-', department: offer.value.department ?? 'other' });
}

/** A link of another host: the shell opens a window for it, a browser goes there. */
async function goWhereItLeads(
  { link = '', name, department }: JoinInput,
  read: JoinLink | null,
): Promise<Outcome<void>> {
  const shell = desktop();
  if (!shell) {
    if (!read) return failed('link-malformed');
    const typed = new URLSearchParams({ name, department });
    const place = read.place ?? placeOpened(location.hash);
    location.assign(`${joinLink({ ...read, ...(place ? { place } : {}) })}&${typed.toString()}`);
    return { ok: true, value: undefined };
  }
  try {
    await shell.joinWithLink({ link, name, department });
    return { ok: true, value: undefined };
  } catch (error) {
    return desktopFailure(error);
  }
}

async function knownProfile(host: string): Promise<Profile | null> {
  const { store, profiles } = await openDevice();
  const { profile } = readPage();
  const own = profile === null ? await profiles.ofThisTab(host) : await profiles.byId(profile, host);
  if (own) return own;
  const pending = pendingInvite();
  if (!pending) return profile === null ? profiles.last(host) : null;
  if (await begunJoin(store, pending.secret)) return null;
  // An invite for somebody new, unless it is one that was used up: then it is a bookmark.
  const offer = await viewInvite(pending.secret);
  return offer.ok || profile !== null ? null : profiles.last(host);
}

async function openAs(profile: Profile): Promise<void> {
  const { store, profiles, keys } = await openDevice();
  consumeInvite();
  await profiles.use(profile);
  const key = await keys.load(profile.id);
  if (!key) return identityStore.setState(STRANGER, true);
  if (!door) throw new Error('the client was not started');
  const exampleHere = await isExampleHere();
  for (let wait = RETRY_MS; ; wait = Math.min(2 * wait, LONGEST_RETRY_MS)) {
    const opened = await OpenWorkspace.open({
      door,
      profile,
      secret: key.secret,
      keyStored: key.stored,
      exampleHere,
      store,
      socket: limitedSocket(WebSocket),
      random: webRandom,
      // What this device keeps may be readable later.
    }).catch(() => null);
    if (opened?.ok) return show(opened.value);
    if (opened && isUnknownThere(opened.failure.code)) {
      await profiles.forget(profile);
      return identityStore.setState(STRANGER, true);
    }
    identityStore.setState(opened ? WAITING : FAILED, true);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Asked before anything is shown: what a page says of itself must not move it afterwards. */
async function isExampleHere(): Promise<boolean> {
  const status = await desktop()
    ?.hostStatus()
    .catch(() => null);
  return status?.kind === 'example';
}

function show(workspace: ShownWorkspace): void {
  identityStore.setState({ phase: 'ready', workspace }, true);
  void askToKeep();
  const { company, me } = workspace.store.getState();
  // The shell lists workspaces by these names; without them it still works.
  desktop()
    ?.rememberProfile({ company, memberName: me.name, memberId: me.id })
    .catch(() => undefined);
}

function openDevice(): Promise<Device> {
  device ??= openDeviceStore(spareStorage()).then((store) => ({
    store,
    profiles: new Profiles(
      store,
      tabStorage(() => sessionStorage),
    ),
    keys: deviceKeys(store),
  }));
  return device;
}

/** Some settings of a browser forbid even to ask for it. */
function spareStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

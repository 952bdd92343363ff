import { createStore, type StoreApi } from 'zustand/vanilla';
import { meAnswer } from '../../../shared/api/contract';
import { sign } from '../../../shared/crypto/ed25519';
import type { RandomBytes } from '../../../shared/domain/ids';
import type { PlanJson } from '../../../shared/domain/plan';
import {
  WORKSPACE,
  type DelegationStatement,
  type SignedDelegation,
  type SignedDeviceLink,
  type SignedRestored,
} from '../../../shared/domain/record';
import {
  MESSAGE,
  PARTS,
  type Changed,
  type HostMessage,
  type StorageHealth,
} from '../../../shared/sync/protocol';
import { AccessList } from './access';
import { Backups } from './parts/backups';
import { InboxList } from './parts/inbox';
import { Looks } from './parts/looks';
import { alertsOf } from './parts/alerts';
import { CompanyDays } from './parts/days';
import { failed, httpApi, type Api } from '../connection/api';
import { HostClock } from '../connection/host-clock';
import type { BoardSurroundings } from '../board/board-surroundings';
import type { BoardDoor, KeptBoards } from './board-door';
import type { OpenBoard } from '../board/open-board';
import { BoardShelf, type ShelvedBoard } from '../board/saving/shelf';
import type { LocalStore } from '../device/local-store';
import type { ParkedContent, ParkedCopy } from '../copy/parked';
import { syncUrlOf, type Profile } from '../device/profiles';
import type { RecordChecks } from '../record/checks';
import { RecordReader } from '../record/reader';
import { recordTools, type RecordTools } from '../record/tools';
import type { EndReason } from '../connection/reconnector';
import { Parts } from './parts';
import { Rounds } from './parts/rounds';
import { fetchAll, fetchPart, onlyNew, shown, lastKnownKey, UNHEARD, type LastKnown } from './last-known';
import type { Outcome } from '../connection/outcome';
import type { WorkspaceActions, WorkspaceState } from './types';
import { signed } from '../record/statements';
import { goBy, onNewDay } from '../device/today';
import { WaitingList } from './parts/waiting';
import { recordChecks } from '../record/worker-checks';
import { workspaceActions } from './workspace-actions';
import { Workshops } from './parts/workshops';
import { WorkspaceRoom } from './workspace-room';

export interface WorkspaceOptions<Board extends ShelvedBoard> {
  readonly door: BoardDoor<Board>;
  readonly profile: Profile;
  /** This device's private key. */
  readonly secret: string;
  readonly keyStored: WorkspaceState['keyStored'];
  /** It is the app's own example. */
  readonly exampleHere?: boolean;
  readonly store: LocalStore;
  readonly socket: typeof WebSocket;
  readonly random: RandomBytes;
  readonly api?: Api;
}

/** So long the host may be silent after opening before that is said. */
const UNHEARD_MS = 3000;
/** Between attempts to learn the new epoch of a workspace that was restored. */
const EPOCH_RETRY_MS = 3000;
/** So often a walk-in's window tries whether the workshop was opened again: nobody is told of it who is out. */
const REOPENED_MS = 20_000;

/** One workspace as one member sees it, with the boards he has open. */
export class OpenWorkspace<Board extends ShelvedBoard = OpenBoard> {
  readonly store: StoreApi<WorkspaceState>;
  readonly actions: WorkspaceActions;
  readonly boards: BoardShelf<Board>;
  readonly waiting: WaitingList;
  readonly inbox: InboxList;
  readonly looks: Looks;
  readonly access: AccessList;
  readonly backups: Backups;
  readonly rounds: Rounds;
  readonly days: CompanyDays;
  readonly workshops: Workshops;
  readonly clock: HostClock;
  readonly api: Api;
  readonly profile: Profile;
  readonly #o: WorkspaceOptions<Board>;
  readonly recordTools: RecordTools;
  readonly #checks: RecordChecks = recordChecks();
  readonly #record: RecordReader;
  readonly #room: WorkspaceRoom;
  readonly #parts = new Parts({
    me: () => this.#fetchKnown('me'),
    members: () => this.#fetchKnown('members'),
    boards: () => this.#fetchKnown('boards'),
    access: () => this.access.refresh().then(() => true),
    backups: () => this.backups.refresh().then(() => true),
    waiting: () => this.waiting.refresh().then(() => true),
    inbox: () => this.inbox.changed().then(() => true),
    days: () => this.days.refresh().then(() => true),
  });
  readonly #kept: KeptBoards | null;
  /** Null as long as nobody has asked for the record. */
  #recordLoaded: Promise<void> | null = null;
  #known: LastKnown;
  /** In milliseconds since 1970, by the host's clock as far as it is known. */
  readonly #now = () => this.clock.estimate();
  readonly #stopDays: () => void;
  /** Until it is tried once more whether this member may be in. */
  #trying: ReturnType<typeof setTimeout> | undefined;
  /** The epoch for which parked copies are being looked through. */
  #sifting: string | null = null;
  /** Alerts that were put away on this device. */
  #told: ReadonlySet<string> = new Set();

  /** Opens with what the host says or, out of its reach, with what it said last. */
  static async open<Board extends ShelvedBoard>(
    options: WorkspaceOptions<Board>,
  ): Promise<Outcome<OpenWorkspace<Board>>> {
    const { profile, store } = options;
    const api = options.api ?? httpApi({ host: profile.host, token: profile.token });
    const cached = await store.get<LastKnown>(lastKnownKey(profile));
    const fresh = cached ? null : await fetchAll(api);
    if (fresh && !fresh.ok) return fresh;
    const known = cached ?? fresh?.value;
    if (!known) return { ok: false, failure: { code: 'failed' } };
    const workspace = new OpenWorkspace({ ...options, api }, api, known);
    workspace.#told = new Set(await store.get<string[]>(toldKey(profile)));
    await Promise.all([
      options.door.recordLater ? undefined : workspace.#loadRecord(),
      workspace.waiting.load(),
      workspace.inbox.load(),
      workspace.days.load(),
    ]);
    if (!cached) await workspace.#learn(known);
    await workspace.#listParked();
    // Once connected it asks for everything; what was asked before would be asked twice.
    workspace.#waitToBeHeard();
    workspace.#room.start();
    return { ok: true, value: workspace };
  }

  private constructor(options: WorkspaceOptions<Board>, api: Api, known: LastKnown) {
    const { door, profile, store, socket, keyStored, exampleHere = false } = options;
    this.#o = options;
    this.api = api;
    this.profile = profile;
    this.#known = known;
    this.clock = new HostClock(api, { told: () => this.#goByHost() });
    const first = shown(known, this.#now());
    this.store = createStore<WorkspaceState>(() => ({ ...first, ...UNHEARD, keyStored, exampleHere }));
    this.#goByHost();
    this.workshops = new Workshops({ api, clock: this.clock, random: options.random });
    this.access = new AccessList(api, () => this.store.getState().me.role === 'owner');
    this.waiting = new WaitingList(api, store, waitingKey(profile));
    this.looks = new Looks(api);
    this.inbox = new InboxList(api, store, inboxKey(profile), this.#now);
    this.backups = new Backups({
      api,
      isOwner: () => this.store.getState().me.role === 'owner',
      company: () => this.store.getState().company,
      now: this.#now,
      sign: (backup) => this.#signRestore(backup),
      restored: () => this.refresh(),
    });
    this.days = new CompanyDays(api, store, daysKey(profile));
    this.rounds = new Rounds({ api, store, name: profile.id, random: options.random });
    this.#record = new RecordReader({
      api,
      store,
      name: profile.id,
      board: WORKSPACE,
      checks: this.#checks,
      refreshWorkspace: async () => false,
      workspaceEntries: () => this.#record.entries,
      changed: () => this.#recordChanged(),
    });
    this.recordTools = recordTools(WORKSPACE, this.#record, this.#checks, () => this.#record.entries);
    const syncUrl = syncUrlOf(profile);
    this.#room = new WorkspaceRoom({
      api,
      syncUrl,
      socket,
      epoch: () => this.#known.me.epoch,
      on: {
        connected: () => {
          this.store.setState({ online: true, ended: null, isBlocked: false, hostStorage: 'ok' });
          this.boards.letInAgain();
          void this.refresh();
          void this.#kept?.send();
          this.workshops.connected();
        },
        lost: (isBlocked) => {
          this.workshops.lost();
          this.store.setState({ online: false, isBlocked });
        },
        message: (message) => this.#message(message),
        ended: (reason) => void this.#roomEnded(reason),
      },
    });
    const surroundings = this.#surroundingsOfBoards(syncUrl);
    this.boards = new BoardShelf((boardId) => door.open(boardId, surroundings));
    this.#kept = door.kept?.({ ...surroundings, boards: this.boards }) ?? null;
    this.actions = workspaceActions({
      api,
      store: this.store,
      refresh: (part) => this.#parts.fetch(part),
      vouch: (deviceKey) => this.#vouch(deviceKey),
      delegated: (deputy) => this.#delegated(deputy),
      acknowledge: (alert) => this.#acknowledge(alert),
    });
    // On a new day other tasks are due, and others stand in. Last, as that of the host's clock may be another one at once.
    this.#stopDays = onNewDay(() => void Promise.all([this.waiting.refresh(), this.inbox.refresh()]));
  }

  /**
   * Asks for everything again; failures leave what is known. Each part by its own questions, one after the other, as what was told
   * of it meanwhile must not be overtaken by an older answer.
   */
  async refresh(): Promise<void> {
    await Promise.all([
      this.#recordLoaded && this.#record.refresh(),
      this.inbox.refresh(),
      ...ASKED_WHOLE.map((part) => this.#parts.fetch(part)),
    ]);
  }

  /** What a parked copy has that its board has not; everything, if the board is gone. Null when nobody waits for it any more. */
  async contentOfParked(copy: ParkedCopy, signal: AbortSignal): Promise<ParkedContent | null> {
    const isThere = this.store.getState().boards.some(({ id }) => id === copy.boardId);
    return this.#kept?.contentOf(copy, isThere, signal) ?? null;
  }

  /** Adds a plan of a parked copy to its board. @returns the ID it has there */
  async insertKept(boardId: string, plan: PlanJson, title: string): Promise<string> {
    if (!this.#kept) throw new TypeError('this page writes on no board');
    return this.#kept.insert(boardId, plan, title);
  }

  async discardParked(copy: ParkedCopy): Promise<void> {
    await this.#kept?.discard(copy);
    await this.#listParked();
  }

  async close(): Promise<void> {
    this.#stopDays();
    clearTimeout(this.#trying);
    this.#record.close();
    this.waiting.close();
    this.inbox.close();
    this.days.close();
    this.#parts.close();
    this.#room.stop();
    await this.boards.closeAll();
    this.#checks.close();
  }

  #surroundingsOfBoards(syncUrl: string): BoardSurroundings {
    const { store, socket, random, secret } = this.#o;
    return {
      api: this.api,
      store,
      socket,
      random,
      checks: this.#checks,
      syncUrl,
      name: this.profile.id,
      run: `${Date.now()}-${Math.random()}`,
      device: this.profile.deviceId,
      sign: (text) => sign(secret, text),
      epoch: () => this.#known.me.epoch,
      renewEpoch: () => this.#parts.fetch('me'),
      me: () => this.store.getState().me,
      members: () => this.store.getState().members,
      onPeople: (listener) =>
        this.store.subscribe((now, before) => {
          const parts = ['me', 'members', 'boards', 'fault'] as const;
          if (parts.some((part) => now[part] !== before[part])) listener();
        }),
      mayWrite: (board) => {
        const { me, boards } = this.store.getState();
        return me.role !== 'guest' && boards.some(({ id, archived }) => id === board && !archived);
      },
      askRights: async () => {
        const parts = (['me', 'members', 'boards'] as const).map((part) => this.#parts.fetch(part));
        return (await Promise.all(parts)).every(Boolean);
      },
      now: this.#now,
      refreshWorkspace: async () => (await this.#readRecord()).ok && !this.#record.fault,
      workspaceFault: () => this.#record.fault,
      workspaceEntries: () => this.#record.entries,
      pushed: (message) => this.#message(message),
      ended: (reason) => void this.#boardEnded(reason),
    };
  }

  /** Days are those of the host's clock and of the workspace's time zone. */
  #goByHost(): void {
    goBy(this.#now, this.store.getState().timeZone);
  }

  /** What is never connected may answer questions all the same, as where something on the way takes no WebSockets. */
  #waitToBeHeard(): void {
    const timer = setTimeout(() => {
      if (this.store.getState().online === null) this.store.setState({ online: false });
    }, UNHEARD_MS);
    const heard = this.store.subscribe(({ online }) => {
      if (online === null) return;
      clearTimeout(timer);
      heard();
      if (!online) void this.refresh();
    });
  }

  #recordChanged(): void {
    const { memberId, deviceId } = this.profile;
    const alerts = alertsOf(this.#record.entries, { id: memberId, deviceId }, this.#told);
    this.store.setState({ fault: this.#record.fault, entries: this.#record.entries, alerts });
  }

  async #acknowledge(alert: string): Promise<void> {
    this.#told = new Set([...this.#told, alert]);
    this.#recordChanged();
    await this.#o.store.set(toldKey(this.profile), [...this.#told]).catch(() => undefined);
  }

  async #vouch(deviceKey?: string): Promise<Outcome<SignedDeviceLink>> {
    const head = await this.#headToSign();
    if (!head.ok) return head;
    const member = this.profile.memberId;
    const said = { kind: 'device-link' as const, member, ...(deviceKey === undefined ? {} : { deviceKey }) };
    return { ok: true, value: signed(this.#o, head.value, said) };
  }

  async #delegated(deputy?: DelegationStatement['deputy']): Promise<Outcome<SignedDelegation>> {
    const head = await this.#headToSign();
    if (!head.ok) return head;
    const said = { kind: 'delegated' as const, member: this.profile.memberId, ...(deputy ? { deputy } : {}) };
    return { ok: true, value: signed(this.#o, head.value, said) };
  }

  async #signRestore(backup: string): Promise<Outcome<SignedRestored>> {
    const head = await this.#headToSign();
    return head.ok ? { ok: true, value: signed(this.#o, head.value, { kind: 'restored', backup }) } : head;
  }

  /** Where the workspace's record stands, unless there is something wrong with it. */
  async #headToSign(): Promise<Outcome<string>> {
    await this.#readRecord();
    return this.#record.fault ? failed('record-fault') : { ok: true, value: this.#record.head.hash };
  }

  #loadRecord(): Promise<void> {
    return (this.#recordLoaded ??= this.#record.load());
  }

  async #readRecord(): Promise<Outcome<void>> {
    await this.#loadRecord();
    return this.#record.refresh();
  }

  #message({ type, value }: HostMessage): void {
    if (type === MESSAGE.changed) this.#changed(value);
    if (type === MESSAGE.session) this.workshops.take(value);
    if (type === MESSAGE.record && value.board === WORKSPACE && this.#recordLoaded)
      void this.#record.take(value.entries);
  }

  #changed(changed: Changed): void {
    if (changed.what === 'storage') this.#hostStorage(changed.health);
    else if (changed.what === 'rounds') this.rounds.changed(changed.board);
    else this.#parts.changed(changed.what);
  }

  #hostStorage(hostStorage: StorageHealth): void {
    this.store.setState({ hostStorage });
    if (hostStorage === 'ok') void this.#kept?.send();
  }

  async #fetchKnown(part: keyof LastKnown): Promise<boolean> {
    const fresh = await fetchPart(this.api, part);
    if (fresh.ok) await this.#learn({ ...this.#known, ...fresh.value });
    else if (fresh.failure.code === 'not-signed-in') this.#end('removed');
    else if (isEnd(fresh.failure.reason)) this.#end(fresh.failure.reason);
    return fresh.ok;
  }

  async #learn(known: LastKnown): Promise<void> {
    const isRestored = known.me.epoch !== this.#known.me.epoch;
    this.#known = known;
    if (isRestored || this.store.getState().parked.length > 0) void this.#siftParked();
    const { boards, me, timeZone } = this.store.getState();
    const before = me.role;
    this.store.setState(onlyNew(shown(known, this.#now()), this.store.getState()));
    if (this.store.getState().timeZone !== timeZone) this.#goByHost();
    // What only owners are told was not asked for before, or is not to be shown any more.
    if (this.store.getState().me.role !== before)
      void Promise.all([this.access.refresh(), this.backups.refresh()]);
    // Boards that were archived, or closed to this member, take with them what was told of them.
    if (this.store.getState().boards !== boards) void this.inbox.refresh();
    await this.#o.store.set(lastKnownKey(this.profile), known).catch(() => undefined);
    if (!known.me.active) this.#end('removed');
  }

  async #roomEnded(reason: EndReason): Promise<void> {
    if (reason === 'removed') {
      const removal = await this.#removal();
      return removal ? this.#end(removal) : this.#tryLater();
    }
    if (reason !== 'epoch') return this.#end('version');
    while (!this.#record.closed && !(await this.#parts.fetch('me')))
      await new Promise((resolve) => setTimeout(resolve, EPOCH_RETRY_MS));
    if (!this.#record.closed) this.#room.start();
  }

  async #listParked(): Promise<void> {
    const parked = (await this.#kept?.list(this.#known.me.epoch).catch(() => [])) ?? [];
    this.store.setState({ parked });
  }

  /** A copy is spoken of only once it is known to hold something, or cannot be compared. */
  async #siftParked(): Promise<void> {
    const { epoch } = this.#known.me;
    if (this.#sifting === epoch) return;
    this.#sifting = epoch;
    await this.#kept?.sift(epoch).catch(() => undefined);
    if (this.#sifting === epoch) this.#sifting = null;
    if (epoch === this.#known.me.epoch) await this.#listParked();
  }

  /**
   * Whether the member was removed, this device of his alone, or his workshop is over: the socket does not say. Null
   * where he may be in after all, as when it was opened again in that moment, and where the host does not answer.
   */
  async #removal(): Promise<Removal | null> {
    const me = await this.api.call('me', meAnswer);
    if (me.ok || !['not-signed-in', 'not-allowed'].includes(me.failure.code)) return null;
    return isEnd(me.failure.reason) ? me.failure.reason : 'removed';
  }

  /** A board may be closed to a member without the workspace being so. */
  async #boardEnded(reason: EndReason): Promise<void> {
    if (reason === 'version') this.#end('version');
    else await this.refresh();
  }

  #end(ended: NonNullable<WorkspaceState['ended']>): void {
    this.#room.stop();
    this.store.setState({ ended, online: false });
    clearTimeout(this.#trying);
    if (ended === 'workshop-over') this.#tryLater();
  }

  #tryLater(): void {
    clearTimeout(this.#trying);
    if (!this.#record.closed) this.#trying = setTimeout(() => this.#room.start(), REOPENED_MS);
  }
}

/** Parts that are asked for in one way only; the inbox tells what changed, too. */
const ASKED_WHOLE = PARTS.filter((part) => part !== 'inbox');

const REMOVALS = ['removed', 'device-removed', 'workshop-over'] as const;
type Removal = (typeof REMOVALS)[number];

/** Whether a refusal says that there is no way in any more. */
function isEnd(reason: string | undefined): reason is Removal {
  return REMOVALS.some((each) => each === reason);
}

const toldKey = ({ id }: Profile): string => `told/${id}`;
const inboxKey = ({ id }: Profile): string => `inbox/${id}`;
const waitingKey = ({ id }: Profile): string => `waiting/${id}`;
const daysKey = ({ id }: Profile): string => `days/${id}`;

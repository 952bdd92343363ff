import { BrowserWindow, nativeTheme, powerSaveBlocker, screen, session, type WebContents } from 'electron';
import { fenceSession } from './page/fence';
import { stageFragment } from '../shared/api/links';
import type { Input, Output } from '../shared/ipc/contract';
import { DesktopError, type DesktopErrorCode } from '../shared/ipc/errors';
import { openingFailed } from '../shared/ipc/start-window';
import { isAppUrl, pageUrl, placeOf, type WindowKind } from './page/origin';
import { pinSession, type KnownHost } from './hosts/pinning';
import { servePages } from './page/protocol';
import { secureSession } from './page/security';
import type { Bounds, Settings } from './profile/settings';

export interface WindowTarget extends KnownHost {
  readonly workspaceId: string;
  readonly profileId: string;
}

export interface OpenOptions {
  fragment?: string;
  /** What is to be seen there; without it, where one was last. */
  place?: string;
  bounds?: Omit<Bounds, 'maximized'>;
  /** The place of a stage: the window shows that and nothing else. */
  stage?: string;
  fullScreen?: boolean;
}

interface OpenWindow {
  window: BrowserWindow;
  target: WindowTarget | undefined;
  /** It is a stage, of this place: it belongs to its profile's window and closes with that. */
  stage?: string | undefined;
  /** It was told to close, and is there a moment longer. */
  isClosing?: true;
}

export interface WindowsOptions {
  preload: string;
  rendererDir: string;
  settings: Settings;
  language: () => string;
  onClosed: (target: WindowTarget | undefined) => void;
  onFocused: (target: WindowTarget) => void;
  /** Whether the last window may close now: on most systems the app ends with it. */
  mayCloseLast: (target: WindowTarget | undefined) => boolean;
}

const welcomeKey = 'welcome';
const crashesBeforeGivingUp = 3;
export const partitionOf = (profileId: string) => `persist:profile-${profileId}`;

/** All windows: at most one for a profile, and a stage beside it, each in its own storage and with its own host to talk to. */
export class Windows {
  readonly #options: WindowsOptions;
  readonly #open = new Set<OpenWindow>();

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  /** @param failure why the workspace that was used last did not open, for the window to say */
  openWelcome(failure?: DesktopErrorCode): BrowserWindow {
    const fragment = failure && openingFailed(failure);
    const present = [...this.#open].find(({ target, isClosing }) => target === undefined && !isClosing);
    if (!present) return this.#make(undefined, fragment === undefined ? {} : { fragment });
    if (fragment !== undefined) this.#load(present, fragment);
    return focus(present.window);
  }

  openProfile(target: WindowTarget, options: OpenOptions = {}): BrowserWindow {
    const present = this.#ofProfile(target.profileId, false);
    if (!present) return this.#make(target, options);
    // Of the same page another place: nothing is loaded anew.
    if (options.place !== undefined) this.#load(present, options.place);
    return focus(present.window);
  }

  /** Two windows that share the screen. */
  halves(): [OpenOptions['bounds'], OpenOptions['bounds']] {
    const { x, y, width, height } = screen.getPrimaryDisplay().workArea;
    const half = Math.floor(width / 2);
    return [
      { x, y, width: half, height },
      { x: x + half, y, width: width - half, height },
    ];
  }

  /** The stage of a board, for the profile of the window that asks: one at a time, on another screen where there is one. */
  openStage(contents: WebContents, { board, screen: chosen }: Input<'openStage'>): void {
    const caller = this.#find(contents);
    if (!caller?.target) throw new DesktopError('no-workspace');
    const stage = stageFragment(board).slice(1);
    const present = this.#ofProfile(caller.target.profileId, true);
    if (present) {
      if (present.stage !== stage) this.#load(Object.assign(present, { stage }));
      return void focus(present.window);
    }
    const here = screen.getDisplayMatching(caller.window.getBounds());
    const all = screen.getAllDisplays();
    const display = all.find(({ id }) => id === chosen) ?? all.find(({ id }) => id !== here.id) ?? here;
    const { x, y, width, height } = display.workArea;
    this.#make(caller.target, { stage, bounds: { x, y, width, height }, fullScreen: display.id !== here.id });
  }

  screensFor(contents: WebContents): Output<'stageScreens'> {
    const window = this.windowOf(contents);
    const here = window && screen.getDisplayMatching(window.getBounds()).id;
    return screen
      .getAllDisplays()
      .map(({ id, size: { width, height } }) => ({ id, width, height, here: id === here }));
  }

  /** @throws DesktopError unless a stage asks */
  fillScreen(contents: WebContents, wanted: Input<'fullScreen'>): void {
    const found = this.#find(contents);
    if (found?.stage === undefined) throw new DesktopError('not-here');
    found.window.setFullScreen(wanted === 'toggle' && !found.window.isFullScreen());
  }

  targetOf(contents: WebContents): WindowTarget | undefined {
    return this.#find(contents)?.target;
  }

  /** None: a page that is in no window of ours. */
  kindOf(contents: WebContents): WindowKind | undefined {
    const found = this.#find(contents);
    return found && (found.target ? 'profile' : 'welcome');
  }

  windowOf(contents: WebContents): BrowserWindow | undefined {
    return this.#find(contents)?.window;
  }

  closeWelcome(): void {
    for (const entry of this.#open) {
      if (entry.target) continue;
      entry.isClosing = true;
      entry.window.close();
    }
  }

  closeWorkspace(workspaceId: string): void {
    for (const { window, target } of this.#open) if (target?.workspaceId === workspaceId) window.destroy();
  }

  forgetPlace(profileId: string): void {
    this.#options.settings.forgetBounds(profileId);
  }

  /** The host answers elsewhere or with another certificate now: its windows have to be allowed to reach it. */
  moveWorkspace(workspaceId: string, { host, cert }: KnownHost): void {
    for (const entry of this.#open) {
      const { target } = entry;
      if (target?.workspaceId !== workspaceId || (target.host === host && target.cert === cert)) continue;
      entry.target = { ...target, host, cert };
      this.#load(entry);
    }
  }

  bringUp(contents: WebContents): void {
    const window = this.windowOf(contents);
    if (window) focus(window);
  }

  focusAny(): BrowserWindow {
    const any = BrowserWindow.getFocusedWindow() ?? [...this.#open].at(-1)?.window;
    return any ? focus(any) : this.openWelcome();
  }

  #ofProfile(profileId: string, isStage: boolean): OpenWindow | undefined {
    return [...this.#open].find(
      ({ target, stage }) => target?.profileId === profileId && (stage !== undefined) === isStage,
    );
  }

  #find(contents: WebContents): OpenWindow | undefined {
    return [...this.#open].find(
      (entry) => !entry.window.isDestroyed() && entry.window.webContents === contents,
    );
  }

  #make(target: WindowTarget | undefined, options: OpenOptions): BrowserWindow {
    const { fragment, bounds, stage, fullScreen } = options;
    const key = target?.profileId ?? welcomeKey;
    const kept = stage === undefined ? this.#options.settings.bounds(key) : undefined;
    const ses = session.fromPartition(target ? partitionOf(target.profileId) : 'persist:welcome');
    secureSession(ses);
    const { place, maximized, ...size } = kept ?? {};
    const window = new BrowserWindow({
      ...(kept ? size : { width: 1280, height: 860, ...bounds }),
      minWidth: 360,
      minHeight: 480,
      show: false,
      title: 'Handschlag',
      fullscreen: fullScreen ?? false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
      webPreferences: {
        session: ses,
        preload: this.#options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    if (maximized) window.maximize();
    const entry: OpenWindow = { window, target, stage };
    this.#open.add(entry);
    window.once('ready-to-show', () => window.show());
    if (stage === undefined) this.#followLife(entry, key);
    else this.#keepAwake(entry);
    this.#reviveAfterCrash(entry);
    this.#bringHome(entry);
    this.#load(entry, fragment ?? options.place ?? place);
    return window;
  }

  #followLife(entry: OpenWindow, key: string): void {
    const { window } = entry;
    window.on('close', (event) => {
      this.#keepBounds(key, window);
      const others = [...this.#open].filter(({ stage }) => stage === undefined).length - 1;
      if (others === 0 && !this.#options.mayCloseLast(entry.target)) event.preventDefault();
    });
    window.on('focus', () => entry.target && this.#options.onFocused(entry.target));
    window.on('closed', () => {
      this.#open.delete(entry);
      if (entry.target) this.#ofProfile(entry.target.profileId, true)?.window.destroy();
      this.#options.onClosed(entry.target);
    });
  }

  /** People look at a stage for minutes without anybody touching this machine. */
  #keepAwake(entry: OpenWindow): void {
    const blocker = powerSaveBlocker.start('prevent-display-sleep');
    entry.window.on('closed', () => {
      powerSaveBlocker.stop(blocker);
      this.#open.delete(entry);
    });
  }

  #load({ window, target, stage }: OpenWindow, fragment = stage): void {
    void fenceSession(window.webContents.session, target?.host);
    pinSession(window.webContents.session, target);
    servePages(window.webContents.session, this.#options.rendererDir, target?.host);
    const workspace = target && { host: target.host, profile: target.profileId };
    const url = pageUrl({ language: this.#options.language(), workspace, fragment });
    // Rejects when the window closes meanwhile; then nothing has to be shown.
    window.loadURL(url).catch(() => undefined);
  }

  #reviveAfterCrash({ window }: OpenWindow): void {
    let crashes = 0;
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      crashes += 1;
      if (reason !== 'clean-exit' && crashes <= crashesBeforeGivingUp && !window.isDestroyed())
        window.reload();
    });
  }

  /** An empty page is the only page that Chromium opens without asking the main process. */
  #bringHome(entry: OpenWindow): void {
    entry.window.webContents.on('did-navigate', (_event, url) => {
      if (!isAppUrl(url)) this.#load(entry);
    });
  }

  #keepBounds(key: string, window: BrowserWindow): void {
    const place = key === welcomeKey ? undefined : placeOf(window.webContents.getURL());
    const size = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    this.#options.settings.setBounds(key, { ...size, ...(place === undefined ? {} : { place }) });
  }
}

function focus(window: BrowserWindow): BrowserWindow {
  if (window.isMinimized()) window.restore();
  window.focus();
  return window;
}

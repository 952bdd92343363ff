import { z } from 'zod';
import { plainName } from '../domain/text/typed-text';

/**
 * Everything the renderer may ask of the desktop shell. Both ends check with these schemas: main what comes in, the
 * preload what comes back.
 */

/** A name that shows something. */
const shortText = z.string().max(1_000).transform(plainName).pipe(z.string().min(1).max(200));
const id = z.string().regex(/^[a-z0-9-]{4,64}$/);

export const workspaceKinds = ['embedded', 'remote', 'example'] as const;
/** Bytes of a file that go by one call: a backup may be larger than what fits into memory. */
export const FILE_SLICE = 32 * 1024 * 1024;

/** The kinds of files the product exports. */
export const FILE_KINDS = [
  'csv',
  'handschlag',
  'html',
  'ics',
  'json',
  'md',
  'pdf',
  'png',
  'svg',
  'txt',
  'xlsx',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const department = z.enum(['marketing', 'sales', 'other']);

const workspaceSummary = z.object({
  id,
  kind: z.enum(workspaceKinds),
  /** What people call it: the company, or the host's address until it is known. */
  name: z.string(),
  memberName: z.string().optional(),
  /** ISO time of the last opening. */
  lastOpened: z.string(),
  /** Taken off the list; its data are on this computer still. */
  hidden: z.boolean(),
});

const hostStatus = z.object({
  /** `none`: this window has no workspace yet. */
  kind: z.enum([...workspaceKinds, 'none']),
  openToNetwork: z.boolean(),
  /** Base addresses another machine reaches, best first; empty while the host answers this machine only. */
  addresses: z.array(z.string()),
  /** Fingerprint of the certificate that this app's host shows, for links; null while it shows none. */
  cert: z.string().nullable(),
});

/** What answers where this window's host should be; see electron/hosts/pinned-check.ts. */
const hostAnswer = z.object({
  who: z.enum(['known', 'other', 'plain', 'silent']),
  /** Name and port. */
  address: z.string(),
});

const keyState = {
  /** True when this system has no key store and the key lies in a file: the person is told once. */
  notice: z.boolean(),
};

/**
 * `from`: the window that may ask. What reaches beyond one profile (which workspaces there are, opening, making, joining,
 * forgetting them) is for the welcome window, which shows nothing of a host's: a window that a host's content took over
 * neither harms another profile nor carries anything to another host.
 */
export const contract = {
  workspaces: { from: 'welcome', input: z.void(), output: z.array(workspaceSummary) },
  openWorkspace: { from: 'welcome', input: z.object({ id }), output: z.void() },
  forgetWorkspace: { from: 'welcome', input: z.object({ id }), output: z.void() },
  createWorkspace: {
    from: 'welcome',
    input: z.object({ name: shortText, department, company: shortText, approver: z.boolean().optional() }),
    output: z.object({ host: z.string(), invite: z.string() }),
  },
  joinWithLink: {
    from: 'welcome',
    input: z.object({ link: z.string().max(4000), name: shortText, department }),
    output: z.object({ host: z.string() }),
  },
  /** Opens a plan in a workspace in which one is already. */
  openPlanLink: { from: 'welcome', input: z.object({ link: z.string().max(4000) }), output: z.void() },
  recoverAt: {
    from: 'welcome',
    input: z.object({ address: z.string().max(4000) }),
    output: z.object({ host: z.string() }),
  },
  /** A workspace on another computer has another address now; the app starts again for that. */
  moveWorkspace: {
    from: 'welcome',
    input: z.object({ id, address: z.string().max(4000) }),
    output: z.void(),
  },
  /**
   * Asks for a backup's file and makes a workspace of it on this computer; whoever opens it comes back by his recovery
   * code, or without one as a new owner. `opened` is false when no file was chosen.
   */
  openBackup: {
    from: 'welcome',
    input: z.discriminatedUnion('as', [
      z.object({ as: z.literal('code') }),
      z.object({ as: z.literal('owner'), name: shortText, department }),
    ]),
    output: z.object({ opened: z.boolean() }),
  },
  startExample: { from: 'welcome', input: z.void(), output: z.void() },
  /** The screens that a stage can be shown on; `here`: the one with this window. */
  stageScreens: {
    from: 'profile',
    input: z.void(),
    output: z.array(z.object({ id: z.number(), width: z.number(), height: z.number(), here: z.boolean() })),
  },
  /** Opens the stage of a board in a window of its own, which belongs to this one's profile. */
  openStage: {
    from: 'profile',
    input: z.strictObject({
      board: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
      /** None: another screen than this window's, where there is one. */
      screen: z.number().int().optional(),
    }),
    output: z.void(),
  },
  /** Of a stage that asks for itself; no other window of ours fills the screen by a page's will. */
  fullScreen: { from: 'profile', input: z.enum(['toggle', 'leave']), output: z.void() },
  showWelcome: { from: 'profile', input: z.void(), output: z.void() },
  /** From the welcome window, or one of the example's own. */
  discardExample: { from: 'any', input: z.void(), output: z.void() },
  hostStatus: { from: 'any', input: z.void(), output: hostStatus },
  openToNetwork: { from: 'profile', input: z.void(), output: hostStatus },
  checkHost: { from: 'profile', input: z.void(), output: hostAnswer },
  /** Knows this window's host by the certificate that a new link names, from now on; the app starts again for that. */
  trustLink: { from: 'profile', input: z.object({ link: z.string().max(4000) }), output: z.void() },
  rememberProfile: {
    from: 'profile',
    input: z.object({
      company: z.string().trim().max(200),
      memberName: z.string().trim().max(200),
      memberId: z.string().max(64).optional(),
    }),
    output: z.void(),
  },
  loadKey: {
    from: 'profile',
    input: z.object({ profile: id }),
    output: z.object({ secret: z.string().nullable(), ...keyState }),
  },
  saveKey: {
    from: 'profile',
    input: z.object({ profile: id, secret: z.string().min(1).max(4096) }),
    output: z.object({ stored: z.enum(['os', 'file']), ...keyState }),
  },
  setLanguage: { from: 'any', input: z.enum(['de', 'en']), output: z.void() },
  /** What this window would print, as a PDF; the page says on which paper. At most one at a time. */
  printToPdf: { from: 'profile', input: z.void(), output: z.object({ bytes: z.instanceof(Uint8Array) }) },
  /** The number at the app's sign, of this window. */
  setBadge: {
    from: 'profile',
    input: z.strictObject({ count: z.number().int().min(0).max(1_000_000) }),
    output: z.void(),
  },
  /**
   * Says something to whoever looks at another program; while a window of the app has the focus, nothing. Answers once it
   * was clicked, which brings the window to the front, or is gone.
   */
  notify: {
    from: 'profile',
    input: z.strictObject({ title: z.string().min(1).max(200), body: z.string().max(500) }),
    output: z.object({ clicked: z.boolean() }),
  },
  /** Asks where a file shall lie; null: nowhere. What is in it comes by `writeFile`, and it is there after `endFile`. */
  saveFile: {
    from: 'profile',
    input: z.strictObject({ suggestedName: z.string().min(1).max(200) }),
    output: z.object({ file: id.nullable() }),
  },
  writeFile: {
    from: 'profile',
    input: z.object({
      file: id,
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= FILE_SLICE),
    }),
    output: z.void(),
  },
  /** `keep`: it is whole; otherwise nothing is left of it. */
  endFile: { from: 'profile', input: z.object({ file: id, keep: z.boolean() }), output: z.void() },
} as const satisfies Record<
  string,
  { from: 'welcome' | 'profile' | 'any'; input: z.ZodType; output: z.ZodType }
>;

export type Contract = typeof contract;
export type Method = keyof Contract;
export type Input<M extends Method> = z.output<Contract[M]['input']>;
export type Output<M extends Method> = z.output<Contract[M]['output']>;

type Call<M extends Method> =
  undefined extends z.input<Contract[M]['input']>
    ? () => Promise<Output<M>>
    : (input: z.input<Contract[M]['input']>) => Promise<Output<M>>;

type FlatApi = { [M in Exclude<Method, 'loadKey' | 'saveKey'>]: Call<M> };

/** What the preload exposes as `window.desktop`; absent when the same app runs in a browser. */
export interface DesktopApi extends FlatApi {
  keys: { load: Call<'loadKey'>; save: Call<'saveKey'> };
}

export const channelOf = (method: Method) => `handschlag:${method}`;

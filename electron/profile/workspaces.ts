import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { workspaceKinds } from '../../shared/ipc/contract';
import { readJson, writeJson } from './json-file';

/** One identity in one workspace: it has its own storage partition, so two of them never see each other's data. */
const profile = z.object({
  id: z.string(),
  memberName: z.string().optional(),
  /** Who the person is there; absent until the window has said so. */
  memberId: z.string().optional(),
  /** The unused join fragment, kept until the join is done so that a crash in between loses nobody's invitation. */
  pending: z.string().optional(),
});

const workspace = z.object({
  id: z.string(),
  kind: z.enum(workspaceKinds),
  name: z.string(),
  /** Origin of the host as last known. An embedded host changes it when its port was taken. */
  url: z.string(),
  /** Fingerprint of the host's own certificate, as the link that led here named it; the url is https then. */
  cert: z.string().optional(),
  /** The key of the workspace on its host, as the host proved it where it was joined; kept for good. */
  hostKey: z.string().optional(),
  /** Embedded and example: where the host keeps its data, and the port that links name. */
  dataDir: z.string().optional(),
  port: z.number().int().min(0).max(65535).optional(),
  openToNetwork: z.boolean().default(false),
  /** Its host ran when the app ended, or runs: others rely on it, so it runs again with the app. */
  hosted: z.boolean().optional(),
  /** Taken off the list. What an embedded workspace agreed stays on disk, and can be brought back. */
  hidden: z.boolean().default(false),
  lastOpened: z.string(),
  profiles: z.array(profile).min(1),
});

const fileShape = z.object({ version: z.literal(1), workspaces: z.array(workspace) });

export type Workspace = z.output<typeof workspace>;
export type Profile = z.output<typeof profile>;

export const newId = () => randomBytes(8).toString('hex');

/** The workspaces this installation knows, in one file. */
export class Workspaces {
  readonly #file: string;
  readonly #now: () => Date;
  #list: Workspace[];

  constructor(folder: string, now: () => Date = () => new Date()) {
    this.#file = path.join(folder, 'workspaces.json');
    this.#now = now;
    this.#list = readJson(this.#file, fileShape)?.workspaces ?? [];
  }

  all(): readonly Workspace[] {
    return [...this.#list].sort(byLastOpened);
  }

  get(id: string): Workspace | undefined {
    return this.#list.find((entry) => entry.id === id);
  }

  example(): Workspace | undefined {
    return this.#list.find((entry) => entry.kind === 'example');
  }

  add(entry: Omit<Workspace, 'lastOpened' | 'openToNetwork' | 'hidden'>): Workspace {
    const added: Workspace = {
      ...entry,
      openToNetwork: false,
      hidden: false,
      lastOpened: this.#now().toISOString(),
    };
    this.#list = [...this.#list, added];
    this.#save();
    return added;
  }

  change(id: string, changes: Partial<Omit<Workspace, 'id' | 'kind' | 'profiles'>>): Workspace | undefined {
    return this.#replace(id, (entry) => ({ ...entry, ...changes }));
  }

  setProfiles(id: string, profiles: Profile[]): void {
    this.#replace(id, (entry) => ({ ...entry, profiles }));
  }

  opened(id: string): void {
    this.change(id, { lastOpened: this.#now().toISOString(), hidden: false });
  }

  /** The join is done: its secret is spent, and the list can show names. */
  joined(
    id: string,
    profileId: string,
    names: { company: string; memberName: string; memberId?: string | undefined },
  ): void {
    this.#replace(id, (entry) => ({
      ...entry,
      name: names.company || entry.name,
      profiles: entry.profiles.map((one) =>
        one.id === profileId
          ? {
              id: one.id,
              memberName: names.memberName || one.memberName,
              ...(names.memberId === undefined ? {} : { memberId: names.memberId }),
            }
          : one,
      ),
    }));
  }

  remove(id: string): void {
    this.#list = this.#list.filter((entry) => entry.id !== id);
    this.#save();
  }

  #replace(id: string, change: (entry: Workspace) => Workspace): Workspace | undefined {
    this.#list = this.#list.map((entry) => (entry.id === id ? change(entry) : entry));
    this.#save();
    return this.get(id);
  }

  #save(): void {
    writeJson(this.#file, { version: 1, workspaces: this.#list });
  }
}

const byLastOpened = (a: Workspace, b: Workspace) => (a.lastOpened < b.lastOpened ? 1 : -1);

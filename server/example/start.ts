import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../node/files';
import { joinLink } from '../../shared/api/links';
import type { Host } from '../host';
import type { ExampleItself, ExamplePerson } from '../http/example-routes';
import { newDeviceLink } from '../people/invites';
import type { RunningHost } from '../run/running';
import { serve, type ServedHost } from '../run/serve';
import { vouchedBy, type PlayedDevice } from './client';
import { tellStory, type Cast } from './story';

export interface ExampleOptions {
  readonly data: string;
  readonly rendererDir?: string | undefined;
  /** A free one, if absent. */
  readonly port?: number | undefined;
  /** How it can be thrown away from inside; absent: not at all. */
  readonly itself?: ExampleItself | undefined;
}

/** The example workspace, up and running. */
export interface RunningExample extends RunningHost {
  /** As whom one can try it, with a link each that works once. */
  readonly people: readonly ExamplePerson[];
  /** Links for another round. */
  readonly newLinks: () => Promise<readonly ExamplePerson[]>;
}

/** Written when the story is told to its end; a directory without it is begun afresh. */
const CAST_FILE = 'example.json';
const playedSchema = z.object({ member: z.string(), device: z.string(), seed: z.string() });
const castSchema = z.object({ marketing: playedSchema, sales: playedSchema });

/** Serves the example workspace in a directory of its own, and makes it first if it is not there. */
export async function startExample({
  data,
  rendererDir,
  port = 0,
  itself,
}: ExampleOptions): Promise<RunningExample> {
  const known = await readCast(data);
  if (!known) await rm(data, { recursive: true, force: true });
  const served = await serve({ data, port, rendererDir }, { itself });
  try {
    const cast = known ?? (await make(served, data));
    const newLinks = () => linksOf(served, cast);
    const { host: _host, ownerInvite: _owner, ...running } = served;
    return { ...running, newLinks, people: await newLinks() };
  } catch (error) {
    await served.close();
    throw error;
  }
}

async function make({ url, ownerInvite }: ServedHost, data: string): Promise<Cast> {
  const cast = await tellStory(url, ownerInvite?.split('#invite=')[1] ?? '');
  replaceFile(join(data, CAST_FILE), JSON.stringify(cast));
  return cast;
}

async function readCast(data: string): Promise<Cast | null> {
  try {
    return castSchema.parse(JSON.parse(await readFile(join(data, CAST_FILE), 'utf8')));
  } catch {
    return null;
  }
}

async function linksOf({ host, url }: ServedHost, cast: Cast): Promise<ExamplePerson[]> {
  return Promise.all([cast.marketing, cast.sales].map((played) => personOf(host, url, played)));
}

async function personOf({ workspace }: Host, url: string, played: PlayedDevice): Promise<ExamplePerson> {
  const member = await workspace.storage.member(played.member);
  if (!member) throw new Error('the example is damaged; throw it away and start it again');
  const { secret } = await newDeviceLink(
    workspace,
    { member },
    vouchedBy(played, workspace.record.head.hash),
  );
  const link = joinLink({ origin: url, kind: 'device', secret, cert: null });
  return { name: member.name, department: member.department, link };
}

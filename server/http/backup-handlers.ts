import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { restoreQuery } from '../../shared/api/backup';
import type { RouteName } from '../../shared/api/routes';
import { dayOf } from '../base/ports';
import { json, noContent, stream } from './answers';
import { queryOf, type Call } from './call';

type Handlers = Pick<Record<RouteName, (call: Call) => Promise<Response>>, 'backup' | 'copies' | 'restore'>;

/** Backups over HTTP, for owners. */
export const BACKUP_HANDLERS: Handlers = {
  backup: async ({ host, backups }) => {
    const path = await backups.make();
    const file = createReadStream(path);
    // Whether it was read to its end or its reader went away: it was made for him alone.
    file.once('close', () => void rm(path, { force: true }).catch(() => undefined));
    const { company } = host.workspace.facts;
    const name = `${company || 'Handschlag'}-${dayOf(host.workspace.ports.clock)}.handschlag`;
    const { size } = await stat(path);
    return stream(Readable.toWeb(file) as ReadableStream<Uint8Array>, size, name);
  },
  copies: async ({ backups }) => json({ copies: await backups.copies.list(), failed: backups.copies.failed }),
  restore: async (call) => {
    const query = queryOf(call, restoreQuery);
    const source = query.copy === undefined ? call.file() : { copy: query.copy };
    if ('dryRun' in query) return json(await call.backups.preview(source));
    await call.backups.restore(source, call.caller, query.statement);
    return noContent();
  },
};

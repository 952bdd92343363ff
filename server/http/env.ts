import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { RouteName } from '../../shared/api/routes';
import { ProblemError } from '../base/problem';
import type { Peer } from '../net/proxies';
import type { Known } from './call';

/** What every request carries: its socket, where it comes from, whose token it shows, and what it turned out to ask for. */
export type Env = { Bindings: HttpBindings; Variables: { peer: Peer; known: Known; route?: RouteName } };

/** Bytes of one body: a statement with twenty return promises is a tenth of that. */
const BODY_LIMIT = 512 * 1024;
/** So much of a body that is too large is still read, so that its sender hears why; whoever sends more is cut. */
const HEARD_OUT = 4 * 1024 * 1024;

/** The body as text, of which no more than the limit is kept. @throws ProblemError */
export async function readBody(c: Context<Env>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of c.env.incoming as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
      // Leaving the loop before its end destroys the connection.
      else if (size > HEARD_OUT) break;
    }
  } catch {
    // Whoever goes away in the middle is no failure of the host.
    throw new ProblemError('malformed', 'the body has not come to its end');
  }
  if (size > BODY_LIMIT) throw new ProblemError('too-large', `bodies have at most ${BODY_LIMIT} bytes`);
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as it comes in, and how long it says it is. */
export function fileOf(c: Context<Env>): { bytes: AsyncIterable<Uint8Array>; size: number | null } {
  const size = Number(c.req.header('content-length') ?? NaN);
  return { bytes: c.env.incoming as AsyncIterable<Buffer>, size: Number.isSafeInteger(size) ? size : null };
}

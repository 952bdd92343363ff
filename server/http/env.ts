import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** What every request carries of the socket it came by. */
export type Env = { Bindings: HttpBindings };

/** The address a request came from. */
export function remoteAddress(c: Context<Env>): string {
  return c.env.incoming.socket.remoteAddress ?? '';
}

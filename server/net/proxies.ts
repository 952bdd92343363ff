import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { plainAddress, type Addresses } from './addresses';
import { isLoopback } from './origins';

/** Who is at the other end of a request. */
export interface Peer {
  /** His address: behind a trusted proxy the one it names. */
  readonly address: string;
  /** Not so when a proxy asks for him that is not trusted, or does not say for whom it asks: then it is the proxy's. */
  readonly isHis: boolean;
  /** He sits at this very machine. */
  readonly local: boolean;
  /** How he writes the host's address. */
  readonly scheme: 'http' | 'https';
  readonly host: string | undefined;
  /** A trusted proxy stands between, whose address and certificate it is that he knows. */
  readonly passedOn: boolean;
}

/** What proxies add. From anybody else it is hearsay, but shows that the request was passed on. */
const PASSED_ON = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
] as const;

/** Tells who asks. What a request says of itself in `X-Forwarded-*` counts only if a trusted proxy hands it in. */
export class Peers {
  readonly #trusted: Addresses;

  /** @param trusted the proxies before this host: addresses or networks */
  constructor(trusted: Addresses) {
    this.#trusted = trusted;
  }

  of({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): Peer {
    const nearest = plainAddress(socket.remoteAddress ?? '');
    const marked = PASSED_ON.some((name) => headers[name] !== undefined);
    const encrypted = 'encrypted' in socket && socket.encrypted === true;
    if (!this.#trusted.has(nearest)) {
      // A proxy on this machine that nobody told us of must not make the whole world local.
      const local = isLoopback(nearest) && !marked;
      const scheme = encrypted ? 'https' : 'http';
      return { address: nearest, isHis: !marked, local, scheme, host: headers.host, passedOn: false };
    }
    const visitor = this.#firstStranger(listOf(headers['x-forwarded-for']));
    // A proxy that does not say for whom it asks asks for anybody, and how he came is not known either.
    const isSecure = visitor !== null && lastOf(headers['x-forwarded-proto']) === 'https';
    return {
      address: visitor ?? nearest,
      isHis: visitor !== null || !marked,
      local: !marked && isLoopback(nearest),
      scheme: isSecure ? 'https' : 'http',
      host: lastOf(headers['x-forwarded-host']) ?? headers.host,
      passedOn: true,
    };
  }

  /** The chain is written from the visitor on, so only its end is vouched for by those who are trusted. */
  #firstStranger(chain: readonly string[]): string | null {
    let nearest: string | null = null;
    for (const each of [...chain].reverse()) {
      const address = plainAddress(withoutPort(each));
      if (isIP(address) === 0) return nearest;
      nearest = address;
      if (!this.#trusted.has(address)) return address;
    }
    return nearest;
  }
}

function listOf(header: string | readonly string[] | undefined): string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function lastOf(header: string | readonly string[] | undefined): string | undefined {
  return listOf(header).at(-1)?.toLowerCase();
}

/** Some proxies write `1.2.3.4:5678` or `[::1]:5678`. */
function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

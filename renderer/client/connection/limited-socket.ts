/** A handshake takes a moment. Browsers wait for minutes, and say nothing meanwhile. */
const HANDSHAKE_MS = 20_000;

/**
 * A socket that gives up on a handshake that is never answered, as where something on the way swallows it: it then ends as
 * one that was refused ([CLIENT-62]).
 */
export function limitedSocket(Socket: typeof WebSocket): typeof WebSocket {
  return class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      const limit = setTimeout(() => this.close(), HANDSHAKE_MS);
      for (const event of ['open', 'close']) this.addEventListener(event, () => clearTimeout(limit));
    }
  };
}

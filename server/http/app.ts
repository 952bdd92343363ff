import { Hono, type Context } from 'hono';
import { placeOf } from '../../shared/api/contract';
import { joinLink, type JoinLink } from '../../shared/api/links';
import { ROUTES, type RouteName } from '../../shared/api/routes';
import type { Backups } from '../backup/backups';
import type { Host } from '../host';
import type { Metrics } from '../metrics/metrics';
import type { Traffic } from '../net/traffic';
import { ProblemError } from '../base/problem';
import type { Addresses } from '../net/addresses';
import { problem } from './answers';
import { admit, identify, isUnnoted, type Incoming, type Health } from './call';
import { HANDLERS } from './handlers';
import { fileOf, readBody, type Env } from './env';
import type { Limits } from '../net/limits';
import { APP_ORIGIN, isAllowedOrigin, isLoopback, isNumber, isOwnAddress } from '../net/origins';
import { noPage, page } from './pages';
import type { Peer, Peers } from '../net/proxies';
import type { Certificate } from '../tls/certificate';
import type { HostCertificate } from '../tls/host-certificate';
import { exampleRoutes, ownExampleRoute, type ExampleHall, type ExampleItself } from './example-routes';

export interface AppOptions {
  readonly host: Host;
  readonly backups: Backups;
  /** Names under which the host answers, beside numbers and this machine's own. */
  readonly names: readonly string[];
  readonly traffic: Traffic;
  readonly peers: Peers;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly health: Health;
  /** Who may look at the metrics, beside whoever sits at this machine. */
  readonly operators: Addresses;
  /** What the host shows over TLS, as it is at the moment. */
  readonly certificate: Pick<HostCertificate, 'current'>;
  /** The built pages of the app, for browsers. */
  readonly rendererDir?: string | undefined;
  /** Makes and throws away the example workspace; absent: there is none. */
  readonly example?: ExampleHall | undefined;
  /** Set when this host is an example that can be thrown away from inside. */
  readonly itself?: ExampleItself | undefined;
}

/** Seconds after which a host that stops may be there again. */
const COME_BACK = 5;

/** Everything the host says over HTTP: the routes of the contract, and the app's pages. */
export function createApp(options: AppOptions): Hono<Env> {
  const { host, names, traffic, peers, limits, metrics, certificate, rendererDir, example, itself } = options;
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const since = performance.now();
    await next();
    const route = c.get('route');
    // Who reads the figures often enough would know when it was asked.
    if (!route || !isUnnoted(route))
      metrics.answered(route ?? 'page', c.res.status, (performance.now() - since) / 1000);
    for (const [name, value] of Object.entries(headersFor(c.req.header('origin'))))
      c.res.headers.set(name, value);
  });
  app.use(async (c, next) => {
    const peer = peers.of(c.env.incoming);
    c.set('peer', peer);
    if (!isOwnAddress(peer.host, names)) throw new ProblemError('not-allowed', 'this host has another name');
    if (!isAllowedOrigin(c.req.header('origin'), peer))
      throw new ProblemError('not-allowed', 'pages of this origin may not ask');
    if (traffic.stopping)
      throw new ProblemError('stopping', 'the host stops', { reason: 'stopping', retryAfter: COME_BACK });
    const known = await identify(host, c.req.header('authorization') ?? '');
    c.set('known', known);
    // Anybody can send the header: only a token that is somebody's makes one other than a stranger.
    await (known.caller ? limits.request(known.caller.member.id) : limits.stranger(peer.address));
    if (c.req.method === 'OPTIONS') c.res = new Response(null, { status: 204 });
    else await next();
    // Asked before, answered now: nothing more is to come this way.
    if (traffic.stopping) c.res.headers.set('connection', 'close');
  });
  for (const route of Object.keys(ROUTES) as RouteName[]) {
    const [method, path] = ROUTES[route];
    app.on(method, path, async (c) => {
      c.set('route', route);
      return HANDLERS[route](await admit(route, incoming(c, options), limits));
    });
  }
  if (example) exampleRoutes(app, example);
  if (itself) ownExampleRoute(app, itself, host.workspace.ports.log);

  app.get('*', async (c) => {
    const peer = c.get('peer');
    const name = peer.host ?? '';
    // Browsers can check a certificate that systems trust, so nobody has to go without.
    const isTrusted = certificate.current?.pin === null;
    if (isTrusted && !peer.passedOn && !peer.local && peer.scheme === 'http')
      return c.redirect(`https://${name}${c.req.path}`, 308);
    const asked = {
      host: name,
      encrypted: peer.scheme === 'https',
      encodings: c.req.header('accept-encoding'),
      agent: c.req.header('user-agent'),
    };
    const found = rendererDir ? await page(rendererDir, c.req.path, asked) : null;
    if (found) return found;
    return rendererDir && c.req.header('accept')?.includes('text/html') ? noPage() : notFound();
  });
  app.notFound(() => notFound());
  app.onError((error, c) => {
    if (!(error instanceof ProblemError))
      host.workspace.ports.log('request-failed', {
        method: c.req.method,
        path: c.req.routePath,
        error: String(error),
      });
    return problem(error instanceof ProblemError ? error : new ProblemError('failed', 'the host failed'));
  });
  return app;
}

function incoming(c: Context<Env>, options: AppOptions): Incoming {
  const { host, backups, metrics, health, operators, certificate, itself } = options;
  const peer = c.get('peer');
  const { address, isHis, local, scheme } = peer;
  return {
    host,
    backups,
    known: c.get('known'),
    query: c.req.query(),
    readBody: () => readBody(c),
    file: () => fileOf(c),
    params: c.req.param() as Record<string, string>,
    origin: () => linkPlace(peer, certificate.current).origin,
    ifNoneMatch: c.req.header('if-none-match') ?? null,
    link: (kind, secret) => joinLink({ ...linkPlace(peer, certificate.current), kind, secret }),
    remoteAddress: address,
    loopback: local,
    isPage: c.req.header('origin') !== undefined,
    operator: local || (isHis && operators.has(address)),
    metrics,
    health,
    secure: local || scheme === 'https',
    place: () => placeFor(peer, certificate.current),
    isExample: itself !== undefined,
  };
}

/** Where a link leads, and by which certificate an app knows the host there. */
function linkPlace(peer: Peer, certificate: Certificate | null): Pick<JoinLink, 'origin' | 'cert'> {
  const { host = '', scheme, passedOn } = peer;
  if (passedOn) return { origin: `${scheme}://${host}`, cert: null };
  const plain = `http://${host}`;
  // A browser can check what systems trust; the host's own it cannot know, so it goes there unencrypted.
  const isTrusted = certificate?.pin === null && !isLoopback(new URL(plain).hostname);
  return { origin: isTrusted ? `https://${host}` : plain, cert: certificate?.pin ?? null };
}

/**
 * By what this caller can know the host; nothing vouches for one that answers unencrypted. A number that systems trust
 * may be anybody's: the host answers to all of them, so it would vouch for whoever passes its answers on.
 */
function placeFor({ scheme, host = '', passedOn }: Peer, certificate: Certificate | null): string | null {
  if (scheme !== 'https') return null;
  const cert = passedOn ? null : (certificate?.pin ?? null);
  return cert === null && isNumber(host) ? null : placeOf({ host, cert });
}

function headersFor(origin: string | undefined): Record<string, string> {
  const always = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': origin === APP_ORIGIN ? 'cross-origin' : 'same-origin',
  };
  if (origin !== APP_ORIGIN) return always;
  return {
    ...always,
    vary: 'origin',
    'access-control-allow-origin': APP_ORIGIN,
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
    'access-control-allow-private-network': 'true',
    'access-control-expose-headers': 'retry-after, content-disposition',
    'access-control-max-age': '600',
  };
}

function notFound(): Response {
  return problem(new ProblemError('not-found', 'there is nothing here'));
}

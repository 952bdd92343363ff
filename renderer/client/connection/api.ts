import type { z } from 'zod';
import { problemCode, problemSchema } from '../../../shared/api/problems';
import { ROUTES, type RouteName } from '../../../shared/api/routes';
import { hostAnswered, hostDidNotAnswer } from './host-trust';
import type { Failure, Outcome } from './outcome';

export interface Call {
  /** Values of the `:name` parts of the route. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent instead of a body in JSON. */
  readonly file?: Blob;
  /** It takes as long as it takes: the person sees that it goes on. */
  readonly isLong?: boolean;
}

/** The host's HTTP interface. Failures are values; nothing here throws. */
export interface Api {
  call<T>(route: RouteName, answer: z.ZodType<T>, call?: Call): Promise<Outcome<T>>;
  /** For answers that carry nothing. */
  send(route: RouteName, call?: Call): Promise<Outcome<void>>;
  download(route: RouteName, call?: Call): Promise<Outcome<Blob>>;
}

export interface ApiOptions {
  /** Origin of the host. */
  readonly host: string;
  readonly token: string | null;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** Waits as long as the host asks for. */
  readonly pause?: (ms: number) => Promise<void>;
}

/** What a person may be left waiting for an answer. */
const TIMEOUT_MS = 15_000;
/** How often, and for how long in all, a host that was asked too much at once is asked again. */
const PATIENCE = { times: 5, ms: 20_000 };
const TOO_MANY = 429;

export function httpApi({
  host,
  token,
  fetch: fetchIt = fetch,
  timeoutMs = TIMEOUT_MS,
  pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}: ApiOptions): Api {
  /** Asks again as often as the host asks for that: it has not even begun, so nothing happens twice. */
  async function answerOf<T>(
    route: RouteName,
    call: Call,
    read: (response: Response) => Promise<T>,
  ): Promise<Outcome<T>> {
    let waited = 0;
    for (let asked = 1; ; asked++) {
      const [outcome, wait] = await askOnce(route, call, read);
      waited += wait ?? 0;
      if (wait === null || asked > PATIENCE.times || waited > PATIENCE.ms) return outcome;
      await pause(wait);
    }
  }

  /** @returns the answer, and milliseconds after which another one may come; null: this one stands */
  async function askOnce<T>(
    route: RouteName,
    call: Call,
    read: (response: Response) => Promise<T>,
  ): Promise<readonly [Outcome<T>, wait: number | null]> {
    const [method, path] = ROUTES[route];
    const abort = new AbortController();
    const timer = call.isLong ? undefined : setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await fetchIt.call(globalThis, host + fill(path, call), {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(call.file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        ...(call.file === undefined ? {} : { body: call.file }),
        credentials: 'omit',
        cache: 'no-store',
        // The host leads nowhere else, so whoever does is somebody else.
        redirect: 'error',
        signal: abort.signal,
      });
      hostAnswered();
      if (!response.ok) return [{ ok: false, failure: await failureOf(response) }, waitOf(response)];
      return [{ ok: true, value: await read(response) }, null];
    } catch (error) {
      if (error instanceof UnexpectedAnswer) return [failed('failed'), null];
      hostDidNotAnswer();
      return [failed('offline'), null];
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    call: (route, answer, call = {}) =>
      answerOf(route, call, async (response) => {
        const parsed = answer.safeParse(await response.json());
        if (!parsed.success) throw new UnexpectedAnswer();
        return parsed.data;
      }),
    send: (route, call = {}) => answerOf(route, call, async () => undefined),
    download: (route, call = {}) => answerOf(route, call, (response) => response.blob()),
  };
}

export function failed(code: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code } };
}

class UnexpectedAnswer extends Error {}

function fill(path: string, { params = {}, query = {} }: Call): string {
  const filled = path.replace(/:(\w+)/g, (_part, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

function waitOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  if (response.status !== TOO_MANY || !(seconds >= 0)) return null;
  // Spread out, so that those who were sent away together do not come back together.
  return seconds * 1000 * (1 + Math.random() / 4);
}

/** An error without a problem document is not the host's: something between us and it, so the host is out of reach. */
async function failureOf(response: Response): Promise<Failure> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  const code = parsed.success ? problemCode(parsed.data.type) : null;
  if (!parsed.success || code === null) return { code: response.status >= 502 ? 'offline' : 'failed' };
  // Another one will be there in a moment: as if nobody had answered.
  if (code === 'stopping') return { code: 'offline' };
  const { reason, changes, seq, view } = parsed.data;
  return {
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(changes === undefined ? {} : { changes: changes as NonNullable<Failure['changes']> }),
    ...(seq === undefined ? {} : { seq }),
    ...(view === undefined ? {} : { view }),
  };
}

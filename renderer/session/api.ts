import type { z } from 'zod';
import { problemCode, problemSchema } from '../../shared/api/problems';
import { ROUTES, type RouteName } from '../../shared/api/routes';
import type { Failure, Outcome } from './types';

export interface Call {
  /** Values of the `:name` parts of the route. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
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
}

/** What a person may be left waiting for an answer. */
const TIMEOUT_MS = 15_000;

export function httpApi({ host, token, fetch: fetchIt = fetch, timeoutMs = TIMEOUT_MS }: ApiOptions): Api {
  async function answerOf<T>(
    route: RouteName,
    call: Call,
    read: (response: Response) => Promise<T>,
  ): Promise<Outcome<T>> {
    const [method, path] = ROUTES[route];
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await fetchIt.call(globalThis, host + fill(path, call), {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      if (!response.ok) return { ok: false, failure: await failureOf(response) };
      return { ok: true, value: await read(response) };
    } catch (error) {
      return failed(error instanceof UnexpectedAnswer ? 'failed' : 'offline');
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

/** An error without a problem document is not the host's: something between us and it, so the host is out of reach. */
async function failureOf(response: Response): Promise<Failure> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  const code = parsed.success ? problemCode(parsed.data.type) : null;
  if (!parsed.success || code === null) return { code: response.status >= 502 ? 'offline' : 'failed' };
  const { reason, changes, seq } = parsed.data;
  return {
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(changes === undefined ? {} : { changes: changes as NonNullable<Failure['changes']> }),
    ...(seq === undefined ? {} : { seq }),
  };
}

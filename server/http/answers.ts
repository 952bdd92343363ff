import { RequestError } from '@hono/node-server';
import { PROBLEMS, problemType } from '../../shared/api/problems';
import { ProblemError } from '../base/problem';

/** JSON is never to be kept by caches on the way: it is about people and plans. */
const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: JSON_HEADERS });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** A file of bytes to be saved, sent as it is read. */
export function stream(bytes: ReadableStream<Uint8Array>, size: number, name: string): Response {
  const headers = { ...fileHeaders('application/octet-stream', name), 'content-length': String(size) };
  return new Response(bytes, { headers });
}

/** Of a file to be saved. */
export function fileHeaders(mime: string, name: string): Record<string, string> {
  const ascii = name.replace(/[^\w.-]+/g, '_');
  return {
    'content-type': mime,
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${extValue(name)}`,
  };
}

/** A name as RFC 8187 writes it: what `encodeURIComponent` leaves as it is, but is a sign of its own in a header, too. */
function extValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** RFC 9457 problem document. */
export function problem(error: ProblemError): Response {
  const { code, message, facts } = error;
  const status = PROBLEMS[code];
  const body = {
    type: problemType(code),
    title: code.replaceAll('-', ' '),
    status,
    detail: message,
    ...facts,
  };
  const retry = facts['retryAfter'];
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...JSON_HEADERS,
      'content-type': 'application/problem+json; charset=utf-8',
      ...(typeof retry === 'number' ? { 'retry-after': String(retry) } : {}),
      // The rest of the body is not read, or the host ends: the connection serves nobody any more.
      ...(code === 'too-large' || code === 'stopping' ? { connection: 'close' } : {}),
    },
  });
}

/** What is answered to a request whose address cannot even be read. */
export function unreadable(error: unknown): Response {
  const isTheirs = error instanceof RequestError;
  return problem(
    isTheirs
      ? new ProblemError('malformed', 'this is no address')
      : new ProblemError('failed', 'the host failed'),
  );
}

import { request } from 'node:http';

/** A request as it is written, bad paths and headers included. */
export interface BareRequest {
  readonly method: string;
  /** Exactly what stands in the first line. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface BareAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Sends one on a connection of its own; fetch would mend paths and set headers itself. */
export function sendBare(url: string, { method, path, headers, body }: BareRequest): Promise<BareAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', fail);
      answer.once('end', () => {
        const bytes = Buffer.concat(chunks);
        done({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, text: bytes.toString() });
      });
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

/** Asks again when a member has asked too often. */
export async function patiently(ask: () => Promise<BareAnswer>): Promise<BareAnswer> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 429) return answer;
    await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers['retry-after'] ?? 1)));
  }
}

/** An answer in short: its status, and of a problem its code and reason. */
export function inShort({ status, text }: BareAnswer): string {
  if (status < 400) return String(status);
  const { type = '', reason } = JSON.parse(text || '{}') as { type?: string; reason?: string };
  return [status, type.replace('urn:handschlag:problem:', ''), reason].filter(Boolean).join(' ');
}

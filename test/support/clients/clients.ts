import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type {
  DeviceLinkStatement,
  RecordEntry,
  SignedDeviceLink,
  Statement,
} from '../../../shared/domain/record';
import { GENESIS, signingText } from '../../../shared/domain/record';
import type { Department, Role } from '../../../shared/domain/people';
import { openBoardDoc } from '../../../shared/doc/board-doc';
import { MESSAGE } from '../../../shared/sync/protocol';
import { secretOf } from '../host/host';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** A member with one device, as seen from outside: HTTP, a key, sockets. */
export class TestMember {
  readonly url: string;
  readonly token: string;
  readonly id: string;
  readonly deviceId: string;
  readonly key: KeyObject;

  constructor(url: string, joined: Joined, key: KeyObject) {
    this.url = url;
    this.token = joined.token;
    this.id = joined.memberId;
    this.deviceId = joined.deviceId;
    this.key = key;
  }

  /** The same member, at a host that has moved to another address. */
  at(url: string): TestMember {
    const { token, id, deviceId, key } = this;
    return new TestMember(url, { token, memberId: id, deviceId }, key);
  }

  async ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    for (;;) {
      const answer = await ask<T>(this.url, method, path, body, this.token);
      if (answer.status !== 429) return answer;
      // A quick machine may outrun what a member may ask in a second; the host says for how long to wait.
      await wait(1000 * Number(answer.headers.get('retry-after') ?? 1));
    }
  }

  /** Invites somebody and lets him join. */
  async invite(person: {
    name: string;
    department: Department;
    role?: Role;
    approver?: boolean;
    boards?: string[];
  }): Promise<TestMember> {
    const { name, department, role = 'member', approver = false, boards } = person;
    const invite = { role, approver, ...(boards ? { boards } : {}) };
    const { body } = await this.ask<{ link: string }>('POST', '/api/invites', invite);
    return joinAs(this.url, { secret: secretOf(body.link), name, department });
  }

  async createBoard(title: string): Promise<string> {
    return (await this.ask<{ id: string }>('POST', '/api/boards', { title })).body.id;
  }

  async ticket(room: string): Promise<string> {
    return (await this.ask<{ ticket: string }>('POST', '/api/tickets', { room })).body.ticket;
  }

  /** A stock provider on a board, synced. */
  async openBoard(board: string, doc: Y.Doc = openBoardDoc(new Y.Doc())): Promise<OpenBoard> {
    const ticket = await this.ticket(`board:${board}`);
    const provider = stockProvider(this.url, `board:${board}`, doc, ticket);
    await new Promise<void>((done, fail) => {
      provider.once('sync', () => done());
      provider.once('closed', ({ code, reason }: { code: number; reason: string }) =>
        fail(new Error(`${code} ${reason}`)),
      );
    });
    const close = () => {
      provider.destroy();
      // It made its awareness itself, but leaves its timer running, which keeps process and document alive.
      provider.awareness.destroy();
    };
    return { doc, provider, close };
  }

  /** What the host says of a plan. */
  async plan(
    board: string,
    plan: string,
  ): Promise<{ digest: string; status: string; material: Record<string, unknown> }> {
    return (
      await this.ask<{ digest: string; status: string; material: Record<string, unknown> }>(
        'GET',
        `/api/boards/${board}/plans/${plan}`,
      )
    ).body;
  }

  async record(board: string): Promise<{ entries: RecordEntry[]; head: string }> {
    return (await this.ask<{ entries: RecordEntry[]; head: string }>('GET', `/api/boards/${board}/record`))
      .body;
  }

  /** What this device signs for a further one. */
  async vouched(over: Partial<DeviceLinkStatement> = {}): Promise<SignedDeviceLink> {
    const { head } = (await this.ask<{ head: string }>('GET', '/api/record')).body;
    const nonce = randomBytes(16).toString('base64url');
    const statement = { v: 1, kind: 'device-link', member: this.id, head, nonce, ...over } as const;
    return { statement, device: this.deviceId, sig: this.sign(statement) };
  }

  /** The secret of a device link. */
  async deviceLink(): Promise<string> {
    const { body } = await this.ask<{ link: string }>('POST', '/api/devices/links', await this.vouched());
    return secretOf(body.link);
  }

  sign(statement: Parameters<typeof signingText>[0]): string {
    return sign(null, Buffer.from(signingText(statement)), this.key).toString('base64url');
  }

  /** A statement about the plan as it stands, after everything in the record, unless told otherwise. */
  async statement(board: string, plan: string, draft: StatementDraft): Promise<Statement> {
    const digest = draft.digest ?? (await this.plan(board, plan)).digest;
    const head = draft.head ?? (await this.record(board)).head ?? GENESIS;
    const nonce = draft.nonce ?? randomBytes(16).toString('base64url');
    return { v: 1, board, plan, ...draft, digest, head, nonce };
  }

  /** Signs and posts a statement. */
  async post(statement: Statement, device = this.deviceId, sig = this.sign(statement)): Promise<Answer> {
    const path = `/api/boards/${statement.board}/plans/${statement.plan}/${STATEMENT_PATHS[statement.kind]}`;
    return this.ask('POST', path, { statement, device, sig });
  }

  async state(board: string, plan: string, draft: StatementDraft): Promise<Answer> {
    return this.post(await this.statement(board, plan, draft));
  }
}

export type StatementDraft = Pick<Statement, 'kind'> & Partial<Statement>;

export interface OpenBoard {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly close: () => void;
}

interface Joined {
  readonly token: string;
  readonly memberId: string;
  readonly deviceId: string;
  readonly role?: Role;
}

export const STATEMENT_PATHS: Record<Statement['kind'], string> = {
  'plan-submitted': 'submit',
  recalled: 'recall',
  decision: 'decisions',
  launched: 'launch',
  closed: 'close',
  withdrawn: 'withdraw',
};

/** Joins with a link's secret, with a fresh device key. */
export async function joinAs(
  url: string,
  person: { secret: string; name: string; department: Department; company?: string },
): Promise<TestMember> {
  const { secret: invite, ...rest } = person;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const deviceKey = publicKey.export({ format: 'jwk' }).x ?? '';
  const { status, body } = await ask<Joined>(url, 'POST', '/api/join', { invite, ...rest, deviceKey });
  if (status !== 201) throw new Error(`joining failed: ${JSON.stringify(body)}`);
  return new TestMember(url, body, privateKey);
}

export async function ask<T = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const response = await fetch(url + path, {
    method,
    headers: {
      // A connection that is kept ends by a clock: asking just then, as a busy machine does, would be cut off.
      connection: 'close',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : text) as T,
  };
}

/** The provider of the npm package as it is; it would only complain aloud of the host's own messages. */
export function stockProvider(url: string, room: string, doc: Y.Doc, ticket: string): WebsocketProvider {
  const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/sync`, room, doc, {
    protocols: ['handschlag.v1', `ticket.${ticket}`],
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  for (const type of Object.values(MESSAGE)) provider.messageHandlers[type] ??= () => undefined;
  return provider;
}

import { randomBytes } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openBoardDoc, readPlan } from '../../shared/doc/board-doc';
import { fromBase64Url, newId, toBase64Url } from '../../shared/domain/ids';
import type { Department } from '../../shared/domain/people';
import { digestOf, materialOf } from '../../shared/domain/plan';
import type {
  DeviceLinkStatement,
  RecordEntry,
  SignedDeviceLink,
  Statement,
} from '../../shared/domain/record';
import { GENESIS, signingText } from '../../shared/domain/record';
import { decodeHostMessage, MESSAGE, SUBPROTOCOL, SYNC, TICKET_PREFIX } from '../../shared/sync/protocol';
import { signerOf } from '../base/crypto';

export const random = (length: number) => new Uint8Array(randomBytes(length));
export const id = () => newId(random);

/** What a person states; the rest is filled in as any client would. */
export type Said = Pick<Statement, 'kind'> &
  Partial<Pick<Statement, 'verdict' | 'promise' | 'returnPromise' | 'note'>>;

/** The device on which the story of a person was told: with its key it vouches for that of whoever plays him. */
export interface PlayedDevice {
  readonly member: string;
  readonly device: string;
  /** Seed of its key, base64url. */
  readonly seed: string;
}

/** What that device signs for a link by which one plays its person. */
export function vouchedBy({ member, device, seed }: PlayedDevice, head: string): SignedDeviceLink {
  const nonce = toBase64Url(random(16));
  const statement: DeviceLinkStatement = { v: 1, kind: 'device-link', member, head, nonce };
  const signer = signerOf(fromBase64Url(seed) ?? new Uint8Array());
  return { statement, device, sig: signer.sign(signingText(statement)) };
}

/** A person of the example, who goes through HTTP and the sync socket as everybody does. */
export class ExampleClient {
  readonly memberId: string;
  readonly doc = openBoardDoc(new Y.Doc());
  readonly #url: string;
  readonly #token: string;
  readonly #deviceId: string;
  readonly #seed: Uint8Array;
  readonly #signer: ReturnType<typeof signerOf>;
  #socket: WebSocket | null = null;
  #durable = 0;
  #sent = 0;
  #waiting: (() => void)[] = [];

  private constructor(url: string, joined: Record<string, string>, seed: Uint8Array) {
    this.#url = url;
    this.#token = joined['token'] ?? '';
    this.#deviceId = joined['deviceId'] ?? '';
    this.memberId = joined['memberId'] ?? '';
    this.#seed = seed;
    this.#signer = signerOf(seed);
  }

  static async join(
    url: string,
    person: { invite: string; name: string; department: Department; company?: string },
  ): Promise<ExampleClient> {
    const seed = random(32);
    const deviceKey = signerOf(seed).publicKey;
    const joined = await ask(url, '', 'POST', '/api/join', { ...person, deviceKey });
    return new ExampleClient(url, joined as Record<string, string>, seed);
  }

  get device(): PlayedDevice {
    return { member: this.memberId, device: this.#deviceId, seed: toBase64Url(this.#seed) };
  }

  ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    return ask(this.#url, this.#token, method, path, body);
  }

  /** Opens the board's document and keeps it in step. */
  async open(board: string): Promise<void> {
    const room = `board:${board}`;
    const { ticket } = await this.ask('POST', '/api/tickets', { room });
    const address = `${this.#url.replace(/^http/, 'ws')}/sync/${room}`;
    const socket = new WebSocket(address, [SUBPROTOCOL, `${TICKET_PREFIX}${String(ticket)}`]);
    this.#socket = socket;
    const synced = new Promise<void>((done, fail) => {
      socket.on('message', (data: Buffer) => this.#hear(new Uint8Array(data), done));
      socket.once('close', (code) => fail(new Error(`the example's socket was closed: ${code}`)));
      socket.once('error', fail);
    });
    socket.once('open', () => this.#send(SYNC.step1, Y.encodeStateVector(this.doc)));
    await synced;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.#sent += 1;
      this.#send(SYNC.update, update);
    });
  }

  /** Resolves once everything written here is saved by the host. */
  async saved(): Promise<void> {
    while (this.#durable < this.#sent) await new Promise<void>((done) => this.#waiting.push(done));
  }

  /** Signs and posts a statement about a plan as it stands here. */
  async state(board: string, planId: string, said: Said): Promise<RecordEntry> {
    const plan = readPlan(this.doc, planId);
    const { head } = await this.ask('GET', `/api/boards/${board}/record?since=1000000`);
    const statement: Statement = {
      v: 1,
      board,
      plan: planId,
      digest: digestOf(plan ? materialOf(plan) : {}),
      head: typeof head === 'string' ? head : GENESIS,
      nonce: randomBytes(16).toString('base64url'),
      ...said,
    };
    const sig = this.#signer.sign(signingText(statement));
    const path = `/api/boards/${board}/plans/${planId}/${ROUTE_OF[said.kind]}`;
    const { entry } = await this.ask('POST', path, { statement, device: this.#deviceId, sig });
    return entry as RecordEntry;
  }

  close(): void {
    this.#socket?.removeAllListeners('close');
    this.#socket?.close();
    this.doc.destroy();
  }

  #hear(message: Uint8Array, synced: () => void): void {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    const told = decodeHostMessage(type, decoder);
    if (told?.type === MESSAGE.durable) {
      this.#durable = told.value.settled;
      for (const wake of this.#waiting.splice(0)) wake();
    }
    if (type !== MESSAGE.sync) return;
    const syncType = decoding.readVarUint(decoder);
    if (syncType === SYNC.step1) return;
    Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder), this);
    if (syncType === SYNC.step2) synced();
  }

  #send(syncType: number, payload: Uint8Array): void {
    const message = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, syncType);
      encoding.writeVarUint8Array(encoder, payload);
    });
    this.#socket?.send(message);
  }
}

const ROUTE_OF: Record<Statement['kind'], string> = {
  'plan-submitted': 'submit',
  recalled: 'recall',
  decision: 'decisions',
  launched: 'launch',
  closed: 'close',
  withdrawn: 'withdraw',
};

async function ask(
  url: string,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`the example could not be made: ${path} ${JSON.stringify(answer)}`);
  return answer;
}

import { rmSync } from 'node:fs';
import { Host } from '../../../server/host';
import { newInvite, newOwnerInvite } from '../../../server/people/invites';
import { hashSecret, verifyEd25519 } from '../../../server/base/crypto';
import { ProblemError } from '../../../server/base/problem';
import { openSqlite } from '../../../server/storage/sqlite';
import type { Caller } from '../../../server/workspace';
import { generate, sign } from '../../../shared/crypto/ed25519';
import type { Migration } from '../../../shared/doc/migrations';
import type { Department, Member } from '../../../shared/domain/people';
import { WORKSPACE, type SignedStatement, type StatementKind } from '../../../shared/domain/record';
import type { Api } from '../../../renderer/client/connection/api';
import type { BoardSurroundings } from '../../../renderer/client/board/board-surroundings';
import { OpenBoard } from '../../../renderer/client/board/open-board';
import { checksHere } from '../../../renderer/client/record/checks';
import type { Outcome } from '../../../renderer/client/connection/outcome';
import { Dice } from '../dice';
import { memoryFolder } from '../host/memory-folder';
import { memoryStore, mortal } from './memory-store';
import { MemoryWire } from './memory-wire';

const dice = new Dice(1);
const random = (length: number) => dice.bytes(length);
const KINDS: Partial<Record<string, StatementKind>> = {
  submit: 'plan-submitted',
  decide: 'decision',
  launch: 'launched',
};

/** A real host in this process, with real storage, and people whose boards reach it over memory wires. */
export class BoardWorld {
  readonly #devices: Device[] = [];
  readonly #people: { readonly caller: Caller; readonly secret: string; readonly name: string }[] = [];

  private constructor(
    readonly host: Host,
    readonly directory: string,
  ) {}

  /** @param migrations what the host brings boards up to date with; absent: the product's own */
  static async open(migrations?: readonly Migration[]): Promise<BoardWorld> {
    const directory = memoryFolder('world');
    const host = await Host.open(openSqlite(directory), {
      clock: { now: () => Date.now() },
      random,
      log: () => undefined,
      ...(migrations && { migrations }),
    });
    const world = new BoardWorld(host, directory);
    await world.#join((await newOwnerInvite(host.workspace)) ?? '', 'Anna', 'marketing');
    await world.#invite('Ben', 'sales', true);
    await world.#invite('Cleo', 'marketing', false);
    return world;
  }

  async close(): Promise<void> {
    await Promise.all(this.#devices.map(({ board }) => board.close()));
    await this.host.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** A new board, and the three people's devices with it: Anna (marketing), Ben (sales, approver), Cleo (marketing). */
  async board(): Promise<{ boardId: string; devices: Device[] }> {
    const { id } = await this.host.createBoard('Board');
    const members = new Map(
      (await this.host.workspace.storage.members()).map((member) => [member.id, member]),
    );
    const devices = this.#people.map(({ caller, secret, name }) => {
      return new Device(this.host, id, { caller, secret, name, members });
    });
    this.#devices.push(...devices);
    return { boardId: id, devices };
  }

  async #invite(name: string, department: Department, approver: boolean): Promise<void> {
    const owner = this.#people[0]?.caller;
    if (!owner) throw new Error('no owner');
    const { secret } = await newInvite(this.host.workspace, owner, { role: 'member', department, approver });
    await this.#join(secret, name, department);
  }

  async #join(invite: string, name: string, department: Department): Promise<void> {
    const key = generate(random);
    const { storage } = this.host.workspace;
    const { token } = await this.host.people.join({ invite, name, department, deviceKey: key.publicKey });
    const device = await storage.deviceByToken(hashSecret(token));
    const member = device && (await storage.member(device.member));
    if (!device || !member) throw new Error('did not join');
    this.#people.push({ caller: { member, device }, secret: key.secret, name });
  }
}

interface Person {
  readonly caller: Caller;
  readonly secret: string;
  readonly name: string;
  readonly members: ReadonlyMap<string, Member>;
}

/** One person's device on one board. */
export class Device {
  readonly wire: MemoryWire;
  readonly memberId: string;
  board: OpenBoard;
  readonly #boardId: string;
  readonly #surroundings: BoardSurroundings;
  readonly #disk = memoryStore();
  #store = mortal(this.#disk);
  #runs = 0;

  constructor(host: Host, boardId: string, { caller, secret, name, members }: Person) {
    this.wire = new MemoryWire(host);
    this.memberId = caller.member.id;
    this.#boardId = boardId;
    const { member } = caller;
    // On this thread: WebCrypto checks on others, which no turn of this one waits for.
    const checks = checksHere(verifyEd25519);
    // As the open workspace has done before any board is opened.
    void checks.adopt(WORKSPACE, host.workspace.record.entries);
    this.#surroundings = {
      api: apiOf(host, caller, boardId),
      store: this.#store,
      socket: this.wire.Socket,
      random,
      checks,
      syncUrl: 'ws://host/sync',
      name,
      run: '0',
      device: caller.device.id,
      sign: (text) => sign(secret, text),
      epoch: () => host.workspace.facts.epoch,
      renewEpoch: async () => true,
      me: () => ({ ...member, deviceId: caller.device.id }),
      members: () => members,
      onPeople: () => () => undefined,
      mayWrite: () => true,
      askRights: async () => true,
      refreshWorkspace: async () => (await checks.restart(WORKSPACE, host.workspace.record.entries)) === null,
      workspaceEntries: () => host.workspace.record.entries,
      now: Date.now,
      workspaceFault: () => null,
      pushed: () => undefined,
      ended: () => undefined,
    };
    this.board = new OpenBoard(boardId, this.#surroundings);
  }

  /** Kills the app: what it had not yet written to its disk is gone. Then starts it again. */
  crash(): void {
    this.#store.die();
    this.wire.cut();
    void this.board.close();
    this.#store = mortal(this.#disk);
    this.board = new OpenBoard(this.#boardId, {
      ...this.#surroundings,
      store: this.#store,
      run: String(++this.#runs),
    });
  }
}

/** The host's answers without HTTP between: the same calls in the same order. */
function apiOf(host: Host, caller: Caller, boardId: string): Api {
  const answers: Record<
    string,
    (body: unknown, query: Readonly<Record<string, string>>, plan: string) => Promise<unknown>
  > = {
    ticket: async () => host.tickets.issue(caller, `board:${boardId}`, host.workspace.facts.epoch),
    boardRecord: async (_body, query) => {
      const { record } = await host.room(boardId);
      return {
        entries: structuredClone(record.entries.slice(Number(query['since']))),
        head: record.head.hash,
      };
    },
  };
  for (const [route, kind] of Object.entries(KINDS))
    answers[route] = async (body, _query, plan) => {
      if (!kind) throw new Error('no kind');
      return {
        entry: await host.appendStatement(
          { caller, secure: true },
          boardId,
          plan,
          kind,
          body as SignedStatement,
        ),
      };
    };
  return {
    call: async <T>(
      route: string,
      schema: { parse(value: unknown): T },
      { body, query, params } = {} as Parameters<Api['call']>[2] & object,
    ): Promise<Outcome<T>> => {
      const answer = answers[route];
      if (!answer) return { ok: false, failure: { code: 'not-found' } };
      try {
        return { ok: true, value: schema.parse(await answer(body, query ?? {}, params?.['plan'] ?? '')) };
      } catch (error) {
        if (error instanceof ProblemError) return { ok: false, failure: { code: error.code } };
        throw error;
      }
    },
    send: async () => ({ ok: true, value: undefined }),
    download: async () => ({ ok: false, failure: { code: 'not-found' } }),
  };
}

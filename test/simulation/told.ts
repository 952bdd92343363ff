import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { statementBody } from '../../shared/api/contract';
import { commandBody } from '../../shared/domain/session/commands';
import type { SessionView } from '../../shared/domain/session/session';
import type { RecordEntry } from '../../shared/domain/record';
import { MESSAGE, SYNC, decodeHostMessage, type Durable } from '../../shared/sync/protocol';
import type { BoardDocument } from '../../server/board/document';
import type { SimSocket } from './machine/line';

/** Runs of clocks of one client ID. */
type Runs = Map<number, { clock: number; len: number }[]>;

interface Promised {
  /** By client ID, the clock up to which the host has taken or handed on its structs. */
  readonly clocks: Map<number, number>;
  readonly deletes: Runs;
  /** Whose a client ID is, as the host published it. */
  readonly owners: Map<number, string>;
}

/** What the host said of a command: a revision, if it was taken. */
type CommandFate = 'open' | 'unsure' | 'refused' | number;

const STATEMENT = /\/plans\/[^/]+\/(?:submit|recall|decisions|launch|close|withdraw)$/;
const COMMAND = /\/sessions\/([^/]+)\/commands$/;
const RECORD = /\/api\/(?:boards\/([^/]+)\/)?record$/;

/**
 * Everything the host has said, taken from what left it and not from what it believes: an edit acknowledged or
 * handed on, an entry of a record, an answer to a statement. From then on it must be on the host's disk.
 */
export class Told {
  readonly faults: string[] = [];
  /** By board, or `workspace`: the hash of every entry that anybody was told. */
  readonly heads = new Map<string, Map<number, string>>();
  /** What became of statements, by nonce; `unsure` of those that a crash left without an answer. */
  readonly statements = new Map<string, 'open' | 'unsure' | 'taken' | 'refused'>();
  /** By workshop: its views by their revisions, and what became of commands, by their names. */
  readonly views = new Map<string, Map<number, SessionView>>();
  readonly commands = new Map<string, Map<string, CommandFate>>();
  readonly #boards = new Map<string, Promised>();
  /** Update-bearing messages of each socket that the host has yet to settle, and how many it has settled. */
  readonly #unsettled = new Map<SimSocket, { settled: number; waiting: Uint8Array[] }>();

  readonly #said = new WeakSet<Uint8Array>();

  hears(socket: SimSocket, message: Uint8Array): void {
    const update = updateIn(message, [SYNC.step2, SYNC.update]);
    if (!update) return;
    const account = this.#unsettled.get(socket) ?? { settled: 0, waiting: [] };
    account.waiting.push(update.slice());
    this.#unsettled.set(socket, account);
  }

  says(socket: SimSocket, message: Uint8Array): void {
    const board = boardOf(socket);
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    // What everybody is told is the same bytes for all; only what is durable is told to one alone.
    if (type !== MESSAGE.durable && this.#said.has(message)) return;
    this.#said.add(message);
    const update = updateIn(message, [SYNC.step2, SYNC.update]);
    if (update && board) return this.#promise(board, update);
    const told = decodeHostMessage(type, decoder);
    if (told?.type === MESSAGE.durable && board) this.#settle(socket, board, told.value);
    else if (told?.type === MESSAGE.record) this.entries(told.value.board, told.value.entries);
    else if (told?.type === MESSAGE.session) of(this.views, told.value.id).set(told.value.rev, told.value);
    else if (told?.type === MESSAGE.clients && board) {
      const { owners } = this.#of(board);
      for (const [client, member] of Object.entries(told.value))
        this.#once(owners, Number(client), member, `client ID ${client}`);
    }
  }

  asked({ url }: Request, body: string): void {
    const nonce = nonceOf(url, body);
    const before = nonce === null ? 'taken' : this.statements.get(nonce);
    if (nonce !== null && before !== 'taken' && before !== 'unsure') this.statements.set(nonce, 'open');
    const command = commandOf(url, body);
    if (!command) return;
    const fates = of(this.commands, command.session);
    const fate = fates.get(command.cmd);
    if (fate === undefined || fate === 'refused') fates.set(command.cmd, 'open');
  }

  /** The host lost power: nobody knows what became of what it was asked. */
  crashed(): void {
    for (const [nonce, state] of this.statements) if (state === 'open') this.statements.set(nonce, 'unsure');
    for (const fates of this.commands.values())
      for (const [cmd, fate] of fates) if (fate === 'open') fates.set(cmd, 'unsure');
  }

  answered({ url }: Request, body: string, status: number, text: string): void {
    const nonce = nonceOf(url, body);
    const about = RECORD.exec(new URL(url).pathname);
    if (about && status === 200) {
      const { entries } = JSON.parse(text) as { entries: RecordEntry[] };
      this.entries(about[1] ?? 'workspace', entries);
    }
    this.#commanded(url, body, status, text);
    if (nonce === null) return;
    if (status === 201) {
      const { entry } = JSON.parse(text) as { entry: RecordEntry };
      this.entries(entry.board, [entry]);
      this.statements.set(nonce, 'taken');
    } else if (status < 500 && !text.includes('replayed') && this.statements.get(nonce) === 'open')
      this.statements.set(nonce, 'refused');
  }

  #commanded(url: string, body: string, status: number, text: string): void {
    const command = commandOf(url, body);
    const fates = command && of(this.commands, command.session);
    if (!command || !fates) return;
    if (status === 200) fates.set(command.cmd, (JSON.parse(text) as { rev: number }).rev);
    else if (status < 500 && fates.get(command.cmd) === 'open') fates.set(command.cmd, 'refused');
  }

  /** Entries of a record that somebody was shown. */
  entries(board: string, entries: readonly RecordEntry[]): void {
    const heads = this.heads.get(board) ?? new Map<number, string>();
    this.heads.set(board, heads);
    for (const { seq, hash } of entries) this.#once(heads, seq, hash, `entry ${seq} of ${board}`);
  }

  /** What a record as it lies on the disk lacks of what was said. */
  lackingIn(board: string, entries: readonly RecordEntry[]): string[] {
    const lacking = [...(this.heads.get(board) ?? [])].filter(
      ([seq, hash]) => entries[seq - 1]?.hash !== hash,
    );
    const nonces = new Set(entries.flatMap(({ statement }) => statement?.nonce ?? []));
    const heedless = [...this.statements].filter(
      ([nonce, state]) => state === 'refused' && nonces.has(nonce),
    );
    return [
      ...lacking.map(([seq]) => `entry ${seq} of ${board} was told and is gone`),
      ...heedless.map(([nonce]) => `the refused statement ${nonce} is in the record`),
    ];
  }

  /** Statements in the record that nobody made, or that were answered and are not there. */
  lackingStatements(entries: readonly RecordEntry[]): string[] {
    const nonces = new Set(entries.flatMap(({ statement }) => statement?.nonce ?? []));
    const gone = [...this.statements].filter(([nonce, state]) => state === 'taken' && !nonces.has(nonce));
    const invented = [...nonces].filter((nonce) => !this.statements.has(nonce));
    return [
      ...gone.map(([nonce]) => `the accepted statement ${nonce} is gone`),
      ...invented.map((nonce) => `nobody made the statement ${nonce}`),
    ];
  }

  /** What a document as it lies on the disk lacks of what was said. */
  lackingOf(board: string, { doc, owners }: Pick<BoardDocument, 'doc' | 'owners'>): string[] {
    const promised = this.#of(board);
    const lost = [...promised.clocks].filter(([client, clock]) => Y.getState(doc.store, client) < clock);
    const deleted = Y.createDeleteSetFromStructStore(doc.store).clients as Runs;
    const alive = [...promised.deletes].filter(
      ([client, runs]) => !runs.every((run) => covers(deleted.get(client) ?? [], run)),
    );
    const others = [...promised.owners].filter(([client, member]) => owners.get(client) !== member);
    return [
      ...lost.map(([client, clock]) => `edit ${client}/${clock} was acknowledged or handed on and is gone`),
      ...alive.map(([client]) => `a deletion of ${client} was acknowledged or handed on and is gone`),
      ...others.map(([client]) => `client ID ${client} is not, or no more, whose it was published to be`),
    ];
  }

  #settle(socket: SimSocket, board: string, { settled, refused }: Durable): void {
    const account = this.#unsettled.get(socket);
    if (!account) return;
    for (let number = account.settled + 1; number <= settled; number++) {
      const update = account.waiting.shift();
      if (!update) this.faults.push('an edit was acknowledged that never arrived');
      else if (!refused.some(({ message }) => message === number)) this.#promise(board, update);
    }
    account.settled = settled;
  }

  #promise(board: string, update: Uint8Array): void {
    const { clocks, deletes } = this.#of(board);
    const { structs, ds } = Y.decodeUpdate(update);
    for (const { id, length } of structs)
      clocks.set(id.client, Math.max(clocks.get(id.client) ?? 0, id.clock + length));
    for (const [client, runs] of ds.clients) {
      const known = deletes.get(client) ?? [];
      deletes.set(client, known);
      for (const { clock, len } of runs) if (!covers(known, { clock, len })) known.push({ clock, len });
    }
  }

  #of(board: string): Promised {
    const promised = this.#boards.get(board) ?? { clocks: new Map(), deletes: new Map(), owners: new Map() };
    this.#boards.set(board, promised);
    return promised;
  }

  #once<K, V>(told: Map<K, V>, key: K, value: V, what: string): void {
    if (told.has(key) && told.get(key) !== value) this.faults.push(`${what} was told in two ways`);
    told.set(key, value);
  }
}

/** The map of one key, made if there is none. */
function of<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const map = maps.get(key) ?? new Map<K, V>();
  maps.set(key, map);
  return map;
}

/** The name of a command of a workshop that is asked for here. */
function commandOf(url: string, body: string): { readonly cmd: string; readonly session: string } | null {
  const session = COMMAND.exec(new URL(url).pathname)?.[1];
  const { data } = session === undefined ? {} : commandBody.safeParse(JSON.parse(body));
  return session === undefined || !data ? null : { cmd: data.cmd, session };
}

/** Whether a run is within one of these. Deletions that were split are asked for piece by piece. */
function covers(
  runs: readonly { clock: number; len: number }[],
  { clock, len }: { clock: number; len: number },
) {
  return runs.some((run) => run.clock <= clock && run.clock + run.len >= clock + len);
}

function boardOf({ room }: SimSocket): string | null {
  const [kind, board] = decodeURIComponent(room).split(':');
  return kind === 'board' ? (board ?? null) : null;
}

function updateIn(message: Uint8Array, kinds: readonly number[]): Uint8Array | null {
  const decoder = decoding.createDecoder(message);
  if (decoding.readVarUint(decoder) !== MESSAGE.sync || !kinds.includes(decoding.readVarUint(decoder)))
    return null;
  return decoding.readVarUint8Array(decoder);
}

function nonceOf(url: string, body: string): string | null {
  if (!STATEMENT.test(new URL(url).pathname)) return null;
  const parsed = statementBody.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data.statement.nonce : null;
}

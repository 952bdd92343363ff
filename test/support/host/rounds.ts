import * as Y from 'yjs';
import { SYNC } from '../../../shared/sync/protocol';
import type { RoundView } from '../../../shared/api/rounds';
import { openRoundBody } from '../../../shared/domain/rounds/round';
import { entryBody } from '../../../shared/domain/rounds/entry';
import type { RoundKeys } from '../../../server/rounds/keys';
import { Rounds, type Sessions } from '../../../server/rounds/rounds';
import type { Storage, StoredMember } from '../../../server/storage/storage';
import { bareHost, MEMBER, type BareHost } from './host-room';

/** Milliseconds of the raster on which people hear how many have answered. */
export const QUARTER = 15_000;

const person = (id: string, over: Partial<StoredMember> = {}): StoredMember => ({
  ...MEMBER,
  id,
  name: id,
  role: 'member',
  department: 'sales',
  ...over,
});

/** `member` is an owner; `walker` came by the link of the workshop that `ida` leads. */
export const PEOPLE: readonly StoredMember[] = [
  MEMBER,
  person('ida'),
  person('jonas'),
  person('kim'),
  person('lea'),
  person('mia'),
  person('nina', { department: 'marketing' }),
  person('guest', { role: 'guest' }),
  person('walker'),
];

export const SESSION = 'session';
const SESSIONS: Sessions = {
  facilitatorOf: async (_board, session) => (session === SESSION ? 'ida' : null),
  isWalkIn: ({ id }) => id === 'walker',
};

/** A board on a bare host, and what its people do in rounds. */
export interface RoundsWorld {
  readonly bare: BareHost;
  readonly board: string;
  readonly rounds: Rounds;
  /** Puts a plan on the board. */
  plan(id: string): Promise<void>;
  open(by: string, body: unknown): Promise<string>;
  enter(by: string, round: string, body: unknown): Promise<string | null>;
  view(by: string, round: string): Promise<RoundView>;
  close(by: string, round: string): Promise<RoundView>;
  /** The same board after the host has begun anew, by these keys. */
  again(): Rounds;
}

export interface RoundsWorldOptions {
  readonly keys: RoundKeys;
  readonly wrap?: (storage: Storage) => Storage;
}

export async function roundsWorld({ keys, wrap }: RoundsWorldOptions): Promise<RoundsWorld> {
  const bare = await bareHost(PEOPLE, wrap, keys);
  const { host } = bare;
  const { id: board } = await host.createBoard('Wärmepumpe 2027');
  const again = () =>
    new Rounds({
      workspace: host.workspace,
      keys,
      sessions: SESSIONS,
      inBoard: (id, task) => host.inBoard(id, task),
      guarded: (write) => host.guarded(write),
      changed: (round) => host.tell({ what: 'rounds', board: round.board, round: round.id }),
    });
  const rounds = again();
  return {
    bare,
    board,
    rounds,
    plan: async (id) => {
      const doc = new Y.Doc();
      // As many digits in every world: whose it is is told to everybody.
      doc.clientID = 1_000_000_007;
      const plan = new Y.Map<unknown>();
      plan.set('title', id);
      doc.getMap('plans').set(id, plan);
      const socket = await bare.connect(MEMBER.id, `board:${board}`);
      socket.sendSync(SYNC.update, Y.encodeStateAsUpdate(doc));
      await bare.settled(`board:${board}`);
      socket.seat?.leave();
    },
    open: async (by, body) => rounds.open(bare.caller(by), board, openRoundBody.parse(body)),
    enter: async (by, round, body) => rounds.enter(bare.caller(by), board, round, entryBody.parse(body)),
    view: (by, round) => rounds.view(bare.caller(by), board, round),
    close: (by, round) => rounds.close(bare.caller(by), board, round),
    again,
  };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RATES } from '../../../server/net/limits';
import { ROUTES, type RouteName } from '../../../shared/api/routes';
import { expectedOf, ROWS, type Answer, type Asked, type Row } from '../../support/authorisation/table';
import { CALLERS, STATES, type Caller, type State } from '../../support/authorisation/terms';
import { AuthorisationWorld, type Given, type Stage } from '../../support/authorisation/world';
import { inShort, sendBare, type BareRequest } from '../../support/hostile/bare-request';
import type { TestMember } from '../../support/clients/clients';

let world: AuthorisationWorld;
beforeAll(async () => {
  world = await AuthorisationWorld.found();
});
afterAll(() => world?.remove());

interface Cell {
  readonly name: string;
  readonly route: RouteName;
  readonly row: Row;
  readonly caller: Caller;
  readonly expected: Answer;
}

function cellsOf(state: State, callers: readonly Caller[] = CALLERS): Cell[] {
  return (Object.keys(ROWS) as RouteName[]).flatMap((route) =>
    ROWS[route].flatMap((row) =>
      callers.map((caller) => ({
        name: [route, ...(row.about === undefined ? [] : [`(${row.about})`]), 'by', caller].join(' '),
        route,
        row,
        caller,
        expected: expectedOf(route, row, caller, state),
      })),
    ),
  );
}

/** What a caller sends: strangers what the owner would, so that nothing but who they are is wrong with it. */
function requestOf({ route, row, caller }: Cell, given: Given, state: State): BareRequest {
  const signer = personOf(caller, given) ?? given.people.owner;
  const asked: Asked = row.ask?.(given, signer) ?? {};
  const { board, invite, people } = given;
  const { id: member, deviceId: device } = people.target;
  const params: Record<string, string> = {
    board,
    plan: 'drafted',
    member,
    device,
    invite: invite.id,
    session: given.sessions.planned,
    ...asked.params,
  };
  const [method, path] = ROUTES[route];
  // Passed on by somebody: not from this machine then.
  const way: Readonly<Record<string, string>> =
    state === 'unencrypted' ? { 'x-forwarded-for': '192.0.2.1' } : {};
  const body =
    asked.body === undefined || asked.body instanceof Uint8Array ? asked.body : JSON.stringify(asked.body);
  return {
    method,
    path:
      path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? '') +
      (asked.query ? `?${asked.query}` : ''),
    headers: { ...asked.headers, ...authorization(caller, given), ...way },
    ...(body === undefined ? {} : { body }),
  };
}

function personOf(caller: Caller, { people }: Given): TestMember | null {
  return caller === 'nobody' || caller === 'made-up' || caller === 'foreign' ? null : people[caller];
}

function authorization(caller: Caller, given: Given): Record<string, string> {
  if (caller === 'nobody') return {};
  const token = caller === 'foreign' ? given.foreign : (personOf(caller, given)?.token ?? 'x'.repeat(43));
  return { authorization: `Bearer ${token}` };
}

/** Plays one cell. @returns what is wrong with it, and whether it changed anything */
async function play(cell: Cell, stage: Stage, state: State): Promise<{ wrong: string[]; changed: boolean }> {
  const before = await stage.fingerprint();
  const heard = inShort(await sendBare(stage.url, requestOf(cell, stage.given, state)));
  const changed = (await stage.fingerprint()) !== before;
  const taken = cell.expected === cell.row.answer && cell.row.writes === true;
  return {
    wrong: [
      ...(heard === cell.expected ? [] : [`${cell.name}: ${heard}, not ${cell.expected}`]),
      ...(changed === taken ? [] : [`${cell.name}: ${changed ? 'changed something' : 'changed nothing'}`]),
    ],
    changed,
  };
}

/** Who shows no token of a member, which is counted by the address for all of them together. */
const STRANGERS: ReadonlySet<Caller> = new Set(['nobody', 'made-up', 'foreign']);

/** How often a caller, or the strangers together, may ask one host: however fast it answers, it never says "too much". */
const mostOf = (asking: Caller | 'strangers') =>
  (asking === 'strangers' ? RATES.badTokens.points : RATES.requests.points) - 10;

/** Plays cells one after the other, each upon the workspace as it lies ready. */
async function playAll(cells: readonly Cell[], state: State): Promise<string[]> {
  let stage = await world.open(state);
  const wrong: string[] = [];
  const asked = new Map<Caller | 'strangers', number>();
  for (const cell of cells) {
    const played = await play(cell, stage, state);
    wrong.push(...played.wrong);
    const asking = STRANGERS.has(cell.caller) ? 'strangers' : cell.caller;
    asked.set(asking, (asked.get(asking) ?? 0) + 1);
    if (!played.changed && (asked.get(asking) ?? 0) < mostOf(asking)) continue;
    await stage.close();
    stage = await world.open(state);
    asked.clear();
  }
  await stage.close();
  return wrong;
}

describe('[AUTH-1] every route, caller and state', () => {
  it('stands in the table, and the table has no other', () => {
    expect(Object.keys(ROWS).sort()).toEqual(Object.keys(ROUTES).sort());
    expect(Object.values(ROWS).filter((rows) => rows.length === 0)).toEqual([]);
  });

  for (const state of STATES.filter((each) => each !== 'stopping'))
    it(`${state}: ${cellsOf(state).length} cells answer as the table says, and refusals change nothing`, async () => {
      expect(await playAll(cellsOf(state), state)).toEqual([]);
    });

  it(`stopping: ${cellsOf('stopping').length} cells are told to come back`, async () => {
    // A host waits some seconds only for whoever is being answered.
    for (const caller of CALLERS)
      expect(await playAll(cellsOf('stopping', [caller]), 'stopping')).toEqual([]);
  });
});

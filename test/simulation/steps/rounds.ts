import type { Client } from '../client';
import { met } from '../met';
import { callerOf } from '../../../server/people/members';
import { pick } from '../../support/dice';
import type { Step } from './step';
import type { KnownRound, World } from '../world';

/** Opens, answers and closes sealed rounds; what comes of it is heard when messages move. @returns whether it was that */
export function roundStep(world: World, client: Client, { kind, a, b }: Step): boolean {
  const { workspace, person } = client;
  const { board } = world.company;
  const me = person.profile.memberId;
  const [id, known] = pick([...world.rounds], a) ?? [];
  switch (kind) {
    case 'round opens':
      void workspace?.rounds
        .open(board, { kind: 'notes', authors: 'shown', title: `r${a}` })
        .then((opened) => {
          if (opened.ok)
            world.rounds.set(opened.value, {
              openedBy: client,
              tried: new Map(),
              taken: new Set(),
              result: null,
            });
        });
      return true;
    case 'round entry': {
      if (!workspace || !known || id === undefined) return true;
      const text = `${person.name} ${a} ${b}`;
      known.tried.set(me, (known.tried.get(me) ?? new Set()).add(text));
      void workspace.rounds
        .enter(board, id, { texts: [text] })
        .then((entered) => void (entered.ok && known.taken.add(me)));
      return true;
    }
    case 'round closes': {
      if (!known || id === undefined) return true;
      // Few may close what another has opened: every other time it is the one who did.
      const by = b % 2 === 0 ? client : known.openedBy;
      void by.workspace?.rounds.close(board, id).then((closed) => {
        if (closed.ok) known.result ??= JSON.stringify(closed.value.result);
      });
      return true;
    }
    default:
      return false;
  }
}

/**
 * What was answered about rounds and is not so.
 * @param removed members who are none any more: their texts are erased
 */
export async function roundFaults(world: World, removed: ReadonlySet<string>): Promise<string[]> {
  const { host } = world.host;
  const { board } = world.company;
  if (!host) return [];
  const { record } = await world.room();
  const rows = new Map((await host.rounds.list(board)).map((row) => [row.id, row]));
  const faults: string[] = [];
  for (const [id, known] of world.rounds) {
    const { tried, taken, result } = known;
    const state = rows.get(id)?.state;
    const closed = record.entries.filter(
      ({ kind, body }) => kind === 'round-closed' && body?.['round'] === id,
    ).length;
    if (closed !== (state === 'closed' ? 1 : 0))
      faults.push(`round ${id} is ${state ?? 'gone'} and closed ${closed} times in the record`);
    if (state === 'lost') faults.push(`round ${id} is lost`);
    if (result !== null && state !== 'closed') faults.push(`round ${id} was told closed and is not`);
    if (state === 'open') faults.push(...(await openFaults(world, id, known, removed)));
    if (state !== 'closed') continue;
    met.add('a round that was closed');
    const [outcome] = await host.rounds.outcomes(board, [id]);
    const notes = outcome?.result && 'notes' in outcome.result ? outcome.result.notes : [];
    if (removed.size === 0 && result !== null && result !== JSON.stringify(outcome?.result))
      faults.push(`round ${id} has another result than was told`);
    for (const { by = '', text } of notes)
      if (!tried.get(by)?.has(text)) faults.push(`round ${id} has a text that ${by} never entered`);
    for (const member of taken) {
      const own = notes.filter(({ by }) => by === member).length;
      if (own !== 1 && !removed.has(member)) faults.push(`round ${id} has ${own} texts of ${member}`);
    }
  }
  return faults;
}

/** While it is open, everybody's own entry is there to be shown to them. */
async function openFaults(
  world: World,
  id: string,
  known: KnownRound,
  removed: ReadonlySet<string>,
): Promise<string[]> {
  const { host } = world.host;
  const faults: string[] = [];
  for (const { person } of world.clients) {
    const { memberId, token } = person.profile;
    if (!host || !known.taken.has(memberId) || removed.has(memberId)) continue;
    const caller = await callerOf(host.workspace, token);
    const [own] = (await host.rounds.view(caller, world.company.board, id)).own?.texts ?? [];
    if (own === undefined || !known.tried.get(memberId)?.has(own))
      faults.push(`round ${id} has lost what ${person.name} entered`);
  }
  return faults;
}

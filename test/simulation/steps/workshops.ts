import type { OpenWorkspace } from '../../../renderer/client/workspace/open-workspace';
import type { PersonCommand } from '../../../shared/domain/session/commands';
import { digestOfMinutes, type Minutes } from '../../../shared/domain/session/minutes';
import { sessionOf, type SessionView } from '../../../shared/domain/session/session';
import { pick } from '../../support/dice';
import type { Client } from '../client';
import { met } from '../met';
import type { World } from '../world';
import type { Step } from './step';

const MINUTE = 60_000;

/** Plans, leads and closes live workshops; what comes of it is heard when messages move. @returns whether it was that */
export function workshopStep(world: World, client: Client, { kind, a, b }: Step): boolean {
  if (!kind.startsWith('workshop ')) return false;
  const { board } = world.company;
  const views = [...(client.workspace?.workshops.store.getState().views.values() ?? [])];
  const view = pick(views, b);
  // Most of what only whoever leads may do is done by whoever does.
  const leads = ({ person }: Client) => person.profile.memberId === view?.facilitator;
  const isAnybody = kind === 'workshop said' || a % 5 === 0;
  const by = (isAnybody ? undefined : world.clients.find(leads)) ?? client;
  const { workshops } = by.workspace ?? {};
  const facilitator = by.person.profile.memberId;
  if (kind === 'workshop planned') {
    // A few are enough: what they do to each other is the matter.
    if (views.length < 2) void workshops?.plan(board, { title: `W${a}`, facilitator, minutes: 60 });
  } else if (kind === 'workshop closes') {
    if (workshops && view) void closed(workshops, view);
  } else if (view) void workshops?.command(view, kind === 'workshop led' ? led(world, view, a) : said(a));
  return true;
}

/** With the minutes as they are now: what is written meanwhile has them refused. */
async function closed(workshops: OpenWorkspace['workshops'], view: SessionView): Promise<void> {
  const minutes = await workshops.minutes(view);
  if (minutes.ok) await workshops.close(view, minutes.value.digest);
}

/** When nobody writes any more, whoever leads a workshop that is open closes it. @returns whether there was one */
export function closeWhatIsOpen({ clients }: World): boolean {
  const all = clients.flatMap(({ workspace, person }) =>
    workspace
      ? [...workspace.workshops.store.getState().views.values()]
          .filter(({ state, facilitator }) => state === 'open' && facilitator === person.profile.memberId)
          .map((view) => closed(workspace.workshops, view))
      : [],
  );
  return all.length > 0;
}

/** Whoever leads begins it, goes through it, or takes it up again. */
function led(world: World, { state }: SessionView, a: number): PersonCommand {
  if (state === 'planned') return { type: 'start' };
  if (state === 'closed') return { type: 'reopen' };
  const to = pick(world.clients, a)?.person.profile.memberId ?? '';
  const commands: readonly PersonCommand[] = [
    { type: 'item', item: `item-${a % 3}` },
    { type: 'park', item: `item-${a % 3}` },
    { type: 'timer', do: a % 2 === 0 ? 'start' : 'add', ms: MINUTE },
    { type: 'hold', on: a % 2 === 0 },
    { type: 'take' },
    { type: 'handOver', to },
  ];
  return pick(commands, a) ?? { type: 'gather' };
}

function said(a: number): PersonCommand {
  return a % 2 === 0 ? { type: 'hand', up: a % 3 > 0 } : { type: 'ready', on: a % 3 > 0 };
}

/** Whether a client shows every workshop of its board that is not over as it is now. */
export function isToldOfWorkshops({ workshops }: OpenWorkspace, all: readonly SessionView[]): boolean {
  const { views } = workshops.store.getState();
  return all.every(({ id, state, rev }) => state === 'closed' || views.get(id)?.rev === rev);
}

/** Each workshop is closed once for every close, in its commands, the record and its minutes, or it is open. */
export async function closingFaults(world: World): Promise<string[]> {
  const { host } = world.host;
  if (!host) return [];
  const { storage } = host.workspace;
  const { record } = await world.room();
  const faults: string[] = [];
  const stored = await storage.sessions(world.company.board);
  if (stored.filter(({ state }) => state === 'open').length > 1) faults.push('two workshops are open');
  for (const { id, state } of stored) {
    const rows = await storage.sessionCommands(id);
    const digests = rows.flatMap(({ command }) => (command.type === 'close' ? command.digest : []));
    const entries = record.entries.filter(
      ({ kind, body }) => kind === 'session-closed' && body?.['session'] === id,
    );
    const recorded = entries.map(({ body }) => body?.['digest']);
    if (JSON.stringify(recorded) !== JSON.stringify(digests))
      faults.push(
        `workshop ${id} was closed ${digests.length} times, in the record ${recorded.length} times`,
      );
    if (rows.some(({ rev }, at) => rev !== at + 1)) faults.push(`workshop ${id} lacks commands`);
    if (sessionOf(rows)?.state !== state) faults.push(`workshop ${id} is kept as ${state} and is not`);
    if (digests.length === 0) continue;
    met.add('a workshop that was closed');
    const minutes = await storage.minutes(id);
    const text = JSON.parse(minutes?.text ?? '{}') as Minutes;
    if (minutes?.digest !== digests.at(-1) || digestOfMinutes(text) !== minutes?.digest)
      faults.push(`workshop ${id} has other minutes than it was closed with`);
  }
  return faults;
}

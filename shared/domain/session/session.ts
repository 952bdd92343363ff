import { z } from 'zod';
import type { Rights } from '../people';
import { mayEdit, type Refusal } from '../policy';
import type { PersonCommand, SessionPatch, SessionPlan, StoredCommand } from './commands';
import { timerAfter, timerAt, TIMER_OFF, type Timer } from './timer';

/** Where the facilitator has everybody look; `gather` is the revision at which he asked all to come, 0 for not yet. */
export interface Focus {
  readonly view: string;
  readonly plan?: string;
  readonly cluster?: string;
  readonly gather: number;
}

/** Somebody without a device. The ID is of this workshop alone; the name is empty once it was taken out. */
export interface Seated {
  readonly id: string;
  readonly name: string;
}

/** A workshop as its commands make it. */
export interface SessionState {
  readonly rev: number;
  readonly state: 'planned' | 'open' | 'closed';
  readonly title: string;
  readonly minutes: number;
  readonly at: string | null;
  /** Who was to lead it, and may take it back from whoever does. */
  readonly appointed: string;
  readonly facilitator: string;
  readonly deputies: readonly string[];
  readonly item: string | null;
  /** How far the board's record went when that item was called up. */
  readonly since: number;
  readonly focus: Focus;
  readonly timer: Timer;
  /** A break: nothing moves until it goes on. */
  readonly held: boolean;
  /** Who raised a hand, in that order. */
  readonly hands: readonly string[];
  /** Who is done with the present item. */
  readonly done: readonly string[];
  readonly parked: readonly string[];
  /** Who is there without a device. */
  readonly seated: readonly Seated[];
  /** When it was first opened, and last; milliseconds since 1970. */
  readonly startedAt: number | null;
  readonly openedAt: number | null;
}

/** Where everybody looks before the facilitator says so. */
const AT_THE_ITEM: Focus = { view: 'item', gather: 0 };

/** The state that commands come to; null for none at all. Never throws: what a later version says changes nothing. */
export function sessionOf(commands: readonly StoredCommand[]): SessionState | null {
  return commands.reduce<SessionState | null>(stateAfter, null);
}

/** The state behind one more command. */
export function stateAfter(state: SessionState | null, stored: StoredCommand): SessionState | null {
  const { command, rev } = stored;
  if (command.type === 'plan') return state ?? { ...planned(command), rev };
  return state && { ...state, ...changeBy(state, stored), rev };
}

function planned({ title, facilitator, deputies, minutes, at }: SessionPlan): SessionState {
  return {
    rev: 0,
    state: 'planned',
    title,
    minutes,
    at: at ?? null,
    appointed: facilitator,
    facilitator,
    deputies: deputies ?? [],
    item: null,
    since: 0,
    focus: AT_THE_ITEM,
    timer: TIMER_OFF,
    held: false,
    hands: [],
    done: [],
    parked: [],
    seated: [],
    startedAt: null,
    openedAt: null,
  };
}

function changeBy(state: SessionState, { command, by, at, rev, head }: StoredCommand): Partial<SessionState> {
  switch (command.type) {
    case 'plan':
      return {};
    case 'change':
      return patched(state, command);
    case 'start':
      return { state: 'open', startedAt: state.startedAt ?? at, openedAt: at, since: head };
    case 'reopen':
      return { state: 'open', openedAt: at };
    case 'close':
    case 'lapse':
      return { state: 'closed', timer: TIMER_OFF, held: false, hands: [], done: [] };
    case 'item':
      return {
        item: command.item,
        since: head,
        focus: AT_THE_ITEM,
        done: [],
        parked: without(state.parked, command.item),
      };
    case 'focus': {
      const { view, plan, cluster } = command;
      const gather = isSamePlace(state.focus, command) ? state.focus.gather : 0;
      return { focus: { view, ...(plan ? { plan } : {}), ...(cluster ? { cluster } : {}), gather } };
    }
    case 'gather':
      return { focus: { ...state.focus, gather: rev } };
    case 'timer':
      return { timer: timerAfter(state.timer, command, at) ?? state.timer };
    case 'interrupt':
      return { timer: { state: 'paused', leftMs: command.leftMs } };
    case 'park':
      return { parked: [...without(state.parked, command.item), command.item] };
    case 'hold':
      return command.on
        ? { held: true, timer: timerAfter(state.timer, { do: 'pause' }, at) ?? state.timer }
        : { held: false };
    case 'handOver':
    case 'succeed':
      return { facilitator: command.to };
    case 'take':
      return { facilitator: by };
    case 'lower':
      return { hands: without(state.hands, command.member) };
    case 'seat':
      return { seated: [...state.seated, { id: seatOf(rev), name: command.name }] };
    case 'unseat':
      return { seated: state.seated.filter((each) => each.id !== command.person) };
    case 'hand':
      return { hands: command.up ? [...without(state.hands, by), by] : without(state.hands, by) };
    case 'ready':
      return { done: command.on ? [...without(state.done, by), by] : without(state.done, by) };
    default:
      return {};
  }
}

/** What somebody without a device is called by the commands: after the one that brought them in. */
function seatOf(rev: number): string {
  return `seat-${rev}`;
}

/** The revision that brought somebody in who has no device; null for what is no such ID. */
export function revOfSeat(person: string): number | null {
  const rev = Number(/^seat-(\d{1,9})$/.exec(person)?.[1]);
  return Number.isNaN(rev) ? null : rev;
}

function patched(state: SessionState, patch: SessionPatch): Partial<SessionState> {
  const { title, minutes, deputies, at, facilitator } = patch;
  return {
    title: title ?? state.title,
    minutes: minutes ?? state.minutes,
    deputies: deputies ?? state.deputies,
    at: at === undefined ? state.at : at,
    ...(facilitator === undefined ? {} : { facilitator, appointed: facilitator }),
  };
}

function isSamePlace(
  focus: Focus,
  to: { view: string; plan?: string | undefined; cluster?: string | undefined },
) {
  return focus.view === to.view && focus.plan === to.plan && focus.cluster === to.cluster;
}

function without(list: readonly string[], one: string): readonly string[] {
  return list.filter((each) => each !== one);
}

/** Why a command is not taken: it lies in the person, or in how things are. */
export type SessionObjection = { readonly to: 'person'; readonly reason: Refusal } | { readonly to: 'state' };

/** Whether somebody may lead workshops on a board that he may read: an editor whom an owner invited. */
export function mayLead(member: Rights): Refusal | null {
  return mayEdit(member) ?? (member.walkIn ? 'walk-in' : null);
}

/** Who may plan one, and change what is planned. While it is open, or after, that is for whoever leads it and for owners. */
export function mayPlan(state: SessionState | null, member: Rights): Refusal | null {
  const refusal = mayLead(member);
  if (refusal || !state || state.state === 'planned') return refusal;
  return leads(state, member) || member.role === 'owner' ? null : 'not-facilitator';
}

/** Whether a member leads it, with the rights he has now. */
export function leads(state: SessionState, member: Rights): boolean {
  return state.facilitator === member.id && mayLead(member) === null;
}

/**
 * Whether a command of this member counts.
 * @param to the rights of whom it hands the workshop over to; null for nobody who may read the board
 */
export function judgeCommand(
  state: SessionState,
  command: PersonCommand,
  member: Rights,
  now: number,
  to: Rights | null = null,
): SessionObjection | null {
  const reason = refusalOf(state, command, member, to);
  if (reason) return { to: 'person', reason };
  return fits(state, command, now) ? null : { to: 'state' };
}

function refusalOf(
  state: SessionState,
  { type }: PersonCommand,
  member: Rights,
  to: Rights | null,
): Refusal | null {
  if (!member.active) return 'removed';
  if (type === 'hand' || type === 'ready') return null;
  const refusal = mayLead(member);
  if (refusal) return refusal;
  if (type === 'take')
    return member.role === 'owner' || state.appointed === member.id ? null : 'not-facilitator';
  if (!leads(state, member)) return 'not-facilitator';
  // Nobody is made to lead who could not be asked to.
  return type === 'handOver' ? (to ? mayLead(to) : 'removed') : null;
}

function fits(state: SessionState, command: PersonCommand, now: number): boolean {
  switch (command.type) {
    case 'start':
      return state.state === 'planned';
    case 'reopen':
      return state.state === 'closed';
    case 'take':
    case 'handOver':
      return true;
    case 'unseat':
      // Also afterwards: a name is taken out whenever that is asked for.
      return state.seated.some(({ id: person }) => person === command.person);
    case 'gather':
      return state.state === 'open' && state.focus.gather === 0;
    case 'timer':
      return state.state === 'open' && timerAfter(state.timer, command, now) !== null;
    default:
      return state.state === 'open';
  }
}

/** Whether a command would leave everything as it is: then it need not be kept. */
export function saysNothing(state: SessionState, command: PersonCommand, by: string): boolean {
  if (command.type === 'hand') return state.hands.includes(by) === command.up;
  if (command.type === 'ready') return state.done.includes(by) === command.on;
  return command.type === 'lower' && !state.hands.includes(command.member);
}

/** Somebody who takes part, and since when. */
export interface Attending {
  readonly rights: Rights;
  readonly since: number;
}

/** Who leads on when the facilitator is gone: a deputy, an owner, the editor who is there longest and was invited. */
export function successorOf(state: SessionState, present: readonly Attending[]): string | null {
  const able = present
    .filter(({ rights }) => mayLead(rights) === null && rights.id !== state.facilitator)
    .sort((one, other) => one.since - other.since)
    .map(({ rights }) => rights);
  const deputy = state.deputies.find((id) => able.some((each) => each.id === id));
  return deputy ?? able.find(({ role }) => role === 'owner')?.id ?? able[0]?.id ?? null;
}

const id = z.string();
/** What everybody is shown of a workshop, whole. */
export const sessionView = z.object({
  id,
  board: id,
  rev: z.number(),
  state: z.enum(['planned', 'open', 'closed']),
  title: z.string(),
  minutes: z.number(),
  /** When it is to begin, ISO 8601; null: not said. */
  at: z.string().nullable(),
  facilitator: id,
  /** Who was to lead it, and may take it back. */
  appointed: id,
  deputies: z.array(id),
  item: id.nullable(),
  /** How far the board's record went when it was called up: what has a higher number happened since. Hosts of before do not say. */
  since: z.number().default(0),
  focus: z.object({
    view: z.string(),
    plan: id.optional(),
    cluster: id.optional(),
    /** The revision at which everybody was asked to come; 0: not yet. */
    gather: z.number(),
  }),
  timer: z.discriminatedUnion('state', [
    z.object({ state: z.literal('off') }),
    z.object({ state: z.literal('running'), endsAt: z.number() }),
    z.object({ state: z.literal('paused'), leftMs: z.number() }),
    z.object({ state: z.literal('ended'), endsAt: z.number() }),
  ]),
  held: z.boolean(),
  hands: z.array(id),
  done: z.array(id),
  parked: z.array(id),
  /** Who is there without a device. */
  seated: z.array(z.object({ id, name: z.string() })),
  /** Members who take part with any device while it is open, by whoever came first; phones open no board. Hosts of before do not say. */
  present: z.array(id).default([]),
  /** The round that is open in it. */
  round: id.nullable(),
  /** The host's clock when it was told. */
  now: z.number(),
});
export type SessionView = z.infer<typeof sessionView>;

/** A workshop as everybody is shown it. */
export function viewOf(
  place: { readonly id: string; readonly board: string },
  state: SessionState,
  { present, round, now }: Pick<SessionView, 'present' | 'round' | 'now'>,
): SessionView {
  const { rev, title, minutes, at, facilitator, appointed, item, since, focus, held } = state;
  return {
    id: place.id,
    board: place.board,
    rev,
    state: state.state,
    title,
    minutes,
    at,
    facilitator,
    appointed,
    deputies: [...state.deputies],
    item,
    since,
    focus,
    timer: timerAt(state.timer, now),
    held,
    hands: [...state.hands],
    done: [...state.done],
    parked: [...state.parked],
    seated: [...state.seated],
    present,
    round,
    now,
  };
}

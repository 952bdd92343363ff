import type { ReadMinutes } from '../../../../shared/api/sessions';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import type { RecordEntry, ReturnPromise, Statement } from '../../../../shared/domain/record';
import type { Material } from '../../../../shared/domain/plan';
import type { SessionView } from '../../../../shared/domain/session/session';
import { versionsOf } from '../../../../shared/domain/versions';

/** So long a handshake is on the stage: long enough to read its sentence aloud. */
const HANDSHAKE_MS = 60_000;

/** An approval, with what both sides promised. */
export interface Handshake {
  readonly seq: number;
  /** Milliseconds since 1970 by the host's clock. */
  readonly at: number;
  readonly by: string;
  readonly snapshot: Material;
  readonly statement: Statement;
  /** Whoever submitted the plan, and promised that in return. */
  readonly submitter: string;
  readonly returnPromise: readonly ReturnPromise[];
}

/** What stands in the middle. */
export type Centre =
  | { readonly show: 'handshake'; readonly handshake: Handshake }
  | { readonly show: 'round'; readonly round: string }
  | { readonly show: 'plan'; readonly plan: string }
  | { readonly show: 'nothing' };

/** The round that the stage saw last, and the item during which it did. */
export interface Seen {
  readonly item: string | null;
  /** How far the record went when the item was called up. */
  readonly since: number;
  readonly round: string | null;
  /** When the round was opened, as {@link Handshake.at}; null until that is known. */
  readonly openedAt: number | null;
}

/** The workshop that a stage is about: the open one, else the next, else the last. The newest comes first. */
export function workshopOf(views: readonly SessionView[]): SessionView | null {
  const open = views.find(({ state }) => state === 'open');
  const planned = views.filter(({ state }) => state === 'planned').at(-1);
  return open ?? planned ?? views[0] ?? null;
}

/** The item that the workshop is at. */
export function itemOf(view: SessionView, agenda: readonly AgendaItem[]): AgendaItem | null {
  return agenda.find(({ id }) => id === view.item) ?? null;
}

/** What a stage that is opened now has seen: nothing of what was before the item. */
export function seenFirst({ item, since, round }: Pick<SessionView, 'item' | 'since' | 'round'>): Seen {
  return { item, since, round, openedAt: null };
}

/** A round stays until the next item: first as it runs, then its result. */
export function seenNow(before: Seen, view: Pick<SessionView, 'item' | 'since' | 'round'>): Seen {
  // A round that runs is not over because the item is.
  if (before.item !== view.item || before.since !== view.since) return seenFirst(view);
  if (view.round === null || before.round === view.round) return before;
  return { ...before, round: view.round, openedAt: null };
}

/** Once it is known when a round was opened. */
export function seenOpening(seen: Seen, { id, openedAt }: { id: string; openedAt: string }): Seen {
  return seen.round === id && seen.openedAt === null ? { ...seen, openedAt: Date.parse(openedAt) } : seen;
}

/** Whether the item, or the round, is newer than an agreement. Of a round it takes a moment to know; until then it is what all look at. */
export function isOvertaken({ seq, at }: Pick<Handshake, 'seq' | 'at'>, seen: Seen): boolean {
  if (seq <= seen.since) return true;
  return seen.round !== null && (seen.openedAt === null || at <= seen.openedAt);
}

/**
 * What a stage that was not there when a round of its item was closed has to show: the last one's result, as if it had been.
 * What was closed when the item was talked about before is not shown again.
 * @param minutes as they are while no round runs
 */
export function caughtUp(seen: Seen, { items, outcomes }: RoundsOfMinutes, session: string): Seen {
  const own = new Map(outcomes.flatMap((round) => (round.session === session ? [[round.id, round]] : [])));
  const closed = items
    .find(({ item }) => item === seen.item)
    ?.rounds.findLast(({ seq, body }) => seq > seen.since && own.has(body.round ?? ''));
  const round = own.get(closed?.body.round ?? '');
  if (!round || round.id === seen.round) return seen;
  return { ...seen, round: round.id, openedAt: Date.parse(round.openedAt) };
}

/** What minutes say of rounds. */
interface RoundsOfMinutes {
  readonly items: readonly Pick<ReadMinutes['items'][number], 'item' | 'rounds'>[];
  readonly outcomes: readonly Pick<ReadMinutes['outcomes'][number], 'id' | 'session' | 'openedAt'>[];
}

/** The newest thing that all have to look at comes first. */
export function centreOf(about: {
  readonly view: SessionView;
  readonly item: AgendaItem | null;
  readonly plans: ReadonlySet<string>;
  readonly handshake: Handshake | null;
  readonly round: string | null;
}): Centre {
  const { view, item, plans, handshake, round } = about;
  if (handshake) return { show: 'handshake', handshake };
  if (round !== null) return { show: 'round', round };
  const plan = [view.focus.plan, item?.ref].find((each) => each !== undefined && plans.has(each));
  return plan === undefined ? { show: 'nothing' } : { show: 'plan', plan };
}

/**
 * The agreement of this very minute, by the host's clock.
 * @param agreed whether a plan is agreed as it was submitted: where it takes two approvals the first is no handshake
 */
export function handshakeOf(
  entries: readonly RecordEntry[],
  agreed: (plan: string) => boolean,
  now: number,
): Handshake | null {
  const entry = entries.findLast(({ kind }) => kind === 'decision');
  const statement = entry?.statement;
  if (!entry?.plan || !statement || !('verdict' in statement) || statement.verdict !== 'approve') return null;
  if (now - Date.parse(entry.at) >= HANDSHAKE_MS || !agreed(entry.plan)) return null;
  const version = versionsOf(entries).get(entry.seq);
  if (!version) return null;
  const submission = entries.find(({ seq }) => seq === version.seq);
  const submitted = submission?.statement;
  const returnPromise = submitted && 'returnPromise' in submitted ? (submitted.returnPromise ?? []) : [];
  return {
    seq: entry.seq,
    at: Date.parse(entry.at),
    by: entry.by,
    snapshot: version.snapshot,
    statement,
    submitter: submission?.by ?? '',
    returnPromise,
  };
}

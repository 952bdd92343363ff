import { feedFilter, type FeedBody, type FeedFilter, type FeedView } from '../../shared/api/contract';
import { newId, newSecret } from '../../shared/domain/ids';
import type { Material } from '../../shared/domain/plan';
import { hashSecret } from '../base/crypto';
import { instantOf, type Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import { mayRead } from '../board/boards';
import { refuseWalkIn } from '../people/walk-ins';
import type { Storage, StoredFeed, StoredMember } from '../storage/storage';
import type { CalendarAsked } from './calendar-files';

export interface FeedPorts {
  readonly storage: Pick<Storage, 'boards' | 'feed' | 'feedsOf' | 'member' | 'write'>;
  readonly ports: Pick<Ports, 'clock' | 'random'>;
  readonly company: () => string;
}

/** So many subscriptions a member may have. */
const MOST = 50;

/**
 * Calendar subscriptions: an address that a calendar program asks again and again, known by its secret. Each time it shows
 * what its member may read at that moment, agreed plans only; once he is no member, nothing.
 */
export class Feeds {
  readonly #ports: FeedPorts;

  constructor(ports: FeedPorts) {
    this.#ports = ports;
  }

  /** @throws ProblemError */
  async make(
    member: StoredMember,
    body: FeedBody,
  ): Promise<{
    readonly id: string;
    readonly secret: string;
  }> {
    // His access ends with the workshop; an address would go on.
    refuseWalkIn(member);
    const { storage, ports } = this.#ports;
    const [board, filter] = [body.board ?? null, body.filter ?? {}];
    const boards = await storage.boards();
    if (board !== null && !boards.some(({ id }) => id === board))
      throw new ProblemError('not-found', 'there is no such board');
    if (board !== null && !mayRead(member, board))
      throw new ProblemError('not-allowed', 'you are not invited to this board');
    if ((await storage.feedsOf(member.id)).length >= MOST)
      throw new ProblemError('not-allowed', 'you have too many subscriptions', { reason: 'too-many' });
    const [id, secret] = [newId(ports.random), newSecret(ports.random)];
    const stored = { id, hash: hashSecret(secret), member: member.id, board, filter: JSON.stringify(filter) };
    await storage.write({ feeds: [{ ...stored, createdAt: instantOf(ports.clock) }] });
    return { id, secret };
  }

  async of(member: StoredMember): Promise<FeedView[]> {
    const feeds = await this.#ports.storage.feedsOf(member.id);
    return feeds.map(({ id, board, filter, createdAt }) => ({
      id,
      board,
      filter: filterOf(filter),
      createdAt,
    }));
  }

  /** Ends one of one's own. @throws ProblemError */
  async end(member: StoredMember, id: string): Promise<void> {
    const { storage } = this.#ports;
    if (!(await storage.feedsOf(member.id)).some((feed) => feed.id === id))
      throw new ProblemError('not-found', 'there is no such subscription');
    await storage.write({ endFeed: id });
  }

  /** What a subscription shows now. @throws ProblemError where the secret is none, or its member may read nothing of it any more */
  async read(secret: string): Promise<CalendarAsked> {
    const { storage, company } = this.#ports;
    const feed = await storage.feed(hashSecret(secret));
    const member = feed && (await storage.member(feed.member));
    if (!feed || !member?.active) throw notFound();
    const readable = (await storage.boards()).filter(({ id }) => mayRead(member, id));
    const boards = feed.board === null ? readable : readable.filter(({ id }) => id === feed.board);
    if (feed.board !== null && boards.length === 0) throw notFound();
    const filter = filterOf(feed.filter);
    return {
      boards: boards.map(({ id, title }) => ({ id, title })),
      title: feed.board === null ? company() : (boards[0]?.title ?? ''),
      format: 'ics',
      scope: 'agreed',
      lang: filter.lang ?? 'en',
      only: { name: feed.filter, has: (material) => matches(material, filter) },
      endsOnly: filter.endsOnly ?? false,
    };
  }
}

function notFound(): ProblemError {
  return new ProblemError('not-found', 'there is no such subscription');
}

function filterOf(text: StoredFeed['filter']): FeedFilter {
  return feedFilter.safeParse(JSON.parse(text)).data ?? {};
}

function matches(material: Material, { kind, channels, regions }: FeedFilter): boolean {
  const isKind = kind === undefined || (material['kind'] ?? 'campaign') === kind;
  return isKind && hasOneOf(material['channels'], channels) && hasOneOf(material['regions'], regions);
}

function hasOneOf(values: unknown, wanted: readonly string[] | undefined): boolean {
  return (
    wanted === undefined || (Array.isArray(values) && values.some((value) => wanted.includes(String(value))))
  );
}

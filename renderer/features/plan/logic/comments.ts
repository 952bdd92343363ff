import { beginsWith, fold, type Folded } from '../../../../shared/domain/text/fold';
import type { Member } from '../../../../shared/domain/people';
import type { CommentJson } from '../../../../shared/doc/threads';

/** The name being typed after an @ at the caret. */
export interface MentionQuery {
  readonly from: number;
  readonly text: string;
}

type Named = Pick<Member, 'id' | 'name' | 'active'>;

/** What stands between the last @ and the caret, if it can still become a name. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  if (at < 0 || (at > 0 && !/[\s([{„"'«]/.test(before[at - 1] ?? ''))) return null;
  const typed = before.slice(at + 1);
  // A name has a few words: more than that is a sentence.
  return typed.length <= 40 && !/[\n@]/.test(typed) && typed.split(' ').length <= 3
    ? { from: at, text: typed }
    : null;
}

/** Active members with a word of their name beginning as typed, best first, at most six. */
export function suggestions<M extends Named>(members: Iterable<M>, query: string): M[] {
  const wanted = fold(query.trim());
  return [...members]
    .filter((member) => member.active && matches(member.name, wanted))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, 6);
}

/** The text with the typed query replaced by the member's name, and where the caret belongs. */
export function insertMention(
  text: string,
  query: MentionQuery,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const head = `${text.slice(0, query.from)}@${name} `;
  return { text: head + text.slice(caret).replace(/^ /, ''), caret: head.length };
}

function matches(name: string, wanted: Folded): boolean {
  return [name, ...name.split(/[\s-]+/)].some((part) => beginsWith(fold(part), wanted));
}

/** Who wrote a comment or opened a thread, and whether somebody else has changed it since. */
export interface Authorship {
  /** Null as long as the host has not said whose client it was. */
  readonly memberId: string | null;
  readonly tamperedBy: string | null;
  readonly tampered: boolean;
}

/**
 * The author is the member to whom the client ID of the comment's or thread's item belongs (DESIGN section 3). The
 * same member may edit from another window, so owners are compared, not client IDs.
 */
export function authorshipOf(
  { clientId, writerIds }: Pick<CommentJson, 'clientId' | 'writerIds'>,
  owners: ReadonlyMap<number, string>,
): Authorship {
  const memberId = owners.get(clientId) ?? null;
  const stranger = writerIds.find(
    (writer) => writer !== clientId && (memberId === null || owners.get(writer) !== memberId),
  );
  const tampered = stranger !== undefined;
  return { memberId, tampered, tamperedBy: tampered ? (owners.get(stranger) ?? null) : null };
}

/**
 * The Yjs document of a board.
 *
 *   meta      Y.Map   { version }
 *   plans     Y.Map   planId -> Y.Map {
 *                       kind title goal audience message start end currency ownerId   string
 *                       budgetMinor expectedEnquiries                                 number
 *                       channels regions                                              Y.Array<string>
 *                       brief                                                         Y.XmlFragment
 *                       rank color                                                    string   (immaterial)
 *                       tags                                                          Y.Array<string> (immaterial)
 *                       meta                                                          Y.Map    (immaterial) }
 *   threads   Y.Map   threadId -> Y.Map { plan, field?, at, resolved?,
 *                                         comments: Y.Map commentId -> Y.Map { text, at, mentions: Y.Array<memberId> } }
 *   insights  Y.Map   (market knowledge, to come)
 *   notes     Y.Map   (the wall, to come)
 *   agenda    Y.Map   (sessions, to come)
 *
 * Nested types are born in the transaction that makes their plan, thread or comment. Who wrote a comment is
 * no field: it is the member to whom the client ID of the comment's item belongs. Status, decisions, members
 * and policy are never in here.
 */
export const ROOTS = ['meta', 'plans', 'threads', 'insights', 'notes', 'agenda'] as const;
export type Root = (typeof ROOTS)[number];

/** Version of this drawing; the host migrates older documents before anyone syncs. */
export const SCHEMA_VERSION = 1;

/** Nested types of a plan beside its brief: made with it, never replaced. */
export const PLAN_ARRAYS = ['channels', 'regions', 'tags'] as const;

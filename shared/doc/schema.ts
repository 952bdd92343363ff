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
 *                       gone?                                              true or number     (immaterial)
 *                       meta                                                          Y.Map    (immaterial) }
 *   threads   Y.Map   threadId -> Y.Map { plan, field?, at, turn?, resolved?,
 *                                         comments: Y.Map commentId -> Y.Map { text, at, turn?, edited?,
 *                                                                              mentions: Y.Array<string> } }
 *   insights  Y.Map   (market knowledge, to come)
 *   notes     Y.Map   noteId -> Y.Map { text: Y.Text, place, color, gone?, from? }
 *   clusters  Y.Map   clusterId -> Y.Map { title: Y.Text, place, gone? }
 *   agenda    Y.Map   itemId -> Y.Map { session, kind, ref, title, minutes, rank, remarks: Y.Text, gone? }
 *   tasks     Y.Map   taskId -> Y.Map { text, ownerId, dueOn, from, doneOn?, outcome?,
 *                                       gone?, promise?: Y.Map { seq, index } }
 *
 * Nested types are born in the transaction that makes their plan, thread, comment or whatever else. Who wrote a
 * comment is no field: it is the member to whom the client ID of the comment's item belongs. Who deleted a plan is told
 * the same way, by the item `gone`; nothing else of the plan is touched, so that it comes back whole. Then `gone` is a
 * number, by which its history tells who took it back: the last entry of the record that he had seen. Status, decisions,
 * members and policy are never in here.
 *
 * `turn` is a number that is higher than that of everything its writer saw, so that an answer stands behind its
 * question whatever the clocks say (`turns.ts`). `mentions` are told in `shared/domain/text/mentions.ts`, `place` of a
 * note is one string: `w x y` on the wall, `c CLUSTER RANK` in a cluster. `gone` of an item or a task is what it said
 * when it was taken off: it is off as long as it says nothing else.
 */
export const ROOTS = [
  'meta',
  'plans',
  'threads',
  'insights',
  'notes',
  'clusters',
  'agenda',
  'tasks',
] as const;
export type Root = (typeof ROOTS)[number];

/** Version of this drawing; the host migrates older documents before anyone syncs. */
export const SCHEMA_VERSION = 2;

/** Nested types of a plan beside its brief: made with it, never replaced. */
export const PLAN_ARRAYS = ['channels', 'regions', 'tags'] as const;

import type { InboxWhy } from '../../shared/api/inbox';
import { deletionOf, planMap } from '../../shared/doc/board-doc';
import { readHistory, type History } from '../../shared/domain/history';
import type { ItemChange, NumberedItem, StoredItem, StoredTouch } from '../storage/storage';
import { concernedBy, titleOf, type Ground, type Told } from './causes';

/**
 * What others made of a plan after somebody had decided about it: another one, or nothing. Of each kind one item of a plan stands
 * before him at a time, and names the version, or the deletion, that it tells of: what he has read is told again only once it
 * is another one, by whomever; while he has not, the same hand going on is nothing new, and another hand takes its place.
 */

/** Those who decided about a plan that others have changed since or, having approved it, deleted, and whose it is, by what a commit touched. */
export function toldByAlterations(ground: Ground, touches: readonly StoredTouch[]): Told[] {
  const touched = new Map<string, StoredTouch[]>();
  for (const touch of touches)
    if (touch.kind === 'plan') touched.set(touch.id, [...(touched.get(touch.id) ?? []), touch]);
  return [...touched].flatMap(([plan, own]) => {
    const history = readHistory(plan, ground.room.record.entries);
    const deleted = ground.room.document.holds(plan) ? [] : toldByDeletion(ground, plan, history, own);
    return [...toldByChanges(ground, plan, history, own), ...deleted];
  });
}

/**
 * Of a plan that is in the bin, what was changed before: told to nobody, but remembered, as whoever takes it back did not
 * change it. Where nothing else is known of this commit than that, it is told without a hand: see {@link retold}.
 */
function toldByChanges(
  { room: { document }, readers }: Ground,
  plan: string,
  history: History,
  touches: readonly StoredTouch[],
): Told[] {
  const { changing, now, back } = changesIn(touches, document.plan(plan)?.digest ?? '');
  return decisionsIn(history).flatMap(({ by: member, digest }): Told[] => {
    if (!readers.has(member) || digest === now || now === '') return [];
    const other = changing.findLast(({ by }) => by !== member);
    const at = (other ?? back)?.at;
    if (at === undefined) return [];
    const title = history.submission ? titleOf(history.submission) : '';
    const facts = other ? { by: other.by, title } : { title };
    return [{ member, why: 'changed', plan, of: `${digest} ${now}`, at, facts, isBulk: true }];
  });
}

/**
 * Of the touches of a plan, those that made it another one: whoever wrote what stood there already changed nothing, nor did whoever
 * put it into the bin or took it out.
 * @returns also which version it led to, the last one where it is in the bin, and who took it out of where it had lain before
 */
function changesIn(
  touches: readonly StoredTouch[],
  now: string,
): { changing: StoredTouch[]; now: string; back: StoredTouch | null } {
  const changing: StoredTouch[] = [];
  let [before, back]: [string | null, StoredTouch | null] = [null, null];
  let group: StoredTouch[] = [];
  touches.forEach((touch, index) => {
    group.push(touch);
    if (touch.was === null) return;
    const after = touches.slice(index + 1).find(({ was }) => was !== null)?.was ?? now;
    if (touch.was !== '') before = touch.was;
    if (after !== '') {
      if (before === null) back = touch;
      else if (after !== before) changing.push(...group);
      before = after;
    }
    group = [];
  });
  return { changing, now: before ?? '', back };
}

/** Who puts a plan into the bin that lies there already deletes nothing. */
function toldByDeletion(
  ground: Ground,
  plan: string,
  history: History,
  touches: readonly StoredTouch[],
): Told[] {
  const { room, readers } = ground;
  const touch = touches.findLast(({ was }) => was !== null && was !== '');
  const deletion = deletionOf(room.document.doc, plan);
  if (!touch || !deletion) return [];
  const owner = deletion.clientId === null ? touch.by : room.document.owners.get(deletion.clientId);
  const by = owner ?? touch.by;
  const facts = {
    by,
    title: titleThere(ground, plan) ?? (history.submission ? titleOf(history.submission) : ''),
  };
  return [...losersBy(ground, plan, history)]
    .filter((member) => member !== by && readers.has(member))
    .map((member) => ({ member, why: 'deleted', plan, of: deletion.id, at: touch.at, facts, isBulk: true }));
}

/** Approvals that stand, each for the version that was approved; none once a newer one was submitted. */
function approvalsIn({ agreement, submission, decisions, ended }: History): { by: string; digest: string }[] {
  if (!submission || ended === 'withdrawn' || ended === 'closed') return [];
  if (agreement && agreement.seq > submission.seq)
    return agreement.approvals.map(({ by }) => ({ by, digest: agreement.digest }));
  const lastWords = new Map(decisions.map((decision) => [decision.by, decision.verdict]));
  return [...lastWords].flatMap(([by, verdict]) =>
    verdict === 'approve' ? [{ by, digest: submission.digest }] : [],
  );
}

/** Those who have decided about the last submission, whatever they said, each with the version it was. */
function decisionsIn(history: History): { by: string; digest: string }[] {
  const { submission, decisions, ended } = history;
  if (!submission || ended === 'withdrawn' || ended === 'closed') return [];
  const approvals = approvalsIn(history);
  const others = new Set(decisions.map(({ by }) => by));
  for (const { by } of approvals) others.delete(by);
  return [...approvals, ...[...others].map((by) => ({ by, digest: submission.digest }))];
}

/** Whom it concerns that a plan is deleted: who agreed to it, also while a newer version is in review, and whose it is. */
function losersBy(ground: Ground, plan: string, history: History): Set<string> {
  const isOver = history.ended === 'withdrawn' || history.ended === 'closed';
  const inForce = isOver ? [] : (history.agreement?.approvals ?? []);
  const owner = planMap(ground.room.document.doc, plan)?.get('ownerId');
  return new Set([
    ...inForce.map(({ by }) => by),
    ...approvalsIn(history).map(({ by }) => by),
    ...(history.submission ? concernedBy(history.submission) : []),
    ...(typeof owner === 'string' ? [owner] : []),
  ]);
}

function titleThere({ room }: Ground, plan: string): string | null {
  const title = planMap(room.document.doc, plan)?.get('title');
  return typeof title === 'string' ? title : null;
}

/** Whether what was told of a change or a deletion still stands. */
export function alterationStands(
  ground: Ground,
  history: History,
  { why, plan, member, of }: StoredItem,
): boolean {
  const { document } = ground.room;
  const id = plan ?? '';
  if (why === 'deleted') return !document.holds(id) && losersBy(ground, id, history).has(member);
  const [decided = ''] = of.split(' ');
  const isDecided = decisionsIn(history).some(({ by, digest }) => by === member && digest === decided);
  return isDecided && document.holds(id) && !document.standsAs(id, decided);
}

/** Whether it is told of one plan at a time, by the rules above. */
export function isAlteration({ why }: Pick<StoredItem, 'why'>): boolean {
  return why === 'changed' || why === 'deleted';
}

/**
 * What becomes of the items about one plan, of one kind, that somebody has, when another is told.
 * @param known every one of them, whether it stands or not
 * @returns whether to insert `told`, and what becomes of the others
 */
export function retold(
  known: readonly NumberedItem[],
  told: StoredItem,
): { readonly item: StoredItem | null; readonly changes: readonly ItemChange[] } {
  if (told.why === 'changed' && told.facts.by === undefined) {
    const [approved] = told.of.split(' ');
    const about = known.filter(({ of }) => of.startsWith(`${approved} `)).sort((a, b) => a.n - b.n);
    const last = known.find(({ id }) => id === told.id) ?? about.at(-1);
    if (!last) return { item: null, changes: [] };
    return retold(known, {
      ...told,
      at: last.at,
      line: last.line,
      facts: { ...told.facts, by: last.facts.by },
    });
  }
  const same = known.find(({ id }) => id === told.id);
  if (!told.live) {
    // It was changed and lies in the bin: to be told once it is back.
    if (!same || same.state === 'done') return { item: same ? null : told, changes: [] };
    return { item: null, changes: [{ ...idOf(same), ...retoldAs(same, told) }] };
  }
  const before = known.filter(({ live, id }) => live && id !== told.id);
  const leaves = before.map((each) => ({ ...idOf(each), live: false }));
  if (same?.live) return { item: null, changes: leaves };
  // He has read this very version: that it is there again is nothing new.
  if (same?.state === 'done') return { item: null, changes: [...leaves, { ...idOf(same), live: true }] };
  const unread = before.find(({ state }) => state === 'new' || state === 'later');
  if (unread && unread.facts.by === told.facts.by) return { item: null, changes: [] };
  const state = told.state === 'new' && unread?.state === 'later' ? 'later' : told.state;
  if (!same) return { item: { ...told, state }, changes: leaves };
  return { item: null, changes: [...leaves, { ...idOf(same), live: true, state, ...retoldAs(same, told) }] };
}

/** How many lines an item has left are remembered: a window asks for what changed long before they are that many. */
const LEFT = 20;

/** It may be of another line now: windows that ask only for what changed have to hear that the one it was in is another, too. */
function retoldAs(
  { line: before, facts: { left = [] } }: StoredItem,
  { at, line, facts }: StoredItem,
): Pick<ItemChange, 'at' | 'line' | 'facts'> {
  const all = line === before ? left : [...left, before].slice(-LEFT);
  return { at, line, facts: all.length > 0 ? { ...facts, left: all } : facts };
}

/**
 * What becomes of the items about one plan, of one kind, that somebody has, where a restore brings its board back as it was. The item
 * that tells of the very version, or deletion, that is there again stands again unless he has read it, and no other does. Where
 * none tells of it, as one hand went on from version to version, it is the one that stood last.
 * @param known every one of them, whether it stands or not
 * @param seen the version that he saw last
 */
export function restored(ground: Ground, known: readonly NumberedItem[], seen: string | null): ItemChange[] {
  const [first] = known;
  if (!first) return [];
  const { why, member, plan } = first;
  const history = readHistory(plan ?? '', ground.room.record.entries);
  const present = presentOf(ground, why, plan ?? '', member);
  const unread = known.filter(({ state }) => state !== 'done');
  const isKnown = present === null || (why === 'changed' && present.endsWith(` ${seen}`));
  const standing = isKnown ? [] : unread.filter((item) => alterationStands(ground, history, item));
  const exact = known.find(({ of }) => of === present);
  const last = why === 'changed' ? [...standing].sort((a, b) => a.n - b.n).at(-1) : undefined;
  const back = exact ?? standing.find(({ live }) => live) ?? last;
  return unread.flatMap((item) => {
    const live = item === back && standing.includes(item);
    return live === item.live ? [] : [{ ...idOf(item), live }];
  });
}

/** What an item of this kind would name that tells somebody of what stands there now; null where it is his own doing, or nothing. */
function presentOf(
  { room: { document, record } }: Ground,
  why: InboxWhy,
  plan: string,
  member: string,
): string | null {
  if (why === 'deleted') {
    const deletion = document.holds(plan) ? null : deletionOf(document.doc, plan);
    const client = deletion?.clientId ?? null;
    const by = client === null ? null : document.owners.get(client);
    return deletion && by !== member ? deletion.id : null;
  }
  const decision = decisionsIn(readHistory(plan, record.entries)).find(({ by }) => by === member);
  const now = document.plan(plan)?.digest;
  return decision && now !== undefined ? `${decision.digest} ${now}` : null;
}

function idOf({ member, id }: StoredItem): Pick<ItemChange, 'member' | 'id'> {
  return { member, id };
}

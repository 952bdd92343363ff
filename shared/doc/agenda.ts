import * as Y from 'yjs';
import { generateKeyBetween } from 'fractional-indexing';
import { CLOSING } from '../domain/session/agenda';
import type { AgendaItem } from '../domain/session/minutes';
import { root, type BoardMap } from './board-doc';
import { together } from './commands';
import { isTakenOff, markTakenOff } from './taken-off';

/** What people write on an item. */
const TEXTS = ['title', 'minutes', 'remarks'];

/** What a new item of an agenda starts with. */
export interface NewAgendaItem {
  readonly id: string;
  readonly session: string;
  readonly kind: string;
  /** The plan or task it is about. */
  readonly ref?: string;
  readonly title: string;
  readonly minutes: number;
}

/** Puts an item at the end of its workshop's agenda, yet before the one that closes it. An ID that is taken stays with the item that has it. */
export function addAgendaItem(doc: Y.Doc, item: NewAgendaItem): void {
  const agenda = root(doc, 'agenda');
  if (agenda.has(item.id)) return;
  const others = readAgenda(doc, item.session);
  const closing = others.at(-1)?.kind === CLOSING ? (others.pop()?.rank ?? null) : null;
  const ranks = others.map(({ rank }) => rank);
  together(doc, () =>
    agenda.set(
      item.id,
      new Y.Map<unknown>([
        ['session', item.session],
        ['kind', item.kind],
        ['ref', item.ref ?? ''],
        ['title', item.title],
        ['minutes', item.minutes],
        ['rank', rankBehind(ranks, closing)],
        ['remarks', new Y.Text()],
      ]),
    ),
  );
}

/** Sets the title or the minutes of an item. */
export function setAgendaField(
  doc: Y.Doc,
  item: string,
  field: 'title' | 'minutes',
  value: string | number,
): void {
  const map = agendaMap(doc, item);
  if (map && map.get(field) !== value) together(doc, () => map.set(field, value));
}

/** Moves an item behind another one of its workshop; null: to the beginning. */
export function moveAgendaItem(doc: Y.Doc, item: string, behind: string | null): void {
  const map = agendaMap(doc, item);
  const session = map?.get('session');
  if (!map || typeof session !== 'string') return;
  const others = readAgenda(doc, session).filter(({ id }) => id !== item);
  const at = behind === null ? 0 : others.findIndex(({ id }) => id === behind) + 1;
  const rank = rankBehind(
    others.slice(0, at).map((each) => each.rank),
    others[at]?.rank ?? null,
  );
  if (map.get('rank') !== rank) together(doc, () => map.set('rank', rank));
}

/** Takes an item off the agenda. What others write on it without knowing of this brings it back. */
export function removeAgendaItem(doc: Y.Doc, item: string): void {
  const map = agendaMap(doc, item);
  if (map && !isRemoved(map)) together(doc, () => markTakenOff(map, TEXTS));
}

/** Whether an item was taken off its agenda by somebody who knew all that is written on it. */
export function isRemoved(item: BoardMap): boolean {
  return isTakenOff(item, TEXTS);
}

/** The remarks of an item, for an editor to bind to; never created here. */
export function remarksOf(doc: Y.Doc, item: string): Y.Text | null {
  const remarks = agendaMap(doc, item)?.get('remarks');
  return remarks instanceof Y.Text ? remarks : null;
}

/**
 * Makes the remarks of an item say `text`: only what differs is taken out and put in, so that what others write beside it
 * stays.
 */
export function setRemarks(doc: Y.Doc, item: string, text: string): void {
  const remarks = remarksOf(doc, item);
  if (remarks && remarks.toJSON() !== text) together(doc, () => makeSay(remarks, text));
}

/** Within a transaction: takes out and puts in what differs. */
export function makeSay(running: Y.Text, text: string): void {
  const before = running.toJSON();
  const from = sharedStart(before, text);
  const until = sharedEnd(before.slice(from), text.slice(from));
  running.delete(from, before.length - from - until);
  running.insert(from, text.slice(from, text.length - until));
}

/** The agenda of a workshop, or of all, in order; whatever somebody put there that is none is left out. */
export function readAgenda(doc: Y.Doc, session?: string): AgendaItem[] {
  return itemsWhere(doc, (map) => !isRemoved(map), session);
}

/** What was taken off the agenda of a workshop. */
export function readRemoved(doc: Y.Doc, session: string): AgendaItem[] {
  return itemsWhere(doc, isRemoved, session);
}

function itemsWhere(doc: Y.Doc, wanted: (item: BoardMap) => boolean, session?: string): AgendaItem[] {
  const items: AgendaItem[] = [];
  root(doc, 'agenda').forEach((map, id) => {
    if (!(map instanceof Y.Map) || !wanted(map)) return;
    const item = itemJson(id, map);
    if (item && (session === undefined || item.session === session)) items.push(item);
  });
  return items.sort(byRank);
}

function itemJson(id: string, map: BoardMap): AgendaItem | null {
  const [session, minutes] = [map.get('session'), map.get('minutes')];
  if (typeof session !== 'string') return null;
  return {
    id,
    session,
    kind: text(map.get('kind')),
    ref: text(map.get('ref')),
    title: text(map.get('title')),
    minutes: typeof minutes === 'number' && minutes > 0 ? minutes : 0,
    rank: text(map.get('rank')),
    remarks: remarksIn(map),
  };
}

function remarksIn(item: BoardMap): string {
  const remarks = item.get('remarks');
  return remarks instanceof Y.Text ? remarks.toJSON() : text(remarks);
}

/** A rank behind all of these, and before another one; where somebody broke them there is no place between, so it goes last. */
function rankBehind(ranks: readonly string[], before: string | null): string {
  const last = ranks.at(-1) ?? null;
  try {
    return generateKeyBetween(last === '' ? null : last, before === '' ? null : before);
  } catch {
    return generateKeyBetween(null, null);
  }
}

function agendaMap(doc: Y.Doc, item: string): BoardMap | null {
  const map = root(doc, 'agenda').get(item);
  return map instanceof Y.Map ? map : null;
}

function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  // Half a character is none.
  return at > 0 && /[\uD800-\uDBFF]/.test(one[at - 1] ?? '') ? at - 1 : at;
}

function sharedEnd(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one.at(-1 - at) === other.at(-1 - at)) at++;
  return at > 0 && /[\uDC00-\uDFFF]/.test(one.at(-at) ?? '') ? at - 1 : at;
}

function byRank(one: AgendaItem, other: AgendaItem): number {
  if (one.rank !== other.rank) return one.rank < other.rank ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

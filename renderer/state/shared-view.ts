import { isCivilDate } from '../../shared/domain/dates';
import { DEPARTMENTS } from '../../shared/domain/people';
import { PLAN_STATES } from '../../shared/domain/status';
import { GROUPINGS } from '../../shared/domain/timeline/lanes';
import { ZOOMS } from '../../shared/domain/timeline/span';
import { EVERY_PLAN, LOOKS, type SharedView } from './calendar';

/** Which way of writing views this is. */
const VERSION = '1';
/** Of a name; and of a channel or a region, as long as plans may have one. */
export const LONGEST_NAME = 200;
const LONGEST_TEXT = 2_000;

/** A view as the end of an address. */
export function queryOf({
  name,
  from,
  look,
  zoom,
  grouping,
  firstMonth,
  totals,
  filter,
}: SharedView): string {
  const { agreedOnly, ...fields } = filter;
  const query = new URLSearchParams({
    view: VERSION,
    from,
    look,
    zoom,
    lanes: grouping,
    year: String(firstMonth),
  });
  if (name !== '') query.set('name', name);
  if (totals) query.set('totals', '1');
  if (agreedOnly) query.set('agreed', '1');
  for (const [field, value] of Object.entries(fields)) if (value !== null) query.set(field, value);
  return `?${query.toString()}`;
}

/** The end of an address that has to do with a view; null where it has none. */
export function viewIn(hash: string): string | null {
  const at = hash.indexOf('?');
  return at < 0 ? null : hash.slice(at);
}

/** Reads what {@link queryOf} wrote; null for anything else: half of a view would show other plans than were meant. */
export function viewOf(query: string): SharedView | null {
  const asked = new URLSearchParams(query);
  const take = (key: string) => {
    const value = asked.get(key);
    asked.delete(key);
    return value;
  };
  /** Undefined for what is none of them. */
  const oneOf = <V extends string>(of: readonly V[], value: string | null) =>
    of.find((each) => each === value);
  const maybe = <V extends string>(of: readonly V[], key: string) => {
    const value = take(key);
    return value === null ? null : oneOf(of, value);
  };
  const flag = (key: string) => maybe(['1'], key);
  const version = take('view');
  const [look, zoom, grouping] = [
    oneOf(LOOKS, take('look')),
    oneOf(ZOOMS, take('zoom')),
    oneOf(GROUPINGS, take('lanes')),
  ];
  const [from, firstMonth, name] = [take('from') ?? '', Number(take('year')), take('name') ?? ''];
  const [totals, agreed] = [flag('totals'), flag('agreed')];
  const [department, state] = [maybe(DEPARTMENTS, 'department'), maybe(PLAN_STATES, 'state')];
  const texts = { channel: take('channel'), region: take('region'), ownerId: take('ownerId') };
  const isWhole =
    version === VERSION &&
    isCivilDate(from) &&
    Number.isInteger(firstMonth) &&
    firstMonth >= 1 &&
    firstMonth <= 12 &&
    name.length <= LONGEST_NAME &&
    Object.values(texts).every((text) => text === null || text.length <= LONGEST_TEXT) &&
    [...asked.keys()].length === 0;
  if (!isWhole || !look || !zoom || !grouping) return null;
  if (totals === undefined || agreed === undefined || department === undefined || state === undefined)
    return null;
  const filter = { ...EVERY_PLAN, agreedOnly: agreed !== null, department, state, ...texts };
  return { name, from, look, zoom, grouping, firstMonth, totals: totals !== null, filter };
}

import * as Y from 'yjs';
import type { Place, Position } from './position';
import type { Accepted } from './update-check';

/** What a room knows of whose what is. */
export interface Whose {
  /** The member a client ID belongs to, if anybody. */
  owner(client: number): string | undefined;
  deleted(client: number, clock: number, length: number): boolean;
  position(client: number, clock: number): Position;
  /** Where structs begin that lie in a range. */
  startsWithin(client: number, clock: number, length: number): readonly number[];
  /** The client ID by which the value of a key was written that stands there now; null when there is none. */
  writerAt(place: Place): number | null;
}

/** Where something lies is nobody's: moving a note takes nothing from who wrote it. */
const MOVING = 'place';
/** By this key something is taken off the wall. */
const GONE = 'gone';

/** Whether an update deletes or overwrites what another member wrote, or takes it off the wall: walk-ins only add. */
export function takesFromOthers({ update, positions }: Accepted, member: string, known: Whose): boolean {
  const isOthers = (client: number) => {
    const owner = known.owner(client);
    return owner !== undefined && owner !== member;
  };
  const { structs, ds } = Y.decodeUpdate(update);
  const overwrites = structs.some((struct) => {
    if (!(struct instanceof Y.Item)) return false;
    const { client, clock } = struct.id;
    const { place } = positions.get(client, clock) ?? known.position(client, clock);
    if (!place || place.key === null) return false;
    if (place.key === GONE && typeof place.parent !== 'string') return isOthers(place.parent.client);
    const writer = place.key === MOVING ? null : known.writerAt(place);
    return writer !== null && isOthers(writer);
  });
  const deletes = [...ds.clients].some(
    ([client, ranges]) =>
      isOthers(client) &&
      ranges.some(({ clock, len }) =>
        known
          .startsWithin(client, clock, len)
          .some(
            (start) =>
              !known.deleted(client, start, 1) && known.position(client, start).place?.key !== MOVING,
          ),
      ),
  );
  return overwrites || deletes;
}

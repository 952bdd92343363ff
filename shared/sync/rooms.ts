/**
 * What a room's name says: `workspace` is the room of the whole workspace (the host tells what changed), `board:ID` that
 * of a board (its document, its record, who is there). Which kinds there are is the host's to know.
 */
export interface RoomName {
  readonly kind: string;
  /** What follows the kind; empty where there is only one room of it. */
  readonly id: string;
}

export function roomName({ kind, id }: RoomName): string {
  return id === '' ? kind : `${kind}:${id}`;
}

/** What the name in a URL says, percent-encoded or not; `null` when it is no room's. */
export function parseRoom(name: string): RoomName | null {
  const match = /^([a-z-]{1,32})(?::([A-Za-z0-9_-]{1,64}))?$/.exec(decode(name) ?? '');
  return match?.[1] === undefined ? null : { kind: match[1], id: match[2] ?? '' };
}

function decode(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}

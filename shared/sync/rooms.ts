import { WORKSPACE } from '../domain/record';

/** Rooms are `workspace` (nothing but pushes) and `board:ID` (a board's document, record pushes, presence). */
export type Room = { readonly kind: 'workspace' } | { readonly kind: 'board'; readonly board: string };

export function roomName(room: Room): string {
  return room.kind === 'workspace' ? WORKSPACE : `board:${room.board}`;
}

/** The room of a name as it stands in a URL, percent-encoded or not; `null` for anything else. */
export function parseRoom(name: string): Room | null {
  const decoded = decode(name);
  if (decoded === WORKSPACE) return { kind: 'workspace' };
  const match = /^board:([A-Za-z0-9_-]{1,64})$/.exec(decoded ?? '');
  return match?.[1] ? { kind: 'board', board: match[1] } : null;
}

function decode(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}

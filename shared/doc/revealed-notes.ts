import * as Y from 'yjs';
import { root } from './board-doc';

/** Where the notes of a round lie on the wall: side by side in rows, below everything that lies there. */
const GRID = { columns: 6, width: 240, height: 180 } as const;

export interface RevealedNote {
  readonly id: string;
  readonly text: string;
}

/**
 * Puts the notes of a round on the wall. Only keys that are not there yet are set, so that it can be written into a
 * document of its own and merged.
 * @param from ID of the round
 * @param top where the first row lies
 */
export function revealNotes(doc: Y.Doc, notes: readonly RevealedNote[], from: string, top: number): void {
  const wall = root(doc, 'notes');
  for (const [at, { id, text }] of notes.entries()) {
    const x = (at % GRID.columns) * GRID.width;
    const y = top + Math.floor(at / GRID.columns) * GRID.height;
    const note = new Y.Map<unknown>();
    note.set('text', new Y.Text(text));
    note.set('place', `w ${x} ${y}`);
    note.set('color', 'yellow');
    note.set('from', from);
    wall.set(id, note);
  }
}

/** Where there is room for a row below all notes on the wall; anybody may have written anything there. */
export function belowNotes(doc: Y.Doc): number {
  let top = 0;
  for (const note of root(doc, 'notes').values()) {
    const place: unknown = note instanceof Y.Map ? note.get('place') : null;
    const y = typeof place === 'string' ? Number(/^w \S+ (-?\d{1,7}(?:\.\d+)?)$/.exec(place)?.[1]) : NaN;
    if (y + GRID.height > top) top = y + GRID.height;
  }
  return top;
}

import { NOTHING_PROJECTED } from './projection';
import type { BoardState } from './types';

export interface BoardStore extends BoardState {
  /** Rises when the document behind it is another one. */
  readonly core: number;
}

/** Before there is anything of a board. */
export const NOTHING_SHOWN: Omit<BoardStore, 'boardId'> = {
  ...NOTHING_PROJECTED,
  loaded: false,
  owners: new Map(),
  people: [],
  saved: { state: 'saving', pending: 0 },
  fault: null,
  canUndo: false,
  canRedo: false,
  core: 0,
};

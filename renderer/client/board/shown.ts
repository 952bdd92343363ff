import type { BoardState } from './types';

/** What a board's document and record say, as screens see it. */
export type Projected = Pick<
  BoardState,
  'plans' | 'order' | 'gone' | 'deletedAgreed' | 'threads' | 'agenda' | 'tasks' | 'entries'
>;
export const NOTHING_PROJECTED: Projected = {
  plans: new Map(),
  order: [],
  gone: [],
  deletedAgreed: [],
  threads: new Map(),
  agenda: [],
  tasks: [],
  entries: [],
};

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
  overwritten: [],
  canUndo: false,
  canRedo: false,
  core: 0,
};

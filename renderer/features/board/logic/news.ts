import { useEffect } from 'react';
import { create } from 'zustand';
import { useBoard, useWatchBoardNews } from '../../../client';

/** By board: the plans on which something is new for this person. */
const useFound = create<Readonly<Record<string, ReadonlySet<string>>>>(() => ({}));
const NOTHING: ReadonlySet<string> = new Set();

/** The plans of the board on which something is new since this person looked last. */
export function useNews(): ReadonlySet<string> {
  const boardId = useBoard((board) => board.boardId);
  return useFound((found) => found[boardId] ?? NOTHING);
}

/** The same, looked after as long as the caller is shown. */
export function useWatchedNews(): ReadonlySet<string> {
  const boardId = useBoard((board) => board.boardId);
  const watch = useWatchBoardNews();
  useEffect(() => watch((plans) => useFound.setState({ [boardId]: plans })), [watch, boardId]);
  return useNews();
}

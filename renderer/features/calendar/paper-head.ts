import { useMemo } from 'react';
import type { CivilDate } from '../../../shared/domain/dates';
import { useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';

/** Where the record of a board ends; the board is named where there are several. */
export interface RecordEnd {
  readonly board?: string;
  readonly seq: number;
  readonly hash: string;
}

/**
 * What stands above a calendar on paper and in a picture: whose it is, as of which day it is agreed, and where each record ends, so that
 * whoever holds it can tell whether it still is.
 */
export function usePaperHead(
  boardId: string | null,
  today: CivilDate,
  recordEnds: readonly RecordEnd[],
): { readonly title: string; readonly facts: readonly string[] } {
  const t = useT('calendar');
  const format = useFormat();
  const company = useWorkspace((workspace) => workspace.company);
  const board = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.title ?? '');
  return useMemo(() => {
    const records = recordEnds.map(({ board: of, seq, hash }) => {
      const end = { seq: String(seq), mark: hash.slice(0, 12) };
      return of === undefined ? t('picture.record', end) : t('picture.recordOf', { ...end, board: of });
    });
    return {
      title: [board || t('picture.allBoards'), company].filter(Boolean).join(' · '),
      facts: [t('picture.asOf', { date: format.date(today) }), ...records],
    };
  }, [board, company, today, recordEnds, t, format]);
}

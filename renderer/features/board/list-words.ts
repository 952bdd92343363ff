import { useMemo } from 'react';
import { useFormat, useT, type Format } from '../../i18n';
import { useWording, type Wording } from '../../ui';

/** All that the cells of the list say, looked up once for the whole list rather than in each of its cells. */
export interface ListWords {
  readonly board: ReturnType<typeof useT<'board'>>;
  readonly common: ReturnType<typeof useT<'common'>>;
  readonly wording: Wording;
  readonly format: Format;
}

export function useListWords(): ListWords {
  const board = useT('board');
  const common = useT('common');
  const wording = useWording();
  const format = useFormat();
  return useMemo(() => ({ board, common, wording, format }), [board, common, wording, format]);
}

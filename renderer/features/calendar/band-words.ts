import { useMemo } from 'react';
import { useFormat, useT } from '../../i18n';
import type { BandWords } from './logic/bands';

/** How days that matter are put in words, on the screen and in pictures. */
export function useBandWords(): BandWords {
  const t = useT('days');
  const format = useFormat();
  return useMemo(
    () => ({
      language: format.language,
      list: (values) => format.list(values),
      place: (region, { inParts, fromNoon }) =>
        t('place', { region, parts: inParts ? 'yes' : 'no', noon: fromNoon ? 'yes' : 'no' }),
    }),
    [t, format],
  );
}

import { useT } from '../../i18n';
import type { Span, Zoom } from './logic/span';

/** `2027`, or `2. Quartal 2027`. */
export function useSpanName(): (span: Span, zoom: Zoom) => string {
  const t = useT('calendar');
  return ({ from }, zoom) => {
    const year = from.slice(0, 4);
    const quarter = String(Math.ceil(Number(from.slice(5, 7)) / 3));
    return zoom === 'year' ? year : t('quarter', { quarter, year });
  };
}

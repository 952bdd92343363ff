import { useT } from '../../i18n';
import type { Extent } from './logic/extent';

/** Which plans are not in a file or picture, and why; '' where all are. */
export function useExtentWords(): (extent: Extent) => string {
  const t = useT('calendar');
  return ({ notAgreed, undated, otherTime, filtered }) => {
    const reasons = [
      t('extent.notAgreed', { count: notAgreed }),
      t('extent.filtered', { count: filtered }),
      t('extent.otherTime', { count: otherTime }),
      t('extent.undated', { count: undated }),
    ].filter(Boolean);
    return reasons.length > 0 ? t('extent.left', { reasons: reasons.join(', ') }) : '';
  };
}

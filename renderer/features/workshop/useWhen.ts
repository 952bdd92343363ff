import { useFormat, useT } from '../../i18n';

/** When a workshop is to begin, in words. */
export function useWhen(): (at: string | null) => string {
  const t = useT('workshop');
  const format = useFormat();
  return (at) => (at === null ? t('noDate') : `${format.day(at)}, ${format.time(at)}`);
}

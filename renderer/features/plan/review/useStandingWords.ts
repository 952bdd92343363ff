import { takesNote, useT } from '../../../i18n';
import type { Material } from '../../../../shared/domain/plan';
import { useSpeech } from '../../../ui';
import type { Standing } from './standing';

/** Why a plan cannot be decided here any more, as a sentence. */
export function useStandingWords(): (
  standing: Exclude<Standing, { kind: 'waits' }>,
  about: Material,
) => string {
  const t = useT('review');
  const { nameOf } = useSpeech();
  return (standing, about) => {
    const name = 'by' in standing ? nameOf(standing.by) : '';
    if (standing.kind === 'approved' && takesNote(about)) return t('why.approved-note', { name });
    return t(`why.${standing.kind}`, { name });
  };
}

import type { UpdateRefusal } from '../../shared/sync/protocol';
import { useT } from '../i18n';

/** Why the host did not take a change, and what is safe and what to do then. */
export function useRefusalWords(): (reason: UpdateRefusal) => {
  readonly why: string;
  readonly advice: string;
} {
  const problems = useT('problems');
  return (reason) => {
    const [why, advice] = [`update.${reason}`, `updateAdvice.${reason}`] as const;
    return {
      why: problems.has(why as 'update.other') ? problems(why as 'update.other') : problems('update.other'),
      advice: problems.has(advice as 'updateAdvice.other')
        ? problems(advice as 'updateAdvice.other')
        : problems('updateAdvice.other'),
    };
  };
}

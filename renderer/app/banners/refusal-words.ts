import type { Refusal } from '../../client';
import { useT } from '../../i18n';

/** Why a change was not taken, and what is safe and what to do then. */
export function useRefusalWords(): (reason: Refusal) => {
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

import { useMemo } from 'react';
import type { FieldProblem } from '../../shared/domain/validate';
import { useT } from '../i18n';
import { showToast } from './toasts';

/** What an `Outcome` says when it is none: `Failure` of the session has this shape. */
interface FailureLike {
  readonly code: string;
  readonly reason?: string;
}

/** Turns the codes of domain, host and desktop into sentences. */
export interface Wording {
  /** The first problem of a field, or `null`. */
  field(problems: readonly FieldProblem[], field: FieldProblem['field']): string | null;
  refusal(code: string): string;
  failure(failure: FailureLike): { readonly title: string; readonly text: string };
  /** Shows a failure as a toast. */
  tell(failure: FailureLike): void;
}

export function useWording(): Wording {
  const t = useT('problems');
  return useMemo(() => wordingOf(t), [t]);
}

function wordingOf(t: ReturnType<typeof useT<'problems'>>): Wording {
  const refusal = (code: string) => {
    const key = `refusal.${code}` as 'refusal.guest';
    return t.has(key) ? t(key) : t('failure.not-allowed.title');
  };
  const failure = ({ code, reason }: FailureLike) => {
    const known = t.has(`failure.${code}.title` as 'failure.failed.title') ? code : 'failed';
    const title = t(`failure.${known}.title` as 'failure.failed.title');
    if (reason !== undefined && t.has(`refusal.${reason}` as 'refusal.guest'))
      return { title, text: refusal(reason) };
    return { title, text: t(`failure.${known}.text` as 'failure.failed.text') };
  };
  return {
    field: (problems, field) => {
      const found = problems.find((each) => each.field === field);
      if (!found) return null;
      const ofField = `${field === 'budgetMinor' ? 'budget' : field}.${found.problem}` as 'budget.negative';
      if (t.has(ofField)) return t(ofField);
      return t(`field.${found.problem}`);
    },
    refusal,
    failure,
    tell: (what) => void showToast({ tone: 'error', ...failure(what) }),
  };
}

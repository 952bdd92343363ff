import { useMemo } from 'react';
import type { Json } from '../../shared/domain/json';
import type { Material, PlanJson } from '../../shared/domain/plan';
import type { FieldProblem } from '../../shared/domain/validate';
import { memberName, useAround, useWorkspace, type PlanRow, type Refusal } from '../client';
import { moneyDoubt, objectionWords, turnSentence, useFormat, useT, type Format, type Speech } from '../i18n';
import { objectionsTo, turnOf } from '../../shared/domain/turn/turn';
import { fieldText } from './field-text';
import { namesApart, type NameOf } from './names-apart';
import { showToast } from './toasts';

/** The part of the client's `Failure` that becomes words. */
interface FailureLike {
  readonly code: string;
  readonly reason?: string;
}

/** Turns the codes of domain, host and desktop into sentences. */
export interface Wording {
  /** The first problem of a field, or `null`; `plan` is what it is about. */
  field(problems: readonly FieldProblem[], field: FieldProblem['field'], plan: PlanJson): string | null;
  refusal(code: string): string;
  failure(failure: FailureLike): { readonly title: string; readonly text: string };
  /** Shows a failure as a toast. */
  tell(failure: FailureLike): void;
}

export function useWording(): Wording {
  const t = useT('problems');
  const format = useFormat();
  return useMemo(() => wordingOf(t, format), [t, format]);
}

function wordingOf(t: ReturnType<typeof useT<'problems'>>, format: Format): Wording {
  /** An amount that is none for a reason that can be told. */
  const doubt = ({ budgetMinor, currency }: PlanJson): string | null => {
    if (typeof budgetMinor !== 'string' || typeof currency !== 'string') return null;
    const found = moneyDoubt(budgetMinor, currency, format.language);
    if (found?.kind === 'currency') return t('budget.currency', { currency });
    if (found === null) return null;
    const amount = (minor: number) => format.money(minor, currency, 'always');
    return t('budget.thousands', { whole: amount(found.whole), part: amount(found.part) });
  };
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
    field: (problems, field, plan) => {
      const found = problems.find((each) => each.field === field);
      if (!found) return null;
      const doubted = field === 'budgetMinor' ? doubt(plan) : null;
      if (doubted !== null) return doubted;
      const ofField = `${field === 'budgetMinor' ? 'budget' : field}.${found.problem}` as 'budget.negative';
      if (t.has(ofField)) return t(ofField);
      return t(`field.${found.problem}`);
    },
    refusal,
    failure,
    tell: (what) => void showToast({ tone: 'error', ...failure(what) }),
  };
}

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

/** Names of a plan's fields, and their values, as people read them. */
export function useFieldWords(): {
  readonly name: (field: string) => string;
  /** '' when it is empty. `plan` is the version that the value is from. */
  readonly text: (field: string, value: Json | undefined, plan: Material) => string;
} {
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const speech = {
    format,
    nameOf: (id: string) => memberName(members, id),
    kindName: (kind: string) =>
      common.has(`kind.${kind}` as 'kind.campaign') ? common(`kind.${kind}` as 'kind.campaign') : kind,
  };
  return {
    name: (field) => {
      const key = `field.${field}` as 'field.title';
      return common.has(key) ? common(key) : common('otherField', { field });
    },
    text: (field, value, plan) => fieldText(field, value, plan, speech),
  };
}

/** Names to choose from, told apart where several people bear one. */
export function useNamesApart(): NameOf {
  const common = useT('common');
  const members = useWorkspace((workspace) => workspace.members);
  return useMemo(
    () =>
      namesApart(members.values(), ({ department, approver }) => [
        common(`department.${department}`),
        ...(approver ? [common('decides')] : []),
      ]),
    [common, members],
  );
}

/** Sentences about people, numbers and dates in the user's language: what people sign, among others. */
export function useSpeech(): Speech {
  const t = useT('decision');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  return { t, format, nameOf: (id) => memberName(members, id) || common('unknownMember') };
}

/**
 * Whose turn it is on plans of a board, in words, or whose objection stands; '' when it is nobody's.
 * @param readBy paper may be read by `anybody`: nobody is called "you" there
 */
export function useTurnWords(
  boardId: string,
  readBy: 'me' | 'anybody' = 'me',
): (row: PlanRow, length?: 'short' | 'full') => string {
  const t = useT('turn');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const me = useWorkspace((workspace) => (readBy === 'me' ? workspace.me.id : ''));
  const around = useAround(boardId);
  return useMemo(() => {
    const nameOf = (id: string) => memberName(members, id) || common('unknownMember');
    const speech = { t, format, nameOf, me, today: around.today };
    return ({ status, material }, length) => {
      const turn = turnOf(status, material, around);
      return turn ? turnSentence(speech, turn, length) : objectionWords(speech, objectionsTo(status), length);
    };
  }, [t, common, format, members, me, around]);
}

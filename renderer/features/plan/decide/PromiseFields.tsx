import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { History } from 'lucide-react';
import type { FollowUpPromise } from '../../../../shared/domain/record';
import { useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { Button, DepartmentMark, Select, TextField, useNamesApart } from '../../../ui';
import {
  draftOf,
  mayKeepPromise,
  promiseNumber,
  PROMISE_LIMITS,
  type PromiseDraft,
  type PromiseNumber,
} from '../logic/promise-form';
import { useSpeech } from '../plan-context';
import styles from './decide.module.css';

interface PromiseFieldsProps {
  readonly draft: PromiseDraft;
  /** What was promised last time, if whoever was to keep it still can: offered, never filled in by itself. */
  readonly last: FollowUpPromise | null;
  readonly onChange: (draft: PromiseDraft) => void;
  /** Takes the focus once last time's promise was taken over: the next key signs. */
  readonly signButton: RefObject<HTMLElement | null>;
  /** Whether the promise can be kept. */
  readonly children: ReactNode;
}

/** The follow-up promise of sales: who, how fast, how many calls. */
export function PromiseFields({ draft, last, onChange, signButton, children }: PromiseFieldsProps) {
  const t = useT('decision');
  const { format, nameOf } = useSpeech();
  const nameApart = useNamesApart();
  const { language } = format;
  const members = useWorkspace((workspace) => workspace.members);
  const lastDraft = last && draftOf(last, language);
  const isLast = lastDraft !== null && JSON.stringify(draft) === JSON.stringify(lastDraft);
  // The button that signs can take the focus only once the promise is complete on the screen.
  const [taken, setTaken] = useState(0);
  useEffect(() => {
    if (taken > 0) signButton.current?.focus();
  }, [taken, signButton]);
  const sales = [...members.values()].filter(mayKeepPromise);
  const number = (field: PromiseNumber) => ({
    label: t(`approve.${field}`),
    isNumeric: true,
    value: draft[field],
    onChange: (text: string) => onChange({ ...draft, [field]: text }),
    problem:
      draft[field] !== '' && promiseNumber(draft, field, language) === null
        ? t('approve.badNumber', { low: 0, high: PROMISE_LIMITS[field] })
        : null,
  });
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{t('approve.promiseTitle')}</legend>
      <p className={styles['hint']}>{t('approve.promiseHint')}</p>
      {last ? (
        <Button
          icon={<History size={14} aria-hidden />}
          onPress={() => {
            onChange(draftOf(last, language));
            setTaken(taken + 1);
          }}
        >
          {t('approve.lastTime', {
            owner: nameOf(last.ownerId),
            days: last.days,
            share: format.percent(last.callShare),
            capacity: last.capacityPerWeek,
          })}
        </Button>
      ) : null}
      {isLast ? (
        <p role="status" className={styles['hint']}>
          {t('approve.isLastTime')}
        </p>
      ) : null}
      <Select
        label={t('approve.owner')}
        placeholder={t('approve.ownerPlaceholder')}
        value={sales.some(({ id }) => id === draft.ownerId) ? draft.ownerId : null}
        options={sales.map((member) => ({
          id: member.id,
          label: nameApart(member),
          icon: <DepartmentMark department={member.department} />,
        }))}
        onChange={(ownerId) => onChange({ ...draft, ownerId })}
      />
      <div className={styles['numbers']}>
        <TextField {...number('days')} />
        <TextField {...number('share')} />
        <TextField {...number('capacity')} />
      </div>
      {children}
    </fieldset>
  );
}

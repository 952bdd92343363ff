import { useState } from 'react';
import { LEAST_ANSWERS, TEXT } from '../../../../shared/domain/rounds/round';
import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useSealedRounds, type PulseAnswer } from '../../../client';
import { useT } from '../../../i18n';
import { Button, RadioGroup, TextField } from '../../../ui';
import { useEntering } from '../useRounds';
import { EntryState, type EntryProps } from './Entry';
import styles from '../rounds.module.css';

const GRADES = ['1', '2', '3', '4', '5', '6'] as const;

/** A grade and a sentence; beside them what is stored of it, and who could see it. */
export function PulseEntry({ boardId, view, isPrimary, again }: EntryProps) {
  const t = useT('rounds');
  const { rounds } = useSealedRounds(boardId);
  const [typed, setTyped] = useState<Partial<PulseAnswer>>({});
  const { entry, put, isSending, failure } = useEntering<PulseAnswer>(
    view.answer ?? null,
    (answer) => rounds.answerPulse(boardId, view.id, answer),
    again,
  );
  const { grade, sentence = '' } = { ...entry, ...typed };
  const send = () => {
    if (grade === undefined) return;
    const said = sentence.trim();
    put({ grade, ...(isVisible(said) ? { sentence: said } : {}) });
    setTyped({});
  };
  const least = view.minAnswers ?? LEAST_ANSWERS;
  return (
    <div className={styles['entry']}>
      <p>{t('pulse.short', { least })}</p>
      <details className={styles['honest']}>
        <summary>{t('pulse.more')}</summary>
        <p>{t('pulse.stored', { least })}</p>
        <p>{t('pulse.admin')}</p>
        <p>{t('pulse.device')}</p>
      </details>
      <div className={styles['grades']}>
        <RadioGroup
          label={t('pulse.grade')}
          options={GRADES.map((id) => ({ id, label: t(`pulse.grades.${id}`) }))}
          value={GRADES.find((each) => Number(each) === grade) ?? null}
          onChange={(chosen) => setTyped((now) => ({ ...now, grade: Number(chosen) }))}
          isAcross
        />
      </div>
      <TextField
        label={t('pulse.sentence')}
        isOptional
        value={sentence}
        onChange={(text) => setTyped((now) => ({ ...now, sentence: text }))}
        maxLength={TEXT.each}
      />
      <div className={styles['buttons']}>
        <Button variant={isPrimary ? 'primary' : 'secondary'} isDisabled={grade === undefined} onPress={send}>
          {t(entry ? 'pulse.replace' : 'pulse.send')}
        </Button>
      </div>
      <EntryState isTaken={entry !== null} {...{ isSending, failure }} onRetry={() => entry && put(entry)} />
    </div>
  );
}

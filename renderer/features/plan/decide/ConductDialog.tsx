import { useState } from 'react';
import { useT } from '../../../i18n';
import { Button, Dialog, TextField } from '../../../ui';
import { statementSentence, type Stated } from '../logic/sentences';
import { usePlan, useSpeech } from '../plan-context';
import { Answer, Signing, useStatement } from './Signing';

type Conduct = 'launched' | 'closed' | 'withdrawn' | 'retract';

const WORDS = { launched: 'launch', closed: 'close', withdrawn: 'withdraw' } as const;

/** Launching, closing, withdrawing, taking an approval back: a question, the sentence, one press. */
export function ConductDialog({ kind, onClose }: { kind: Conduct; onClose: () => void }) {
  const t = useT('decision');
  const common = useT('common');
  const speech = useSpeech();
  const { row, title } = usePlan();
  const statement = useStatement();
  const [reason, setReason] = useState('');
  const { status } = row;
  const isRetract = kind === 'retract';
  const note = reason.trim();
  const word = isRetract ? 'retract' : WORDS[kind];
  const stated: Stated = isRetract ? { kind: 'decision', verdict: 'retract', note } : { kind };
  const digest = status.agreement?.digest ?? status.submission?.digest ?? row.digest;

  const press = async () => {
    const done = await statement.make(
      isRetract
        ? { kind: 'decision', plan: row.id, verdict: 'retract', digest, note }
        : { kind, plan: row.id },
    );
    if (done) onClose();
  };
  return (
    <Dialog
      title={t(`confirm.${word}Title`)}
      role="alertdialog"
      isOpen
      isBusy={statement.isBusy}
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" isDisabled={statement.isBusy} onPress={onClose}>
            {common('cancel')}
          </Button>
          <Button
            variant={kind === 'withdrawn' || isRetract ? 'danger' : 'primary'}
            isDisabled={statement.isBlocked || (isRetract && note === '')}
            isPending={statement.isBusy}
            onPress={() => void press()}
          >
            {kind === 'retract' ? t('approve.press-retract') : t(`confirm.${WORDS[kind]}Press`)}
          </Button>
        </>
      }
    >
      <p>{t(`confirm.${word}Text`)}</p>
      {isRetract ? (
        <TextField
          label={t('approve.reason')}
          hint={t('approve.reasonHint')}
          isMultiline
          autoFocus
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
      ) : null}
      <Signing sentence={statementSentence(speech, title, stated)} />
      <Answer
        isBusy={statement.isBusy}
        failure={statement.failure}
        about={status.agreement?.snapshot ?? row.material}
      />
    </Dialog>
  );
}

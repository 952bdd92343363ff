import { useState } from 'react';
import { MISSING, takesNote, useT, type Stated } from '../../../i18n';
import { Button, Dialog, TextField } from '../../../ui';
import { usePlan } from '../plan-context';
import { Answer, Signing, useStatement } from './Signing';

type Conduct = 'launched' | 'closed' | 'withdrawn' | 'retract';

const WORDS = { launched: 'launch', closed: 'close', withdrawn: 'withdraw' } as const;

/** Launching, closing, withdrawing, taking an approval back: a question, the sentence, one press. */
export function ConductDialog({ kind, onClose }: { kind: Conduct; onClose: () => void }) {
  const t = useT('decision');
  const common = useT('common');
  const { row } = usePlan();
  const statement = useStatement();
  const [reason, setReason] = useState('');
  const { status } = row;
  const isRetract = kind === 'retract';
  const note = reason.trim();
  const stated: Stated = isRetract
    ? { kind: 'decision', verdict: 'retract', note: note || MISSING }
    : { kind };
  const about = status.agreement?.snapshot ?? status.submission?.snapshot ?? row.material;
  const retract = takesNote(about) ? ('retract-note' as const) : ('retract' as const);
  const word = isRetract ? 'retract' : WORDS[kind];
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
      title={t(isRetract ? `confirm.${retract}Title` : `confirm.${word}Title`)}
      role="alertdialog"
      isOpen
      isBusy={statement.isBusy}
      onClose={onClose}
      actions={
        <>
          <Signing about={about} stated={stated} />
          <Button variant="quiet" isDisabled={statement.isBusy} onPress={onClose}>
            {common('cancel')}
          </Button>
          <Button
            variant={kind === 'withdrawn' || isRetract ? 'danger' : 'primary'}
            isDisabled={statement.isBlocked || (isRetract && note === '')}
            isPending={statement.isBusy}
            onPress={() => void press()}
          >
            {kind === 'retract' ? t(`approve.press-${retract}`) : t(`confirm.${WORDS[kind]}Press`)}
          </Button>
        </>
      }
    >
      <p>{t(word === 'launch' && takesNote(about) ? 'confirm.launchText-note' : `confirm.${word}Text`)}</p>
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
      <Answer isBusy={statement.isBusy} failure={statement.failure} about={about} />
    </Dialog>
  );
}

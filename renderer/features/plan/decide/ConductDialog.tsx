import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useState } from 'react';
import { daysBetween, isCivilDate } from '../../../../shared/domain/dates';
import { useToday, type PlanRow } from '../../../client';
import { MISSING, takesNote, useFormat, useT, type Stated } from '../../../i18n';
import { Dialog, DialogActions, isComposing, TextField, useKeyNames } from '../../../ui';
import { usePlan } from '../plan-context';
import { Answer, Signing, useStatement } from './Signing';
import { signByKey } from './signing-keys';

type Conduct = 'recalled' | 'launched' | 'closed' | 'withdrawn' | 'retract';

const WORDS = { recalled: 'recall', launched: 'launch', closed: 'close', withdrawn: 'withdraw' } as const;

/** A plan is usually launched in the days before its start; whoever is earlier than this is told what follows. */
const EARLY_DAYS = 7;

/** Launching, closing, withdrawing, taking a submission or an approval back: a question, the sentence, one press. */
export function ConductDialog({ kind, onClose }: { kind: Conduct; onClose: () => void }) {
  const t = useT('decision');
  const keyNames = useKeyNames();
  // What is stated is about what stood here when the dialog opened; the host tells when it no longer stands so.
  const [row] = useState(usePlan().row);
  const statement = useStatement();
  const [reason, setReason] = useState('');
  const { status } = row;
  const isRetract = kind === 'retract';
  const note = isVisible(reason) ? reason.trim() : '';
  const stated: Stated = isRetract
    ? { kind: 'decision', verdict: 'retract', note: note || MISSING }
    : { kind };
  const agreedFirst = kind === 'recalled' ? status.submission : (status.agreement ?? status.submission);
  const about = agreedFirst?.snapshot ?? row.material;
  const retract = takesNote(about) ? ('retract-note' as const) : ('retract' as const);
  const word = isRetract ? 'retract' : WORDS[kind];
  const digest = status.agreement?.digest ?? status.submission?.digest ?? row.digest;

  const isBlocked = statement.isBlocked || (isRetract && note === '');
  const press = async () => {
    const done = await statement.make(
      isRetract
        ? { kind: 'decision', plan: row.id, verdict: 'retract', digest, note }
        : kind === 'recalled'
          ? { kind, plan: row.id, digest: status.submission?.digest ?? row.digest }
          : kind === 'launched'
            ? { kind, plan: row.id, digest }
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
          <DialogActions
            onCancel={onClose}
            label={kind === 'retract' ? t(`approve.press-${retract}`) : t(`confirm.${WORDS[kind]}Press`)}
            variant={kind === 'withdrawn' || isRetract ? 'danger' : 'primary'}
            onPress={() => void press()}
            isBusy={statement.isBusy}
            isDisabled={isBlocked}
          />
        </>
      }
    >
      <p>
        {kind === 'withdrawn' && status.agreement
          ? t(takesNote(about) ? 'confirm.withdrawAgreedText-note' : 'confirm.withdrawAgreedText')
          : isRetract
            ? t(`confirm.${retract}Text`)
            : t(
                word === 'launch' && takesNote(about)
                  ? 'confirm.launchText-note'
                  : `confirm.${WORDS[kind]}Text`,
              )}
      </p>
      {kind === 'launched' ? <EarlyLaunch row={row} /> : null}
      {isRetract ? (
        <TextField
          label={t('approve.reason')}
          hint={t('approve.reasonHint', { keys: keyNames('Ctrl+Enter') })}
          isMultiline
          autoFocus
          maxLength={2000}
          value={reason}
          onChange={setReason}
          onKeyDown={(event) => {
            if (isComposing(event) || isBlocked || statement.isBusy) return;
            signByKey(event, () => void press());
          }}
        />
      ) : null}
      <Answer isBusy={statement.isBusy} failure={statement.failure} about={about} />
    </Dialog>
  );
}

/** What follows from launching long before the start. */
function EarlyLaunch({ row }: { row: PlanRow }) {
  const t = useT('decision');
  const format = useFormat();
  const today = useToday();
  const { start } = row.material;
  const days = isCivilDate(start) ? daysBetween(today, start) : 0;
  if (typeof start !== 'string' || days <= EARLY_DAYS) return null;
  return <p>{t('confirm.launchEarly', { date: format.date(start), days })}</p>;
}

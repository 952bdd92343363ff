import { useState } from 'react';
import { LEAST_ANSWERS, ROUND_KINDS, type RoundKind } from '../../../shared/domain/rounds/round';
import { useBoard, useSealedRounds, useWorkspace, type Failure } from '../../client';
import { useT } from '../../i18n';
import {
  Banner,
  Checkbox,
  Dialog,
  DialogActions,
  NumberField,
  RadioGroup,
  Select,
  TextField,
  useWording,
} from '../../ui';
import { isBeforeLaunch, isGoingOn, NEW_ROUND, openingOf, titleOf, type RoundDraft } from './logic/opening';
import styles from './rounds.module.css';

interface Props {
  readonly boardId: string;
  readonly session?: string;
  readonly onClose: () => void;
  readonly onOpened: () => Promise<unknown>;
}

/** Opens a round: what is collected, about what, and what only this kind asks for. */
export function NewRound({ boardId, session, onClose, onOpened }: Props) {
  const t = useT('rounds');
  const common = useT('common');
  const wording = useWording();
  const { rounds } = useSealedRounds(boardId);
  const hasPulse = useWorkspace(
    ({ boards }) => boards.find((board) => board.id === boardId)?.settings?.pulse ?? true,
  );
  const plans = useBoard((board) => board.plans);
  const [draft, setDraft] = useState<RoundDraft>(NEW_ROUND);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const set = (change: Partial<RoundDraft>) => setDraft((now) => ({ ...now, ...change }));
  const nameOf = (id: string) => {
    const row = plans.get(id);
    return (row && titleOf(row)) || common('untitled');
  };
  const body = openingOf(draft, nameOf, session);
  const kinds = ROUND_KINDS.filter((kind) => kind !== 'pulse' || hasPulse);

  const open = async () => {
    if (!body) return;
    setBusy(true);
    const outcome = await rounds.open(boardId, body);
    if (outcome.ok) await onOpened();
    setBusy(false);
    if (outcome.ok) onClose();
    else setFailure(outcome.failure);
  };
  const words = failure && wording.failure(failure);
  return (
    <Dialog
      title={t('new.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t('new.press')}
          onPress={() => void open()}
          isBusy={isBusy}
          isDisabled={!body}
        />
      }
    >
      {words ? (
        <Banner tone="danger" title={words.title} isBoxed>
          {words.text}
        </Banner>
      ) : null}
      <RadioGroup<RoundKind>
        label={t('new.kind')}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((id) => ({
          id,
          label: (
            <>
              {t(`kind.${id}`)} <span className={styles['about']}>{t(`about.${id}`)}</span>
            </>
          ),
        }))}
        hint={hasPulse ? undefined : t('new.pulseOff')}
      />
      <TextField
        label={t('new.question')}
        hint={t('new.questionHint')}
        value={draft.title}
        onChange={(title) => set({ title })}
        maxLength={200}
        isOptional
      />
      {draft.kind === 'notes' ? (
        <RadioGroup
          label={t('new.authors')}
          value={draft.authors}
          onChange={(authors) => set({ authors })}
          options={[
            { id: 'hidden', label: t('new.authorsHidden') },
            { id: 'shown', label: t('new.authorsShown') },
          ]}
        />
      ) : null}
      {draft.kind === 'votes' ? <VotesFields {...{ draft, set }} /> : null}
      {draft.kind === 'estimate' ? <PlanField {...{ draft, set }} /> : null}
      {draft.kind === 'pulse' ? <p>{t('pulse.short', { least: LEAST_ANSWERS })}</p> : null}
    </Dialog>
  );
}

interface FieldsProps {
  readonly draft: RoundDraft;
  readonly set: (change: Partial<RoundDraft>) => void;
}

function VotesFields({ draft, set }: FieldsProps) {
  const t = useT('rounds');
  const plans = usePlans(isGoingOn);
  const { votesEach } = draft;
  const isRight =
    typeof votesEach === 'number' && Number.isInteger(votesEach) && votesEach > 0 && votesEach <= 50;
  return (
    <>
      {plans.length > 0 ? (
        <fieldset className={styles['plans']}>
          <legend>{t('new.onPlans')}</legend>
          {plans.map(({ id, label }) => (
            <Checkbox
              key={id}
              isSelected={draft.plans.includes(id)}
              onChange={(isOn) =>
                set({ plans: isOn ? [...draft.plans, id] : draft.plans.filter((each) => each !== id) })
              }
            >
              {label}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <TextField
        label={t('new.lines')}
        hint={t('new.linesHint')}
        isMultiline
        rows={3}
        isOptional={plans.length > 0}
        value={draft.lines}
        onChange={(lines) => set({ lines })}
      />
      <NumberField
        label={t('new.votesEach')}
        value={votesEach}
        onChange={(value) => set({ votesEach: value })}
        problem={isRight ? null : t('new.votesWrong')}
      />
      <Checkbox isSelected={draft.several} onChange={(several) => set({ several })}>
        {t('new.several')}
      </Checkbox>
    </>
  );
}

function PlanField({ draft, set }: FieldsProps) {
  const t = useT('rounds');
  const common = useT('common');
  const plans = usePlans(isBeforeLaunch);
  if (plans.length === 0) return <p>{t('new.noPlan')}</p>;
  return (
    <Select
      label={t('new.plan')}
      options={plans}
      value={draft.plan}
      onChange={(plan) => set({ plan })}
      placeholder={common('choose')}
    />
  );
}

/** Plans in the order of the board, by their titles. */
function usePlans(isMeant: typeof isGoingOn): readonly { readonly id: string; readonly label: string }[] {
  const common = useT('common');
  const [order, plans] = useBoard((board) => [board.order, board.plans] as const);
  return order.flatMap((id) => {
    const row = plans.get(id);
    return row && isMeant(row) ? [{ id, label: titleOf(row) || common('untitled') }] : [];
  });
}

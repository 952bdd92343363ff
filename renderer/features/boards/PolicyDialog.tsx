import { useState } from 'react';
import { boardSettings } from '../../../shared/api/contract';
import { policySchema } from '../../../shared/domain/record';
import { useWorkspaceActions, type Failure, type WorkspaceState } from '../../client';
import { useFormat, useT, type Format } from '../../i18n';
import { Banner, Checkbox, Dialog, DialogActions, NumberField, useWording } from '../../ui';
import { patchOf, rulesOf, type Rules, type Typed } from './rules';

/**
 * The rules of a board: how many approvals, how early, with a follow-up promise or without, by which connection; and how it
 * meets: whether it may ask for a pulse, and every how many weeks. What nobody touched here follows the board; what another
 * owner changes meanwhile is said.
 */
export function PolicyDialog({
  board,
  onClose,
}: {
  board: WorkspaceState['boards'][number];
  onClose: () => void;
}) {
  const t = useT('board');
  const wording = useWording();
  const { patchBoard } = useWorkspaceActions();
  const [opened] = useState(() => rulesOf(board));
  const [touched, setTouched] = useState<Partial<Rules>>({});
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const rules = { ...rulesOf(board), ...touched };
  const set = (change: Partial<Rules>) => setTouched((now) => ({ ...now, ...change }));
  const { approvals: approvalsRule, leadTimeDays: leadTimeRule } = policySchema.shape;
  const patch = patchOf(board, touched);

  const save = async () => {
    if (!patch) return;
    if (Object.keys(patch).length === 0) {
      onClose();
      return;
    }
    setBusy(true);
    const outcome = await patchBoard(board.id, patch);
    setBusy(false);
    if (outcome.ok) onClose();
    else setFailure(outcome.failure);
  };

  const words = failure && wording.failure(failure);
  return (
    <Dialog
      title={t('policy.title', { title: board.title })}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t('policy.save')}
          onPress={() => void save()}
          isBusy={isBusy}
          isDisabled={!patch}
        />
      }
    >
      <p>{t('policy.lead')}</p>
      <ChangedMeanwhile opened={opened} now={rulesOf(board)} />
      {words ? (
        <Banner tone="danger" title={words.title} isBoxed>
          {words.text}
        </Banner>
      ) : null}
      <NumberField
        label={t('policy.approvals')}
        value={rules.approvals}
        onChange={(approvals) => set({ approvals })}
        problem={approvalsRule.safeParse(rules.approvals).success ? null : t('policy.wrongApprovals')}
        autoFocus
      />
      <NumberField
        label={t('policy.leadTime')}
        hint={t('policy.leadTimeHint')}
        value={rules.leadTimeDays}
        onChange={(leadTimeDays) => set({ leadTimeDays })}
        problem={leadTimeRule.safeParse(rules.leadTimeDays).success ? null : t('policy.wrongLeadTime')}
      />
      <NumberField
        label={t('policy.decideWithin')}
        hint={t('policy.decideWithinHint')}
        value={rules.decideWithin}
        onChange={(decideWithin) => set({ decideWithin })}
        problem={
          boardSettings.shape.decideWithin.safeParse(rules.decideWithin ?? undefined).success
            ? null
            : t('policy.wrongDecideWithin')
        }
        isOptional
      />
      <Checkbox isSelected={rules.promiseRequired} onChange={(promiseRequired) => set({ promiseRequired })}>
        {t('policy.promise')}. {t('policy.promiseHint')}
      </Checkbox>
      <Checkbox isSelected={rules.encryptedOnly} onChange={(encryptedOnly) => set({ encryptedOnly })}>
        {t('policy.encrypted')}. {t('policy.encryptedHint')}
      </Checkbox>
      <p>
        <strong>{t('policy.meetings')}</strong>
      </p>
      <Checkbox isSelected={rules.pulse} onChange={(pulse) => set({ pulse })}>
        {t('policy.pulse')}. {t('policy.pulseHint')}
      </Checkbox>
      <NumberField
        label={t('policy.rhythm')}
        hint={t('policy.rhythmHint')}
        value={rules.rhythmWeeks}
        onChange={(rhythmWeeks) => set({ rhythmWeeks })}
        problem={
          boardSettings.shape.rhythmWeeks.safeParse(rules.rhythmWeeks ?? undefined).success
            ? null
            : t('policy.wrongRhythm')
        }
        isOptional
      />
    </Dialog>
  );
}

const RULE_WORDS = {
  approvals: 'policy.approvals',
  leadTimeDays: 'policy.leadTime',
  promiseRequired: 'policy.promise',
  encryptedOnly: 'policy.encrypted',
  pulse: 'policy.pulse',
  rhythmWeeks: 'policy.rhythm',
  decideWithin: 'policy.decideWithin',
} as const;

/**
 * What another owner has changed since the dialog was opened. It never depends on what is typed here: a line that came with
 * leaving a field would move the button away from under the pointer.
 */
function ChangedMeanwhile({ opened, now }: { opened: Rules; now: Rules }) {
  const t = useT('board');
  const format = useFormat();
  const names = Object.keys(RULE_WORDS) as (keyof Rules)[];
  const changed = names.filter((name) => opened[name] !== now[name]);
  if (changed.length === 0) return null;
  const words = (value: Rules[keyof Rules]) =>
    typeof value === 'boolean'
      ? t(value ? 'policy.on' : 'policy.off')
      : ruleText(value, format, t('policy.none'));
  return (
    <Banner tone="warning" title={t('policy.changedTitle')} isBoxed>
      <ul>
        {changed.map((name) => (
          <li key={name}>
            {t('policy.changed', {
              rule: t(RULE_WORDS[name]),
              before: words(opened[name]),
              now: words(now[name]),
            })}
          </li>
        ))}
      </ul>
      {t('policy.yoursStays')}
    </Banner>
  );
}

function ruleText(value: Typed, format: Format, nothing: string): string {
  return typeof value === 'number' ? format.number(value) : (value ?? nothing);
}

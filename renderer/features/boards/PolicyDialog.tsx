import { useState } from 'react';
import { policySchema, type Policy } from '../../../shared/domain/record';
import { useWorkspaceActions, type Failure, type WorkspaceState } from '../../client';
import { useFormat, useT, type Format } from '../../i18n';
import { Banner, Button, Checkbox, Dialog, NumberField, useWording } from '../../ui';

/**
 * The rules of a board: how many approvals, how early, with a follow-up promise or without, by which connection. What
 * nobody touched here follows the board; what another owner changes meanwhile is said.
 */
export function PolicyDialog({
  board,
  onClose,
}: {
  board: WorkspaceState['boards'][number];
  onClose: () => void;
}) {
  const t = useT('board');
  const common = useT('common');
  const wording = useWording();
  const { patchBoard } = useWorkspaceActions();
  const [opened] = useState(() => rulesOf(board.policy));
  const [touched, setTouched] = useState<Partial<Rules>>({});
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const policy = { ...rulesOf(board.policy), ...touched };
  const set = (change: Partial<Rules>) => setTouched((now) => ({ ...now, ...change }));
  const { approvals: approvalsRule, leadTimeDays: leadTimeRule } = policySchema.shape;

  const save = async () => {
    const checked = policySchema.safeParse(policy);
    if (!checked.success) return;
    setBusy(true);
    const outcome = await patchBoard(board.id, { policy: checked.data, policyBefore: board.policy });
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
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {common('cancel')}
          </Button>
          <Button
            variant="primary"
            isPending={isBusy}
            isDisabled={!policySchema.safeParse(policy).success}
            onPress={() => void save()}
          >
            {t('policy.save')}
          </Button>
        </>
      }
    >
      <p>{t('policy.lead')}</p>
      <ChangedMeanwhile opened={opened} now={rulesOf(board.policy)} />
      {words ? (
        <Banner tone="danger" title={words.title} isBoxed>
          {words.text}
        </Banner>
      ) : null}
      <NumberField
        label={t('policy.approvals')}
        value={policy.approvals}
        onChange={(approvals) => set({ approvals })}
        problem={approvalsRule.safeParse(policy.approvals).success ? null : t('policy.wrongApprovals')}
        autoFocus
      />
      <NumberField
        label={t('policy.leadTime')}
        hint={t('policy.leadTimeHint')}
        value={policy.leadTimeDays}
        onChange={(leadTimeDays) => set({ leadTimeDays })}
        problem={leadTimeRule.safeParse(policy.leadTimeDays).success ? null : t('policy.wrongLeadTime')}
      />
      <Checkbox isSelected={policy.promiseRequired} onChange={(promiseRequired) => set({ promiseRequired })}>
        {t('policy.promise')}. {t('policy.promiseHint')}
      </Checkbox>
      <Checkbox isSelected={policy.encryptedOnly} onChange={(encryptedOnly) => set({ encryptedOnly })}>
        {t('policy.encrypted')}. {t('policy.encryptedHint')}
      </Checkbox>
    </Dialog>
  );
}

type Typed = number | string | null;

interface Rules {
  readonly approvals: Typed;
  readonly leadTimeDays: Typed;
  readonly promiseRequired: boolean;
  readonly encryptedOnly: boolean;
}

function rulesOf({ encryptedOnly = false, ...policy }: Policy): Rules {
  return { ...policy, encryptedOnly };
}

const RULE_WORDS = {
  approvals: 'policy.approvals',
  leadTimeDays: 'policy.leadTime',
  promiseRequired: 'policy.promise',
  encryptedOnly: 'policy.encrypted',
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
    typeof value === 'boolean' ? t(value ? 'policy.on' : 'policy.off') : ruleText(value, format);
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

function ruleText(value: Typed, format: Format): string {
  return typeof value === 'number' ? format.number(value) : (value ?? '');
}

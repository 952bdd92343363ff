import { useState } from 'react';
import { policySchema } from '../../../shared/domain/record';
import { useWorkspaceActions, type Failure, type WorkspaceState } from '../../client';
import { useT } from '../../i18n';
import { Banner, Button, Checkbox, Dialog, NumberField, useWording } from '../../ui';

/** The rules of a board: how many approvals, how early, with a follow-up promise or without, by which connection. */
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
  const [approvals, setApprovals] = useState<Typed>(board.policy.approvals);
  const [leadTimeDays, setLeadTimeDays] = useState<Typed>(board.policy.leadTimeDays);
  const [promiseRequired, setPromiseRequired] = useState(board.policy.promiseRequired);
  const [encryptedOnly, setEncryptedOnly] = useState(board.policy.encryptedOnly ?? false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const policy = { approvals, leadTimeDays, promiseRequired, encryptedOnly };
  const { approvals: approvalsRule, leadTimeDays: leadTimeRule } = policySchema.shape;

  const save = async () => {
    const checked = policySchema.safeParse(policy);
    if (!checked.success) return;
    setBusy(true);
    const outcome = await patchBoard(board.id, { policy: checked.data });
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
      {words ? (
        <Banner tone="danger" title={words.title} isBoxed>
          {words.text}
        </Banner>
      ) : null}
      <NumberField
        label={t('policy.approvals')}
        value={approvals}
        onChange={setApprovals}
        problem={approvalsRule.safeParse(approvals).success ? null : t('policy.wrongApprovals')}
        autoFocus
      />
      <NumberField
        label={t('policy.leadTime')}
        hint={t('policy.leadTimeHint')}
        value={leadTimeDays}
        onChange={setLeadTimeDays}
        problem={leadTimeRule.safeParse(leadTimeDays).success ? null : t('policy.wrongLeadTime')}
      />
      <Checkbox isSelected={promiseRequired} onChange={setPromiseRequired}>
        {t('policy.promise')}. {t('policy.promiseHint')}
      </Checkbox>
      <Checkbox isSelected={encryptedOnly} onChange={setEncryptedOnly}>
        {t('policy.encrypted')}. {t('policy.encryptedHint')}
      </Checkbox>
    </Dialog>
  );
}

type Typed = number | string | null;

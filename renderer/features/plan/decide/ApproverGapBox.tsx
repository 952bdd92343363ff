import { useState } from 'react';
import { approverGap, reviewGap, type ApproverGap } from '../../../../shared/domain/policy';
import { decidingDepartment } from '../../../../shared/domain/plan';
import { useBoardActions, useWorkspace, useWorkspaceActions } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { useDialogs } from '../../../state/dialogs';
import { Banner, Button, Select, showToast, useWording, useNamesApart } from '../../../ui';
import { useBoardPolicy, usePlan, useSpeech } from '../plan-context';
import styles from './decide.module.css';

/** Who is missing so that somebody can approve; null when enough people can. */
export function useApproverGap(): ApproverGap | null {
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const policy = useBoardPolicy();
  return approverGap([...members.values()], row.material, me.id, policy?.approvals ?? 1);
}

/** Of a plan in review that waits for nobody: who is missing, and what helps. */
export function ReviewGap() {
  const { row } = usePlan();
  const members = useWorkspace((workspace) => workspace.members);
  const { state, submission, deleted } = row.status;
  const gap =
    state === 'in-review' && submission && !deleted ? reviewGap([...members.values()], submission) : null;
  return gap ? <ApproverGapBox gap={gap} isSubmitted /> : null;
}

interface ApproverGapProps {
  readonly gap: ApproverGap;
  /** The plan waits already. */
  readonly isSubmitted?: boolean;
  /** Told that this person has given the plan another owner from here. */
  readonly onHandedOver?: () => void;
}

/** Says who is missing and offers what helps: invite, name, hand over ([PLANUI-9]). */
export function ApproverGapBox({ gap, isSubmitted = false, onHandedOver }: ApproverGapProps) {
  const t = useT('decision');
  const common = useT('common');
  const format = useFormat();
  const { row } = usePlan();
  const policy = useBoardPolicy();
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const dialogs = useDialogs();
  const deciding = decidingDepartment(row.material['kind']);
  const department = common(`department.${deciding}`);
  const owners = [...members.values()].filter((member) => member.active && member.role === 'owner');
  return (
    <Banner
      tone="warning"
      isBoxed
      title={t(`gap.${gap.reason}`, { department, needed: policy?.approvals ?? 1 })}
    >
      {gap.reason === 'wrong-side' ? null : <p>{t(isSubmitted ? 'gap.waits' : 'gap.stillSubmit')}</p>}
      {gap.reason === 'wrong-side' ? null : me.role === 'owner' ? (
        <div className={styles['remedies']}>
          {gap.candidates.map((id) => (
            <NameApprover key={id} memberId={id} />
          ))}
          <Button
            onPress={() => dialogs.openInvite({ role: 'member', department: deciding, approver: true })}
          >
            {t('gap.invite')}
          </Button>
        </div>
      ) : (
        <p>{t('gap.askOwner', { names: format.list(owners.map(({ name }) => name)) })}</p>
      )}
      {gap.reason === 'only-the-owner' && !isSubmitted ? <HandOver onDone={onHandedOver} /> : null}
    </Banner>
  );
}

function NameApprover({ memberId }: { memberId: string }) {
  const t = useT('decision');
  const wording = useWording();
  const { nameOf } = useSpeech();
  const { patchMember } = useWorkspaceActions();
  const [isBusy, setBusy] = useState(false);
  const name = nameOf(memberId);
  const appoint = async () => {
    setBusy(true);
    const outcome = await patchMember(memberId, { approver: true });
    setBusy(false);
    if (outcome.ok) showToast({ tone: 'done', title: t('gap.named', { name }) });
    else wording.tell(outcome.failure);
  };
  return (
    <Button isPending={isBusy} onPress={() => void appoint()}>
      {t('gap.name', { name })}
    </Button>
  );
}

/** Another owner of the plan, so that the approver who owns it now can decide. */
function HandOver({ onDone }: { onDone: (() => void) | undefined }) {
  const t = useT('decision');
  const nameApart = useNamesApart();
  const { row } = usePlan();
  const { nameOf } = useSpeech();
  const { setField } = useBoardActions();
  const policy = useBoardPolicy();
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const all = [...members.values()];
  const heirs = all.filter(
    ({ id, active, role }) =>
      active &&
      role !== 'guest' &&
      id !== row.material['ownerId'] &&
      approverGap(all, { ...row.material, ownerId: id }, me.id, policy?.approvals ?? 1) === null,
  );
  if (heirs.length === 0) return null;
  return (
    <Select
      label={t('gap.handOverTo')}
      hint={t('gap.handOverHint')}
      placeholder={t('gap.handOver')}
      value={null}
      options={heirs.map((member) => ({ id: member.id, label: nameApart(member) }))}
      onChange={(id) => {
        setField(row.id, 'ownerId', id);
        onDone?.();
        showToast({ tone: 'done', title: t('gap.handedOver', { name: nameOf(id) }) });
      }}
    />
  );
}

import { possibleApprovers } from '../../../../shared/domain/policy';
import { useWorkspace } from '../../../session';
import { useFormat, useT } from '../../../i18n';
import { usePlan } from '../plan-context';
import { CopyText } from './CopyText';
import { usePlanLink } from './usePlanLink';

/** After submitting: words and a link for those who decide, ready to send. */
export function ReadyMessage() {
  const t = useT('decision');
  const format = useFormat();
  const { row, title } = usePlan();
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const link = usePlanLink(row.id);
  const approvers = possibleApprovers([...members.values()], row.material, me.id);
  const { start, end } = row.material;
  const dates = format.dateRange(typeof start === 'string' ? start : '', typeof end === 'string' ? end : '');
  return (
    <>
      <p>
        {approvers.length > 0
          ? t('message.lead', { names: format.list(approvers.map(({ name }) => name)) })
          : t('message.leadNobody')}
      </p>
      <CopyText
        label={t('message.label')}
        buttonLabel={t('message.copy')}
        rows={10}
        text={t('message.body', { title, dates, link, name: me.name })}
      />
    </>
  );
}

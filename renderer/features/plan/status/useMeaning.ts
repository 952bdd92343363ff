import { possibleApprovers } from '../../../../shared/domain/policy';
import { useBin, useToday, useWorkspace, type PlanRow } from '../../../client';
import { declinedSentence, takesNote, useFormat, useT } from '../../../i18n';
import { keepsAgreement } from '../logic/next-step';
import { useBoardPolicy, useSpeech } from '../plan-context';

/** What a plan's state means for those who look at it, as a sentence. */
export function useMeaning({ id, status, material }: PlanRow): string {
  const t = useT('plan');
  const format = useFormat();
  const speech = useSpeech();
  const { nameOf } = speech;
  const me = useWorkspace((workspace) => workspace.me);
  const members = useWorkspace((workspace) => workspace.members);
  const policy = useBoardPolicy();
  const deleted = useBin().find(({ row }) => row.id === id);
  if (deleted) {
    const agreed = takesNote(material) ? ('status.goneAgreed-note' as const) : ('status.goneAgreed' as const);
    return t(keepsAgreement(status) ? agreed : 'status.gone', { name: nameOf(deleted.by) });
  }
  const isNoted = takesNote(material);
  if (status.deleted) return t(isNoted ? 'status.deleted-note' : 'status.deleted');

  const { state, submission, decisions } = status;
  const lastBy = (verdict: string) =>
    nameOf(decisions.findLast((each) => each.verdict === verdict)?.by ?? '');
  switch (state) {
    case 'in-review': {
      if (status.changesSinceSubmitted.length > 0) return t('status.in-review-changed');
      const last = decisions.at(-1);
      if (last?.verdict === 'retract') {
        const whose = last.by === me.id ? ('retracted-you' as const) : ('retracted' as const);
        return t(isNoted ? `status.${whose}-note` : `status.${whose}`, { name: nameOf(last.by) });
      }
      const lastWord = new Map(decisions.map((each) => [each.by, each.verdict]));
      const approved = [...lastWord.keys()].filter((by) => lastWord.get(by) === 'approve');
      const open = possibleApprovers([...members.values()], material, submission?.by ?? '').filter(
        (member) => !approved.includes(member.id),
      );
      if (open.length === 0) return t('status.in-review-nobody');
      const needed = submission?.policy.approvals ?? policy?.approvals ?? 1;
      const others = open.filter((member) => member.id !== me.id).map((member) => member.name);
      const waitsForMe = others.length < open.length;
      const namesWith = (you: string) => format.list(waitsForMe ? [you, ...others] : others);
      if (approved.length > 0)
        return t(isNoted ? 'status.in-review-more-note' : 'status.in-review-more', {
          count: approved.length,
          needed,
          names: namesWith(t('you')),
        });
      return waitsForMe && others.length === 0
        ? t('status.in-review-you')
        : t('status.in-review', { names: namesWith(t('ofYou')) });
    }
    case 'changes-requested':
      return t('status.changes-requested', { name: lastBy('request-changes') });
    case 'declined': {
      return declinedSentence(speech, lastBy('decline'), material, status.agreement !== null);
    }
    case 'launched':
      if (status.changesSinceAgreed.length > 0)
        return t(isNoted ? 'status.launched-changed-note' : 'status.launched-changed');
      return t(isNoted ? 'status.launched-note' : 'status.launched');
    case 'draft':
    case 'agreed':
    case 'changed-since-agreed':
      if (state === 'draft' && status.recalled.length > 0) return t('status.recalled');
      return t(isNoted ? `status.${state}-note` : `status.${state}`);
    default:
      return t(`status.${state}`);
  }
}

/** The start has come without agreement: said above everything else ([PLANUI-5]); null when all is well. */
export function useAlarm({ status, material }: PlanRow): string | null {
  const t = useT('plan');
  const format = useFormat();
  const today = useToday();
  const { start } = material;
  if (!status.startedUnagreed || typeof start !== 'string') return null;
  const isNoted = takesNote(material);
  if (start === today) return t(isNoted ? 'status.startsToday-note' : 'status.startsToday');
  const date = format.date(start);
  return t(isNoted ? 'status.startedUnagreed-note' : 'status.startedUnagreed', { date });
}

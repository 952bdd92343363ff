import type { InboxItem } from '../../../shared/api/inbox';
import { useWorkspace, useWorkspaceDay } from '../../client';
import { useFormat, useT } from '../../i18n';
import { saysOf } from './logic/reminder';

/** What an item says, in one sentence. */
export function useInboxWords(): (item: InboxItem) => string {
  const t = useT('inbox');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((state) => state.members);
  const today = useWorkspaceDay();
  return ({ why, facts, plans, due }) => {
    const name = members.get(facts.by ?? '')?.name ?? common('unknownMember');
    const count = plans?.length ?? 1;
    if (why === 'outcome') return t(`outcome.${facts.outcome ?? 'agreed'}`, { name, count });
    if (why === 'changed' || why === 'deleted') return t(`why.${why}`, { name, count });
    if (why === 'task') return facts.by === undefined ? t('why.ownTask') : t('why.task', { name });
    if (why === 'promise')
      return facts.text === undefined ? t('why.promise', { name, count }) : t('why.returnPromise');
    if (why === 'reminder')
      return t('why.reminder', { name, count, when: saysOf({ facts, due, plans }, today) });
    if (why === 'deputy')
      return t('why.deputy', {
        name,
        deputy: members.get(facts.deputy ?? '')?.name ?? common('unknownMember'),
      });
    if (why === 'decision' && facts.onBehalfOf) {
      const absent = facts.onBehalfOf.map((id) => members.get(id)?.name ?? common('unknownMember'));
      return t('why.decisionFor', { name, absent: format.list(absent) });
    }
    return t(`why.${why}`, { name });
  };
}

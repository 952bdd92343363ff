import type { InboxItem } from '../../../shared/api/inbox';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';

/** What an item says, in one sentence. */
export function useInboxWords(): (item: InboxItem) => string {
  const t = useT('inbox');
  const common = useT('common');
  const members = useWorkspace((state) => state.members);
  return ({ why, facts, plans }) => {
    const name = members.get(facts.by ?? '')?.name ?? common('unknownMember');
    const count = plans?.length ?? 1;
    if (why === 'outcome') return t(`outcome.${facts.outcome ?? 'agreed'}`, { name, count });
    if (why === 'changed') return t('why.changed', { name, count });
    if (why === 'task') return facts.by === undefined ? t('why.ownTask') : t('why.task', { name });
    if (why === 'promise')
      return facts.text === undefined ? t('why.promise', { name }) : t('why.returnPromise');
    if (why === 'reminder') return t('why.reminder');
    if (why === 'deputy')
      return t('why.deputy', {
        name,
        deputy: members.get(facts.deputy ?? '')?.name ?? common('unknownMember'),
      });
    return t(`why.${why}`, { name });
  };
}

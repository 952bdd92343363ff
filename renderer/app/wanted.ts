import { useEffect, useRef } from 'react';
import type { InboxItem } from '../../shared/api/inbox';
import { listed } from '../../shared/domain/text/typed-text';
import { setBadge, showNotice, useInboxActions, useUnread } from '../client';
import { openItem, useInboxWords } from '../features/inbox';
import { useT } from '../i18n';
import { navigate } from '../state/route';

/** Says outside of the window that its reader is wanted: the number at the app's sign, and what is new as a notification. */
export function useWanted(): void {
  const t = useT('inbox');
  const unread = useUnread();
  const inbox = useInboxActions();
  const words = useInboxWords();
  useEffect(() => setBadge(unread), [unread]);

  const tell = useRef<(fresh: readonly InboxItem[]) => void>(() => undefined);
  useEffect(() => {
    tell.current = (fresh) => {
      const [first] = fresh;
      if (!first) return;
      const isOne = fresh.length === 1;
      const title = isOne ? words(first) : t('news', { count: fresh.length });
      const body = isOne
        ? listed([first.facts.title ?? '', first.facts.text ?? ''].filter(Boolean), ' · ')
        : words(first);
      void showNotice({ title, body }).then((isClicked) => {
        if (!isClicked) return;
        if (isOne) openItem(first);
        else navigate({ page: 'inbox' });
      });
    };
  });
  useEffect(() => inbox.listen((fresh) => tell.current(fresh)), [inbox]);
}

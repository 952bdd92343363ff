import { useState } from 'react';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { keepDraft, readDraft } from '../../state/drafts';
import { Banner, CopyButton } from '../../ui';
import { draftPlace, lateNote } from './logic/notes';
import styles from './rounds.module.css';

/** What somebody was still writing when the round was revealed under his hands: no entry of his any more, yet his words ([ROUNDUI-12]). */
export function LateNote({ round }: { round: string }) {
  const t = useT('rounds');
  const place = draftPlace(
    useWorkspace((state) => state.me.id),
    round,
  );
  const [text, setText] = useState(() => lateNote(readDraft(place)));
  if (text === '') return null;
  return (
    <Banner
      isBoxed
      title={t('late.title')}
      action={<CopyButton size="small" text={text} label={t('late.copy')} />}
      onDismiss={() => {
        keepDraft(place, null);
        setText('');
      }}
    >
      <span className={styles['lateText']}>{text}</span>
    </Banner>
  );
}

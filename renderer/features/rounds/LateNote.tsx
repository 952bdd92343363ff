import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { useKeptDraft } from '../../state/kept-drafts';
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
  const { draft, earlier, forget, settle } = useKeptDraft(place);
  const late = lateNote(draft);
  const text = [...earlier.map((each) => each.text), ...(late === '' ? [] : [late])].join('\n');
  if (text === '') return null;
  return (
    <Banner
      isBoxed
      title={t('late.title')}
      action={<CopyButton size="small" text={text} label={t('late.copy')} />}
      onDismiss={() => {
        forget();
        for (const each of earlier) settle(each);
      }}
    >
      <span className={styles['lateText']}>{text}</span>
    </Banner>
  );
}
